"""The motions from the floor: those that wait, in the order in which they are taken, and all of a sitting."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from congress.chamber_models import AgendaItem, Sitting
from core.database import session
from voting.debate_models import FloorMotion, FloorSecond
from voting.rules.debate.precedence import ON_AN_ITEM, PENDING, Raised, in_precedence, seconds_missing


@dataclass(frozen=True, slots=True)
class WaitingMotion:
    """A motion that waits, how many second it, how many are missing."""

    motion: FloorMotion
    seconds: int
    missing: int


def motions_waiting(sitting: Sitting, seconders: int) -> list[WaitingMotion]:
    """Those of a sitting that wait, the first to be taken first; on an item that is over they wait no more."""
    count = select(func.count()).where(FloorSecond.motion_id == FloorMotion.id).correlate(FloorMotion)
    wanted = (
        select(FloorMotion, count.scalar_subquery())
        .outerjoin(AgendaItem, AgendaItem.id == FloorMotion.item_id)
        .where(
            FloorMotion.sitting_id == sitting.id,
            FloorMotion.state.in_(PENDING),
            AgendaItem.closed_at.is_(None) | FloorMotion.kind.not_in(ON_AN_ITEM),
        )
        .options(joinedload(FloorMotion.raised_by))
    )
    found = {
        motion.id: WaitingMotion(motion, seconds, seconds_missing(motion.kind, seconders, seconds))
        for motion, seconds in session().execute(wanted)
    }
    order = in_precedence(Raised(one.motion.id, one.motion.kind) for one in found.values())
    return [found[one.id] for one in order]


def motions_of(sitting_id: int) -> Sequence[FloorMotion]:
    """Every motion of a sitting, the first one first, with who raised it and its vote."""
    wanted = select(FloorMotion).where(FloorMotion.sitting_id == sitting_id).order_by(FloorMotion.id)
    return session().scalars(wanted.options(joinedload(FloorMotion.raised_by), joinedload(FloorMotion.poll))).all()


def motion_put_in(poll_id: int) -> FloorMotion | None:
    """The motion from the floor that a poll decides; None where it decides something else."""
    return session().scalar(select(FloorMotion).where(FloorMotion.poll_id == poll_id).limit(1))


def seconds_by(motion_ids: Sequence[int], member_id: int | None) -> frozenset[int]:
    """Of these motions, those that a member seconds."""
    if not motion_ids or member_id is None:
        return frozenset()
    wanted = select(FloorSecond.motion_id).where(
        FloorSecond.motion_id.in_(motion_ids), FloorSecond.member_id == member_id
    )
    return frozenset(session().scalars(wanted))
