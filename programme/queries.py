"""Reads of the programme: one query, whatever its length. No address of a room is given: joining is another matter."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from congress.chamber_models import SittingState
from congress.clock import local
from congress.models import Congress
from core.database import session
from programme.models import Access, ProgrammeItem, ProgrammeItemKind

AS_MANY_NEXT = 3


class Moment(StrEnum):
    """Where a programme item is by the congress's clock."""

    OVER = "over"
    NOW = "now"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class RoomShown:
    """A room as everyone may know it: neither its address nor its telephone."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class ItemShown:
    """A programme item as it is shown; instants are aware, UTC. `sitting_number`: of the sitting that it is, if any."""

    id: int
    starts_at: datetime
    ends_at: datetime
    moment: Moment
    kind: ProgrammeItemKind
    title: str
    room: RoomShown | None
    access: Access
    registration: bool
    capacity: int | None
    theme: str
    speakers: str
    summary: str
    sitting_number: int | None


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the programme, in the congress's zone."""

    date: date
    items: tuple[ItemShown, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """The days of the congress, and those after its end: « événements voisins »."""

    days: tuple[Day, ...]
    neighbours: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """What happens now (what is permanent comes last), the next ones, all that the day holds, the sittings to come."""

    now: tuple[ItemShown, ...]
    coming: tuple[ItemShown, ...]
    today: tuple[ItemShown, ...]
    sittings: tuple[ItemShown, ...]  # those of `coming` and after that are sittings


def programme(congress: Congress, now: datetime) -> Programme:
    """The whole programme, day by day."""
    items = _items(congress, now)
    within = [item for item in items if _day(congress, item) <= congress.ends]
    after = [item for item in items if _day(congress, item) > congress.ends]
    return Programme(_by_day(congress, within), _by_day(congress, after))


def now_and_next(congress: Congress, now: datetime) -> Agenda:
    """What the home page says: now, next (of the congress itself, not of neighbouring events), today."""
    items = [item for item in _items(congress, now) if _day(congress, item) <= congress.ends]
    current = sorted(
        (item for item in items if item.moment is Moment.NOW), key=lambda item: item.kind is ProgrammeItemKind.PERMANENT
    )
    coming = [item for item in items if item.moment is Moment.COMING]
    today = local(congress, now).date()
    return Agenda(
        now=tuple(current),
        coming=tuple(coming[:AS_MANY_NEXT]),
        today=tuple(item for item in items if _day(congress, item) == today),
        sittings=tuple(item for item in coming if item.sitting_number is not None),
    )


def moment_of(starts_at: datetime, ends_at: datetime, now: datetime) -> Moment:
    """Over from the instant it ends, now from the instant it starts."""
    if ends_at <= now:
        return Moment.OVER
    return Moment.NOW if starts_at <= now else Moment.COMING


def moment_of_item(row: ProgrammeItem, now: datetime) -> Moment:
    """The same of a programme item: a sitting that is open is on, one that is closed is over, whatever its hours."""
    if row.sitting is None or row.sitting.state is SittingState.PLANNED:
        return moment_of(row.starts_at, row.ends_at, now)
    return Moment.OVER if row.sitting.state is SittingState.CLOSED else Moment.NOW


def _items(congress: Congress, now: datetime) -> list[ItemShown]:
    rows = (
        select(ProgrammeItem)
        .where(ProgrammeItem.congress_id == congress.id)
        .order_by(ProgrammeItem.starts_at, ProgrammeItem.ends_at, ProgrammeItem.position)
        .options(joinedload(ProgrammeItem.room), joinedload(ProgrammeItem.sitting))
    )
    return [_item(row, now) for row in session().scalars(rows)]


def _item(row: ProgrammeItem, now: datetime) -> ItemShown:
    return ItemShown(
        id=row.id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        moment=moment_of_item(row, now),
        kind=row.kind,
        title=row.title,
        room=RoomShown(row.room.name, row.room.kind) if row.room else None,
        access=row.access,
        registration=row.registration,
        capacity=row.capacity,
        theme=row.theme,
        speakers=row.speakers,
        summary=row.summary,
        sitting_number=row.sitting.number if row.sitting else None,
    )


def _by_day(congress: Congress, items: list[ItemShown]) -> tuple[Day, ...]:
    days = groupby(items, key=lambda item: _day(congress, item))
    return tuple(Day(day, tuple(of_day)) for day, of_day in days)


def _day(congress: Congress, item: ItemShown) -> date:
    return local(congress, item.starts_at).date()
