"""The booklet of amendments: all that are published, by part of the motion, in the order of the votes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import gettext as _

from amendments.models import Amendment, AmendmentStatus
from amendments.order_models import OrderMove
from amendments.pages.list_page import NOT_VOTED
from amendments.queries.amendment_history import felled_by
from amendments.queries.amendment_queries import published_in
from amendments.queries.amendment_readings import Reading, history_of, readings_of
from amendments.queries.life.sub_texts import numbered_subs_in, rectifications_in
from amendments.queries.order_queries import as_moves, moves_on
from amendments.rules.ranking import Rankable, in_order
from congress.models import Congress, Member
from core.errors import NotFound
from motions.models import Motion, Part, Revision
from motions.queries.motion_queries import motion_of, places_of


@dataclass(frozen=True, slots=True)
class BookletItem:
    """An amendment at its place: its rank among the votes of its part (None: not voted), those of the same vote.

    A sub-amendment stands before its amendment, that it is voted before; it has no rank of its own.
    """

    amendment: Amendment
    reading: Reading
    rank: int | None
    voted_with: tuple[Amendment, ...] = ()
    move: OrderMove | None = None  # by which the chair put it there
    felled_by: tuple[str, ...] = ()  # whose adoption made it fall

    @property
    def signers(self) -> list[Member]:
        """Whose it is now, then the cosigners."""
        return [self.amendment.bearer, *(cosigner.member for cosigner in self.amendment.supporters)]


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
    rectified: Mapping[int, datetime] = field(default_factory=dict)  # when each was last rectified

    @property
    def total(self) -> int:
        """How many amendments it holds."""
        return sum(len(section.items) for section in self.sections)

    @property
    def as_of(self) -> datetime | None:
        """The instant of the last thing that it tells: a booklet of the same amendments is the same, byte for byte."""
        items = [item for section in self.sections for item in section.items]
        told = [instant for item in items for instant in _instants(item)]
        told += [self.rectified[item.amendment.id] for item in items if item.amendment.id in self.rectified]
        told += [section.revision.created_at for section in self.sections]
        return max(told, default=None)


def _instants(item: BookletItem) -> Iterator[datetime]:
    """When something was last told of an amendment."""
    amendment = item.amendment
    yield from filter(None, (amendment.published_at, amendment.decided_at))
    if amendment.opinion is not None:
        yield amendment.opinion.given_at
    yield from (signed.signed_at for signed in amendment.supporters)
    if item.move is not None:
        yield item.move.moved_at


def booklet_of(congress: Congress, number: int | None = None) -> Booklet:
    """The booklet of a congress, or of one of its proposals; `NotFound` where there is no such proposal."""
    motion = motion_of(congress.id)
    parts = places_of(motion.id) if motion else []
    asked = None
    if number is not None:
        asked = next((part for part in parts if part.number == number), None)
        if asked is None:
            raise NotFound(_("Il n’y a pas de proposition n°\u00a0%(number)s dans ce congrès.", number=number))
    found = [*published_in(motion.id), *numbered_subs_in(motion.id)] if motion else []
    shown = [part for part in parts if asked is None or part is asked]
    rectified = dict(rectifications_in(motion.id)) if motion else {}
    return Booklet(congress, motion, tuple(_sections(congress, shown, found)), asked, rectified)


def _sections(congress: Congress, parts: Sequence[Part], amendments: Sequence[Amendment]) -> list[BookletSection]:
    by_part: dict[int, list[Amendment]] = {}
    for amendment in amendments:
        by_part.setdefault(amendment.part_id, []).append(amendment)
    shown = {part.id: part for part in parts if part.id in by_part}
    history, moves = history_of(list(shown)), moves_on(list(shown))
    readings = readings_of([row for row in amendments if row.part_id in shown], shown, history)
    return [
        BookletSection(
            part,
            history[part.id][part.current_number - 1],
            tuple(_items(by_part[part.id], readings, moves[part.id], congress.line_length)),
        )
        for part in shown.values()
    ]


def _items(
    amendments: Sequence[Amendment], readings: Mapping[int, Reading], moves: Sequence[OrderMove], width: int
) -> list[BookletItem]:
    by_move, causes = {move.id: move for move in moves}, felled_by(amendments)
    by_id = {amendment.id: amendment for amendment in amendments}
    candidates = [
        Rankable(found, readings[found].old, readings[found].new, row.status not in NOT_VOTED)
        for found, row in by_id.items()
        if not row.is_sub
    ]
    ranked = [one for group in in_order(candidates, width, as_moves(moves)) for one in group.ranked]
    together: dict[int | None, list[Amendment]] = {}
    for one in ranked:
        together.setdefault(one.rank, []).append(by_id[one.id])
    subs: dict[int | None, list[Amendment]] = {}
    for amendment in amendments:
        if amendment.is_sub:
            subs.setdefault(amendment.parent_id, []).append(amendment)
    items = []
    for one in ranked:
        own = by_id[one.id]
        items += [
            BookletItem(sub, readings[sub.id], None, felled_by=tuple(causes.get(sub.id, ())))
            for sub in subs.get(own.id, ())
        ]
        others = sorted((row for row in together[one.rank] if row is not own), key=lambda row: row.rank)
        move = by_move.get(one.vote.move or 0) if own.status == AmendmentStatus.PUBLISHED else None
        felled = tuple(causes.get(own.id, ()))
        items.append(BookletItem(own, readings[own.id], one.rank, tuple(others) if one.is_batch else (), move, felled))
    return items
