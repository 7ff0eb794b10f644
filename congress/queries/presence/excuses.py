"""Who is excused from a sitting."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from congress.chamber.presence_models import Excuse
from core.database import session


def excuse_of(sitting_id: int, member_id: int) -> Excuse | None:
    """The excuse of a member at a sitting, in force; None where they gave none."""
    wanted = select(Excuse).where(Excuse.sitting_id == sitting_id, Excuse.member_id == member_id)
    return session().scalar(wanted.where(Excuse.taken_back_at.is_(None)))


def excuses_of(sitting_id: int) -> list[Excuse]:
    """Those in force at a sitting, by name, with the people."""
    wanted = select(Excuse).where(Excuse.sitting_id == sitting_id, Excuse.taken_back_at.is_(None))
    found = session().scalars(wanted.options(joinedload(Excuse.member)).order_by(Excuse.id))
    return sorted(found, key=lambda excuse: excuse.member.alphabetic)


def excused_from(sitting_id: int) -> set[int]:
    """The ids of the members who are excused from a sitting, whether they came or not."""
    wanted = select(Excuse.member_id).where(Excuse.sitting_id == sitting_id, Excuse.taken_back_at.is_(None))
    return set(session().scalars(wanted))
