"""Reads of points of view: one's own, the positions counted, the reservations."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from core.database import session
from motions.models import Motion, Part, Position, Viewpoint


@dataclass(frozen=True, slots=True)
class Positions:
    """How many members hold each position on a proposal."""

    favourable: int = 0
    reserved: int = 0
    unfavourable: int = 0
    no_opinion: int = 0

    @property
    def total(self) -> int:
        """How many gave a point of view."""
        return self.favourable + self.reserved + self.unfavourable + self.no_opinion


def viewpoint_of(part_id: int, member_id: int | None) -> Viewpoint | None:
    """A member's point of view on a proposal, or None."""
    if member_id is None:
        return None
    return session().scalar(select(Viewpoint).where(Viewpoint.part_id == part_id, Viewpoint.member_id == member_id))


def viewpoints_of(congress_id: int, member_id: int) -> dict[int, Viewpoint]:
    """A member's points of view by part id, in one query, the revision read loaded."""
    rows = (
        select(Viewpoint)
        .join(Part, Part.id == Viewpoint.part_id)
        .join(Motion, Motion.id == Part.motion_id)
        .where(Motion.congress_id == congress_id, Viewpoint.member_id == member_id)
        .options(joinedload(Viewpoint.revision))
    )
    return {viewpoint.part_id: viewpoint for viewpoint in session().scalars(rows)}


def positions(part_id: int) -> Positions:
    """The positions on a proposal, counted."""
    rows = select(Viewpoint.position, func.count()).where(Viewpoint.part_id == part_id).group_by(Viewpoint.position)
    counts = {position.value: count for position, count in session().execute(rows).tuples()}
    return Positions(**counts)


def reservations(part_id: int) -> list[Viewpoint]:
    """The points of view that carry a reservation, oldest first; the name shows only where `named`."""
    rows = (
        select(Viewpoint)
        .where(Viewpoint.part_id == part_id, Viewpoint.position == Position.RESERVED)
        .options(joinedload(Viewpoint.member), joinedload(Viewpoint.revision))
        .order_by(Viewpoint.given_at, Viewpoint.id)
    )
    return list(session().scalars(rows))
