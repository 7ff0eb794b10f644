"""Which members ask that the next text voted on an item be voted by division."""

from sqlalchemy import exists, func, select

from congress.chamber_models import AgendaItem
from congress.models import Member
from core.database import session
from voting.dividing_models import Division, DivisionEnd, DivisionRequest
from voting.queries.challenge.asked_ballots import in_force


def division_requests_on(item: AgendaItem) -> list[DivisionRequest]:
    """The requests in force on an item, of members who are there: made since its last proclaimed vote and division."""
    last = select(func.max(Division.divided_at)).where(Division.item_id == item.id).scalar_subquery()
    wanted = in_force(DivisionRequest, item).where(last.is_(None) | (DivisionRequest.asked_at > last))
    return list(session().scalars(wanted))


def was_divided_on(item: AgendaItem) -> bool:
    """Whether the text of an item was voted in parts to the end: nobody asks for it again."""
    to_the_end = Division.outcome.in_((DivisionEnd.WHOLE, DivisionEnd.REDUCED))
    found = exists().where(Division.item_id == item.id, Division.amendment_id.is_(None), to_the_end)
    return bool(session().scalar(select(found)))


def who_asks_for_division(item: AgendaItem | None) -> tuple[Member, ...]:
    """The members who ask for it, the first first; none on no item."""
    return tuple(row.member for row in division_requests_on(item)) if item is not None else ()
