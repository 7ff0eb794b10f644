"""The booklet of amendments: all that are published, by part of the motion, in the order of the votes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from amendments.models import Amendment
from amendments.pages.list_page import NOT_VOTED
from amendments.queries.amendment_queries import published_in
from amendments.queries.amendment_readings import Reading, history_of, readings_of
from amendments.rules.ranking import Rankable, in_order
from congress.models import Congress, Member
from core.errors import NotFound
from motions.models import Motion, Part, Revision
from motions.queries.motion_queries import motion_of, places_of


@dataclass(frozen=True, slots=True)
class BookletItem:
    """An amendment at its place: its rank among the votes of its part (None: not voted), those of the same vote."""

    amendment: Amendment
    reading: Reading
    rank: int | None
    voted_with: tuple[int, ...] = ()

    @property
    def signers(self) -> list[Member]:
        """The author, then the cosigners."""
        return [self.amendment.author, *(cosigner.member for cosigner in self.amendment.supporters)]


@dataclass(frozen=True, slots=True)
class BookletSection:
    """A part with its amendments; `revision`: the version in force."""

    part: Part
    revision: Revision
    items: tuple[BookletItem, ...]


@dataclass(frozen=True, slots=True)
class Booklet:
    """The sections in the order of the motion, those without any amendment left out; `part`: the only one asked for."""

    congress: Congress
    motion: Motion | None
    sections: tuple[BookletSection, ...]
    part: Part | None = None

    @property
    def total(self) -> int:
        """How many amendments it holds."""
        return sum(len(section.items) for section in self.sections)

    @property
    def as_of(self) -> datetime | None:
        """The instant of the last thing that it tells: a booklet of the same amendments is the same, byte for byte."""
        told = [instant for section in self.sections for item in section.items for instant in _instants(item.amendment)]
        told += [section.revision.created_at for section in self.sections]
        return max(told, default=None)


def _instants(amendment: Amendment) -> Iterator[datetime]:
    """When something was last told of an amendment."""
    yield from filter(None, (amendment.published_at, amendment.decided_at))
    if amendment.opinion is not None:
        yield amendment.opinion.given_at


def booklet_of(congress: Congress, number: int | None = None) -> Booklet:
    """The booklet of a congress, or of one of its proposals; `NotFound` where there is no such proposal."""
    motion = motion_of(congress.id)
    parts = places_of(motion.id) if motion else []
    asked = None
    if number is not None:
        asked = next((part for part in parts if part.number == number), None)
        if asked is None:
            raise NotFound(_("Il n’y a pas de proposition n°\u00a0%(number)s dans ce congrès.", number=number))
    found = published_in(motion.id) if motion else []
    shown = [part for part in parts if asked is None or part is asked]
    return Booklet(congress, motion, tuple(_sections(congress, shown, found)), asked)


def _sections(congress: Congress, parts: Sequence[Part], amendments: Sequence[Amendment]) -> list[BookletSection]:
    by_part: dict[int, list[Amendment]] = {}
    for amendment in amendments:
        by_part.setdefault(amendment.part_id, []).append(amendment)
    shown = {part.id: part for part in parts if part.id in by_part}
    history = history_of(list(shown))
    readings = readings_of([row for row in amendments if row.part_id in shown], shown, history)
    return [
        BookletSection(
            part,
            history[part.id][part.current_number - 1],
            tuple(_items(by_part[part.id], readings, congress.line_length)),
        )
        for part in shown.values()
    ]


def _items(amendments: Sequence[Amendment], readings: dict[int, Reading], width: int) -> list[BookletItem]:
    by_id = {amendment.id: amendment for amendment in amendments}
    candidates = [
        Rankable(found, readings[found].old, readings[found].new, row.status not in NOT_VOTED)
        for found, row in by_id.items()
    ]
    ranked = [one for group in in_order(candidates, width) for one in group.ranked]
    together: dict[int | None, list[int]] = {}
    for one in ranked:
        together.setdefault(one.rank, []).append(by_id[one.id].public_number or 0)
    return [
        BookletItem(
            by_id[one.id],
            readings[one.id],
            one.rank,
            tuple(sorted(set(together[one.rank]) - {by_id[one.id].public_number})) if one.is_batch else (),
        )
        for one in ranked
    ]
