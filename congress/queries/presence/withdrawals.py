"""Who takes no part in which item: for the pages of those concerned, and for the chair."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from congress.chamber.presence_models import Withdrawal
from congress.chamber_models import AgendaItem, Office, SittingOffice
from congress.models import Member
from core.database import session


def withdrawal_of(item_id: int, member_id: int) -> Withdrawal | None:
    """The withdrawal of a member from an item, in force; None where they take part."""
    wanted = select(Withdrawal).where(Withdrawal.item_id == item_id, Withdrawal.member_id == member_id)
    return session().scalar(wanted.where(Withdrawal.taken_back_at.is_(None)))


def takes_no_part_now(sitting_id: int, member_id: int) -> bool:
    """Whether a member withdrew from the item in discussion at a sitting."""
    wanted = (
        select(Withdrawal.id)
        .join(AgendaItem, Withdrawal.item_id == AgendaItem.id)
        .where(AgendaItem.sitting_id == sitting_id, AgendaItem.opened_at.is_not(None), AgendaItem.closed_at.is_(None))
        .where(Withdrawal.member_id == member_id, Withdrawal.taken_back_at.is_(None))
    )
    return session().scalar(wanted.limit(1)) is not None


def withdrawals_of(sitting_id: int) -> list[Withdrawal]:
    """Those in force at a sitting, item by item, with the people, in the order of their declaration."""
    wanted = (
        select(Withdrawal)
        .join(AgendaItem, Withdrawal.item_id == AgendaItem.id)
        .where(AgendaItem.sitting_id == sitting_id, Withdrawal.taken_back_at.is_(None))
        .order_by(AgendaItem.position, Withdrawal.declared_at, Withdrawal.id)
        .options(joinedload(Withdrawal.member), joinedload(Withdrawal.item))
    )
    return list(session().scalars(wanted))


def withdrawn_chair(item: AgendaItem) -> Member | None:
    """Whoever chairs the sitting of an item now, where they take no part in it; else None."""
    wanted = (
        select(Member)
        .join(Withdrawal, Withdrawal.member_id == Member.id)
        .join(SittingOffice, SittingOffice.member_id == Member.id)
        .where(
            Withdrawal.item_id == item.id,
            Withdrawal.taken_back_at.is_(None),
            SittingOffice.sitting_id == item.sitting_id,
            SittingOffice.office == Office.CHAIR,
            SittingOffice.until.is_(None),
        )
    )
    return session().scalar(wanted)
