"""Requests for a public or a secret vote: pressed by members, or keyed at the desk; counted against those present.

Told in docs/rules/modes.md. Kept with names for the minutes (CGCT L2121-15).
"""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _

from congress.actors import Actor
from congress.chamber_models import AgendaItem, Sitting
from congress.models import Member
from congress.policies import require, require_chair_or_secretariat
from congress.rules.rule_names import BallotKind
from congress.services.lawful.requiring import refusal_of_vote
from congress.services.sitting_locking import record
from core.database import session
from core.errors import RuleBroken
from core.row_seals import hidden_token
from voting.challenge_models import BallotRequest
from voting.queries.challenge.asked_ballots import AskedBallots, asked_on, obtained_on, requests_on
from voting.rules.methods.method import Method
from voting.rules.modes import Mode
from voting.services.challenge.asking_there import held_in_discussion, require_there


def ask_ballot(
    item_id: int, ballot: BallotKind, member_ids: Sequence[int] = (), *, actor: Actor, now: datetime
) -> AskedBallots | None:
    """What is asked on the item once these members ask for such a vote; themselves, where none is named.

    Named by the desk: the chair or the secretariat. Asking twice is asking once. Refused once a vote is announced, to
    who is not there, who withdrew from the item, and where no number obtains it.
    """
    item, sitting = _item(item_id)
    if member_ids:
        require_chair_or_secretariat(actor, sitting.congress, sitting.id)
    else:
        require(actor.member_id is not None)
    _require_obtainable(sitting, ballot)
    asking = [session().get_one(Member, one) for one in (member_ids or [actor.member_id or 0])]
    known = {row.member_id for row in requests_on(item) if row.ballot is ballot}
    new = [member for member in asking if member.id not in known]
    for member in new:
        require_there(sitting, item, member, is_self=not member_ids)
        salt = hidden_token("ballot_request", item.id, member.id, ballot.value, now.isoformat())
        session().add(BallotRequest(item_id=item.id, member_id=member.id, ballot=ballot, asked_at=now, salt=salt))
    session().flush()
    asked = asked_on(item)
    if new and asked is not None:
        by = asked.secret if ballot is BallotKind.SECRET else asked.public
        needed = asked.secret_needed if ballot is BallotKind.SECRET else asked.public_needed
        record(sitting, "ballot_asked", actor, now, item=item.position, ballot=ballot.value,
               members=[member.pseudonym for member in new], asks=len(by), present=asked.present,
               needed=needed)  # fmt: skip
    return asked


def withdraw_request(item_id: int, ballot: BallotKind, *, actor: Actor, now: datetime) -> None:
    """A member does not ask any more for such a vote on the item, as long as it is not announced. Idempotent."""
    item, sitting = _item(item_id)
    for row in requests_on(item):
        if row.member_id == actor.member_id and row.ballot is ballot:
            row.withdrawn_at = now
            record(sitting, "ballot_request_withdrawn", actor, now, item=item.position, ballot=ballot.value,
                   members=[row.member.pseudonym])  # fmt: skip


def require_obtained(sitting: Sitting, item: AgendaItem, method: Method) -> None:
    """Nothing where the method is the one that the members present obtained, or none was; else what it must be.

    Where the law lets nobody vote in secret (a body that meets at a distance), the item is put off: no method is left.
    """
    mode = obtained_on(item)
    if mode is Mode.SECRET:
        if told := refusal_of_vote(sitting, item, BallotKind.SECRET):
            raise RuleBroken(told)
        if not method.is_on_paper:
            raise RuleBroken(obtained_sentence(mode))
    if mode is Mode.PUBLIC_NAMED and not method.is_named:
        raise RuleBroken(obtained_sentence(mode))


def obtained_sentence(mode: Mode) -> str:
    """What the members present obtained for the next vote, and how that one is held then."""
    if mode is Mode.SECRET:
        return _("Les membres présents ont obtenu un scrutin secret\u00a0: ce vote se tient sur papier.")
    return _(
        "Les membres présents ont obtenu un scrutin public\u00a0: ce vote se tient par appel nominal, ou chacun sur son"
        " appareil."
    )


def _item(item_id: int) -> tuple[AgendaItem, Sitting]:
    return held_in_discussion(
        item_id,
        elsewhere=_("Un scrutin se demande sur le point en discussion."),
        too_late=_("Un scrutin est déjà annoncé\u00a0: refaites votre demande pour le suivant."),
    )


def _require_obtainable(sitting: Sitting, ballot: BallotKind) -> None:
    congress = sitting.congress
    share = congress.secret_request if ballot is BallotKind.SECRET else congress.public_request
    if not share:
        raise RuleBroken(_("Le règlement de ce congrès ne donne pas ce scrutin à un nombre de membres."))
