"""Requests for a vote by division: pressed by members, told to the chair, who decides. Told in docs/rules/division.md.

Kept with names for the minutes (CGCT L2121-15), as requests for a ballot are.
"""

from datetime import datetime

from flask_babel import gettext as _

from congress.actors import Actor
from congress.chamber_models import AgendaItem, Sitting
from congress.models import Member
from congress.policies import require
from congress.services.sitting_locking import record
from core.database import session
from core.errors import RuleBroken
from core.row_seals import hidden_token
from voting.dividing_models import DivisionRequest
from voting.queries.dividing.asked_divisions import division_requests_on, refusal_to_ask
from voting.services.challenge.asking_there import held_in_discussion, require_there


def ask_division(item_id: int, *, actor: Actor, now: datetime) -> None:
    """A member there asks that the next text voted on the item be voted by division. Asking twice is asking once.

    Refused once a vote is announced, on a text that was voted so to its end, while one is voted so, on what is no
    proposal, to who withdrew from the item.
    """
    item, sitting = _held(item_id)
    require(actor.member_id is not None)
    member = session().get_one(Member, actor.member_id)
    if any(row.member_id == member.id for row in division_requests_on(item)):
        return
    if told := refusal_to_ask(item):
        raise RuleBroken(told)
    require_there(sitting, item, member, is_self=True)
    salt = hidden_token("division_request", item.id, member.id, now.isoformat())
    session().add(DivisionRequest(item_id=item.id, member_id=member.id, asked_at=now, salt=salt))
    session().flush()
    record(sitting, "division_asked", actor, now, item=item.position, member=member.pseudonym)


def withdraw_division_request(item_id: int, *, actor: Actor, now: datetime) -> None:
    """A member does not ask for it any more, as long as no vote is announced. Idempotent."""
    item, sitting = _held(item_id)
    for row in division_requests_on(item):
        if row.member_id == actor.member_id:
            row.withdrawn_at = now
            record(sitting, "division_request_withdrawn", actor, now, item=item.position, member=row.member.pseudonym)


def _held(item_id: int) -> tuple[AgendaItem, Sitting]:
    item, sitting = held_in_discussion(
        item_id,
        elsewhere=_("Un vote par division se demande sur le texte en discussion."),
        too_late=_("Un scrutin est déjà annoncé\u00a0: refaites votre demande pour le suivant."),
    )
    if item.proposal_number is None:
        raise RuleBroken(_("Seuls une proposition ou un amendement se votent par division."))
    return item, sitting
