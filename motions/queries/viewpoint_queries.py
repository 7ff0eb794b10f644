"""Reads of points of view: one's own, the positions counted, the reservations."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from congress.models import Member
from congress.queries.congress_queries import one_each, rows_of
from core.database import session
from core.text.collation import alphabetic
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


@dataclass(frozen=True, slots=True)
class Reservation:
    """A reservation as it is read: its words, the version they are about, who wrote it ("" without name)."""

    words: str
    version: int
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """What members said of a proposal: reservations, names by position, and how many gave none."""

    reservations: tuple[Reservation, ...]
    names: dict[Position, tuple[str, ...]]
    nameless: dict[Position, int]


def viewpoint_of(part_id: int, member_id: int | None) -> Viewpoint | None:
    """A member's point of view on a proposal, or None."""
    if member_id is None:
        return None
    rows = select(Viewpoint).where(Viewpoint.part_id == part_id, Viewpoint.member_id.in_(rows_of(member_id)))
    return next(iter(one_each(session().scalars(rows.order_by(Viewpoint.given_at)))), None)


def viewpoints_of(congress_id: int, member_id: int) -> dict[int, Viewpoint]:
    """A member's points of view by part id, in one query, the revision read loaded."""
    rows = (
        select(Viewpoint)
        .join(Part, Part.id == Viewpoint.part_id)
        .join(Motion, Motion.id == Part.motion_id)
        .where(Motion.congress_id == congress_id, Viewpoint.member_id.in_(rows_of(member_id)))
        .options(joinedload(Viewpoint.revision))
        .order_by(Viewpoint.given_at)
    )
    given = list(session().scalars(rows))  # one's own after those of rows that were merged into it
    given.sort(key=lambda viewpoint: viewpoint.member_id == member_id)
    return {viewpoint.part_id: viewpoint for viewpoint in given}


def positions(part_id: int) -> Positions:
    """The positions on a proposal, counted."""
    rows = (
        select(Viewpoint.position, func.count())
        .where(Viewpoint.part_id == part_id, Viewpoint.id.not_in(_said_twice(Viewpoint.part_id == part_id)))
        .group_by(Viewpoint.position)
    )
    counts = {position.value: count for position, count in session().execute(rows)}
    return Positions(**counts)


def positions_by_part(congress_id: int) -> dict[int, Positions]:
    """The positions on each proposal of a congress that has some, in one query."""
    rows = (
        select(Viewpoint.part_id, Viewpoint.position, func.count())
        .join(Part, Part.id == Viewpoint.part_id)
        .join(Motion, Motion.id == Part.motion_id)
        .where(Motion.congress_id == congress_id, Viewpoint.id.not_in(_said_twice(Member.congress_id == congress_id)))
        .group_by(Viewpoint.part_id, Viewpoint.position)
    )
    counts: dict[int, dict[str, int]] = {}
    for part_id, position, count in session().execute(rows):
        counts.setdefault(part_id, {})[position.value] = count
    return {part_id: Positions(**of_part) for part_id, of_part in counts.items()}


def _said_twice(where: ColumnElement[bool]) -> list[int]:
    """The ids of points of view that stand beside another one of the same person, whose rows were merged."""
    rows = select(Viewpoint.id, Viewpoint.part_id, Member.merged_into_id).join(Member).where(where)
    merged = (
        session()
        .execute(
            rows.where(Member.merged_into_id.is_not(None)).order_by(Viewpoint.given_at.desc(), Viewpoint.id.desc())
        )
        .all()
    )
    if not merged:
        return []
    kept = select(Viewpoint.part_id, Viewpoint.member_id).where(Viewpoint.member_id.in_({row[2] for row in merged}))
    said: set[tuple[int, int | None]] = {(part_id, person) for part_id, person in session().execute(kept)}
    twice = []
    for viewpoint_id, part_id, person in merged:
        if (part_id, person) in said:
            twice.append(viewpoint_id)
        said.add((part_id, person))
    return twice


def spoken_on(part_id: int) -> Spoken:
    """The reservations on a proposal and who stands where, as readers may see them: no name without consent.

    Those who gave their name come in the order of the roll; what the others wrote comes after, in the order of
    the alphabet, so that neither rank nor hour tells who they are.
    """
    rows = (
        select(Viewpoint)
        .join(Member, Member.id == Viewpoint.member_id)
        .where(Viewpoint.part_id == part_id)
        .options(joinedload(Viewpoint.member), joinedload(Viewpoint.revision))
        .order_by(Member.position)
    )
    given = one_each(session().scalars(rows))
    written = [_reservation(viewpoint) for viewpoint in given if viewpoint.position == Position.RESERVED]
    return Spoken(
        reservations=(
            *(said for said in written if said.name),
            *sorted((said for said in written if not said.name), key=lambda said: alphabetic(said.words[:200])),
        ),
        names={
            position: tuple(
                _full_name(viewpoint.member)
                for viewpoint in given
                if viewpoint.named and viewpoint.position == position
            )
            for position in Position
        },
        nameless={
            position: sum(1 for viewpoint in given if not viewpoint.named and viewpoint.position == position)
            for position in Position
        },
    )


def _full_name(member: Member) -> str:
    return ", ".join(part for part in (member.civil_name, member.role_line) if part)


def _reservation(viewpoint: Viewpoint) -> Reservation:
    member = viewpoint.member if viewpoint.named else None
    return Reservation(
        viewpoint.reservation,
        viewpoint.revision.number,
        member.civil_name if member else "",
        member.role_line if member else "",
    )
