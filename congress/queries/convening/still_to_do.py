"""What is left to do about convenings: sittings that nobody convened, those that a member has not answered."""

from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, select
from sqlalchemy.orm import aliased

from congress.chamber.convening_models import Convening, ConveningLetter, ConveningReply
from congress.chamber_models import Sitting, SittingState
from core.database import session


def still_to_convene(congress_id: int, now: datetime) -> list[Sitting]:
    """The sittings to come that were not convened, the next one first."""
    sent = select(Convening.sitting_id).where(Convening.sitting_id == Sitting.id)
    wanted = select(Sitting).where(Sitting.congress_id == congress_id, Sitting.state == SittingState.PLANNED)
    wanted = wanted.where(Sitting.starts_at > now, ~sent.exists())
    return list(session().scalars(wanted.order_by(Sitting.starts_at, Sitting.number)))


def unanswered_by(member_id: int, now: datetime) -> list[Sitting]:
    """The sittings to come whose convening in force a member has not answered, the next one first."""
    return list(session().scalars(unanswered(select(Sitting)), {"member": member_id, "now": now}))


def unanswered(wanted: Select[Any]) -> Select[Any]:
    """What is selected of sittings, of those that `member` has not answered `now`."""
    member: BindParameter[int] = bindparam("member")
    later = aliased(Convening)
    last = select(func.max(later.rank)).where(later.sitting_id == Convening.sitting_id).scalar_subquery()
    return (
        wanted.join(Convening, Convening.sitting_id == Sitting.id)
        .join(ConveningLetter, ConveningLetter.convening_id == Convening.id)
        .outerjoin(ConveningReply, (ConveningReply.convening_id == Convening.id) & (ConveningReply.member_id == member))
        .where(
            ConveningLetter.member_id == member,
            Sitting.state == SittingState.PLANNED,
            Sitting.starts_at > bindparam("now"),
            Convening.rank == last,
            ConveningReply.answer.is_(None),
        )
        .order_by(Sitting.starts_at, Sitting.number)
    )
