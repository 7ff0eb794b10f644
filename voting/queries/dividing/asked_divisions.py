"""Which members ask that the next text voted on an item be voted by division."""

from sqlalchemy import func, select

from congress.chamber_models import AgendaItem
from congress.models import Member
from core.database import session
from voting.dividing_models import Division, DivisionRequest
from voting.queries.challenge.asked_ballots import in_force


def division_requests_on(item: AgendaItem) -> list[DivisionRequest]:
    """The requests in force on an item, of members who are there: made since its last proclaimed vote and division."""
    last = select(func.max(Division.divided_at)).where(Division.item_id == item.id).scalar_subquery()
    wanted = in_force(DivisionRequest, item).where(last.is_(None) | (DivisionRequest.asked_at > last))
    return list(session().scalars(wanted))


def who_asks_for_division(item: AgendaItem | None) -> tuple[Member, ...]:
    """The members who ask for it, the first first; none on no item."""
    return tuple(row.member for row in division_requests_on(item)) if item is not None else ()
