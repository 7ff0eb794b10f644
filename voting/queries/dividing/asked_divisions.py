"""Which members ask that the next text voted on an item be voted by division."""

from flask_babel import gettext as _
from sqlalchemy import func, select

from congress.chamber_models import AgendaItem
from congress.models import Member
from core.database import session
from motions.queries.motion_queries import proposal
from voting.dividing_models import Division, DivisionEnd, DivisionRequest
from voting.queries.challenge.asked_ballots import in_force
from voting.queries.dividing.divisions import divided_already, going_on, stands


def division_requests_on(item: AgendaItem) -> list[DivisionRequest]:
    """The requests in force on an item, of members who are there: made since its last proclaimed vote and division."""
    last = select(func.max(Division.divided_at)).where(Division.item_id == item.id).scalar_subquery()
    wanted = in_force(DivisionRequest, item).where(last.is_(None) | (DivisionRequest.asked_at > last))
    return list(session().scalars(wanted))


def refusal_to_ask(item: AgendaItem) -> str:
    """Why nobody asks for a division on an item, in a sentence; empty where one may.

    Its text is decided: nothing of it is left to vote. It was voted in parts to the end; or the parts of it, or of an
    amendment to it, are being voted: the next votes are on these.
    """
    if item.proposal_number is not None and proposal(item.sitting.congress_id, item.proposal_number).is_decided:
        return _("Plus rien n’est à voter sur ce point.")
    to_the_end = Division.outcome.in_((DivisionEnd.WHOLE, DivisionEnd.REDUCED)) & Division.amendment_id.is_(None)
    wanted = select(Division).where(Division.item_id == item.id, to_the_end | Division.ended_at.is_(None))
    found = list(session().scalars(wanted))
    if any(stands(one) for one in found):
        return going_on()
    return divided_already() if any(one.ended_at is not None for one in found) else ""


def who_asks_for_division(item: AgendaItem | None) -> tuple[Member, ...]:
    """The members who ask for it, the first first; none on no item."""
    return tuple(row.member for row in division_requests_on(item)) if item is not None else ()
