"""A check of the quorum that somebody asks for: a minute to confirm, counts frozen and read out, then the check.

Silence makes nobody absent: the desk says who is not there. What was proclaimed stands. Told in docs/rules/quorum.md.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from flask_babel import gettext as _
from sqlalchemy import func, select

from congress.actors import Actor
from congress.chamber_models import AgendaItem, QuorumCheck, Sitting, SittingState
from congress.models import Member
from congress.policies import require, require_chair, require_chair_or_secretariat, secretariat
from congress.queries import chamber_queries
from congress.services import presence_services
from congress.services.sitting_locking import locked_sitting, record, require_no_poll, require_state
from core.database import session
from core.digest import sha256_json
from core.errors import Invalid, NotFound, RuleBroken
from voting.challenge_models import ChallengeAnswer, ChallengeState, ConfirmedBy, QuorumChallenge
from voting.queries.challenge.challenges import pending_challenge
from voting.rules.methods.method import Method
from voting.services.challenge.ballot_requests import require_obtained
from voting.services.discussion_services import check_on_request

WINDOW: Final = timedelta(seconds=60)


def ask_challenge(sitting_id: int, *, actor: Actor, now: datetime) -> int:
    """The id of the request of a member who is there, that the chair answers; the one that waits, where one does."""
    sitting = _challengeable(sitting_id)
    require(actor.member_id is not None)
    if chamber_queries.presence_of(sitting_id, actor.member_id or 0) is None:
        raise RuleBroken(_("Vous n’êtes pas parmi les présents\u00a0: dites d’abord votre présence."))
    known = pending_challenge(sitting_id)
    if known is not None:
        return known.id
    asked = _begin(sitting, actor.member_id, ChallengeState.ASKED, now)
    record(sitting, "quorum_challenge_asked", actor, now, challenge=asked.id, member=actor.pseudonym)
    return asked.id


def open_challenge(sitting_id: int, asked_by_id: int | None = None, *, actor: Actor, now: datetime) -> int:
    """The id of the check that goes on from now: members confirm for a minute. By the chair, in one press.

    `asked_by_id`: who asked aloud; the request that waits is granted, whoever made it. One that goes on stays as it is.
    """
    require_chair(actor, sitting_id)
    sitting = _challengeable(sitting_id)
    known = pending_challenge(sitting_id)
    if known is not None and known.state is not ChallengeState.ASKED:
        return known.id
    if known is None:
        known = _begin(sitting, asked_by_id, ChallengeState.OPEN, now)
    known.state, known.opened_at, known.closes_at = ChallengeState.OPEN, now, now + WINDOW
    asked_by = session().get(Member, known.asked_by_id) if known.asked_by_id else None
    record(sitting, "quorum_challenge_opened", actor, now, challenge=known.id,
           asked_by=asked_by.pseudonym if asked_by else None)  # fmt: skip
    return known.id


def decline_challenge(sitting_id: int, *, actor: Actor, now: datetime) -> None:
    """The chair does not grant the request that waits. Idempotent."""
    sitting = locked_sitting(sitting_id)
    require_chair(actor, sitting_id)
    known = pending_challenge(sitting_id)
    if known is None:
        return
    if known.state is not ChallengeState.ASKED:
        raise RuleBroken(_("La vérification a commencé\u00a0: menez-la à son terme."))
    known.state = ChallengeState.DECLINED
    asked_by = session().get_one(Member, known.asked_by_id)
    record(sitting, "quorum_challenge_declined", actor, now, challenge=known.id, asked_by=asked_by.pseudonym)


def confirm(sitting_id: int, *, actor: Actor, now: datetime) -> datetime:
    """The instant at which a member confirmed that they are there; pressing twice is pressing once.

    Refused once the minute is over, with the hour, and to who is not in the register: they say their presence first.
    """
    challenge = _open_one(sitting_id)
    member_id = actor.member_id or 0
    known = _answer(challenge.id, member_id)
    if known is not None:
        return known.confirmed_at
    if chamber_queries.presence_of(sitting_id, member_id) is None:
        raise RuleBroken(_("Vous n’êtes pas parmi les présents\u00a0: dites d’abord votre présence."))
    if challenge.closes_at is not None and now > challenge.closes_at:
        raise RuleBroken(
            _("La minute est passée\u00a0: signalez-vous au bureau. Votre silence ne vous rend pas absent.")
        )
    _confirmed(challenge, member_id, ConfirmedBy.PHONE, now)
    return now


def key_confirmed(sitting_id: int, member_ids: Collection[int], *, actor: Actor, now: datetime) -> int:
    """How many more the desk saw and keyed; until the counts are frozen, after the minute too."""
    challenge = _open_one(sitting_id)
    require_chair_or_secretariat(actor, challenge.sitting.congress, sitting_id)
    new = [one for one in member_ids if _answer(challenge.id, one) is None]
    for member_id in new:
        if chamber_queries.presence_of(sitting_id, member_id) is None:
            name = session().get_one(Member, member_id).civil_name
            raise Invalid(_("%(name)s n’est pas parmi les présents.", name=name), "names")
        _confirmed(challenge, member_id, ConfirmedBy.DESK, now)
    if new:
        names = [session().get_one(Member, one).pseudonym for one in new]
        record(challenge.sitting, "presence_confirmed", actor, now, challenge=challenge.id, members=names)
    return len(new)


def freeze_counts(sitting_id: int, hands: int | None = None, *, actor: Actor, now: datetime) -> None:
    """The counts are frozen, to be read out: nobody confirms any more. `hands`: raised and counted, where they were."""
    challenge = _open_one(sitting_id)
    sitting = challenge.sitting
    require_chair_or_secretariat(actor, sitting.congress, sitting_id)
    numbers = chamber_queries.chamber(sitting_id)
    if hands is not None and not 0 <= hands <= numbers.members:
        raise Invalid(_("Comptez de 0 à %(members)s mains.", members=numbers.members), "hands")
    counted = select(ChallengeAnswer.confirmed_by, func.count()).where(ChallengeAnswer.challenge_id == challenge.id)
    by = dict(session().execute(counted.group_by(ChallengeAnswer.confirmed_by)).all())
    challenge.present, challenge.hands = numbers.present, hands
    challenge.by_phone, challenge.by_desk = by.get(ConfirmedBy.PHONE, 0), by.get(ConfirmedBy.DESK, 0)
    challenge.counted_at, challenge.state = now, ChallengeState.COUNTED
    record(sitting, "quorum_challenge_counted", actor, now, challenge=challenge.id, present=challenge.present,
           by_phone=challenge.by_phone, by_desk=challenge.by_desk, hands=hands,
           answers_sha256=_answers_sha256(challenge))  # fmt: skip


def settle_challenge(sitting_id: int, absent_ids: Collection[int] = (), *, actor: Actor, now: datetime) -> QuorumCheck:
    """The check, once the desk said who is not there: they leave the register, then the quorum is checked.

    `absent_ids`: said by the secretariat; who confirmed is not among them. Pressed twice, the check already made.
    """
    sitting = locked_sitting(sitting_id)
    challenge = pending_challenge(sitting_id)
    if challenge is None:
        last = chamber_queries.last_check(sitting_id)
        if last is None:
            raise NotFound(_("Aucune vérification du quorum n’est en cours."))
        return last
    require_chair_or_secretariat(actor, sitting.congress, sitting_id)
    if challenge.state is not ChallengeState.COUNTED:
        raise RuleBroken(_("Arrêtez d’abord les nombres, puis lisez-les."))
    if absent_ids:
        require(secretariat(actor, sitting.congress), _("Le secrétariat dit qui n’est plus là."))
    for member_id in absent_ids:
        if _answer(challenge.id, member_id) is None:
            presence_services.leave(sitting_id, member_id, actor=actor, now=now)
    session().flush()
    check = check_on_request(sitting_id, by_secretariat=True, actor=actor, now=now)
    challenge.check_id, challenge.state = check.id, ChallengeState.SETTLED
    record(sitting, "quorum_challenge_settled", actor, now, challenge=challenge.id, check=check.id, met=check.is_met,
           absent=[session().get_one(Member, one).pseudonym for one in absent_ids])  # fmt: skip
    return check


def require_as_asked(sitting: Sitting, item: AgendaItem | None = None, method: Method | None = None) -> None:
    """Nothing where no check of the quorum goes on, and by the method obtained for the item: else a refusal."""
    challenge = pending_challenge(sitting.id)
    if challenge is not None and challenge.state is not ChallengeState.ASKED:
        raise RuleBroken(_("Une vérification du quorum est en cours\u00a0: le vote attend son résultat."))
    if item is not None and method is not None:
        require_obtained(sitting, item, method)


def _challengeable(sitting_id: int) -> Sitting:
    """The sitting, held, where the quorum may be asked about now."""
    sitting = locked_sitting(sitting_id)
    require_state(sitting, SittingState.OPEN)
    require_no_poll(sitting)
    if sitting.congress.quorum.judged_at_closing:
        raise RuleBroken(_("Le règlement de ce congrès juge le quorum à la clôture de chaque scrutin."))
    if not sitting.congress.quorum.is_required:
        raise RuleBroken(_("Le règlement de ce congrès n’exige aucun quorum."))
    return sitting


def _begin(sitting: Sitting, asked_by_id: int | None, state: ChallengeState, now: datetime) -> QuorumChallenge:
    if asked_by_id is not None and chamber_queries.presence_of(sitting.id, asked_by_id) is None:
        raise Invalid(_("Qui demande la vérification est dans la salle\u00a0: marquez d’abord son arrivée."), "names")
    begun = QuorumChallenge(sitting_id=sitting.id, asked_by_id=asked_by_id, asked_at=now, state=state)
    session().add(begun)
    session().flush()
    return begun


def _open_one(sitting_id: int) -> QuorumChallenge:
    """The check that goes on, its sitting held."""
    locked_sitting(sitting_id)
    challenge = pending_challenge(sitting_id)
    if challenge is not None and challenge.state is ChallengeState.COUNTED:
        raise RuleBroken(_("Les nombres de cette vérification sont déjà arrêtés."))
    if challenge is None or challenge.state is not ChallengeState.OPEN:
        raise RuleBroken(_("Aucune vérification du quorum n’est en cours."))
    return challenge


def _answer(challenge_id: int, member_id: int) -> ChallengeAnswer | None:
    of = (ChallengeAnswer.challenge_id == challenge_id, ChallengeAnswer.member_id == member_id)
    return session().scalar(select(ChallengeAnswer).where(*of))


def _confirmed(challenge: QuorumChallenge, member_id: int, by: ConfirmedBy, now: datetime) -> None:
    session().add(ChallengeAnswer(challenge_id=challenge.id, member_id=member_id, confirmed_by=by, confirmed_at=now))
    session().flush()


def _answers_sha256(challenge: QuorumChallenge) -> str:
    """The fingerprint of who confirmed and how."""
    rows = select(Member.pseudonym, ChallengeAnswer.confirmed_by).join(ChallengeAnswer.member)
    told = session().execute(rows.where(ChallengeAnswer.challenge_id == challenge.id)).all()
    return sha256_json(sorted([pseudonym, by.value] for pseudonym, by in told))
