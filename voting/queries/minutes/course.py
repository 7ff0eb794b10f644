"""The course of a sitting, entry by entry of its journal: what was done, at what hour, under which item."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flask_babel import get_translations
from flask_babel import gettext as _
from sqlalchemy import ColumnElement, func, or_, select

from congress.chamber_models import Sitting
from core.database import session
from core.journal import JournalEntry
from voting.models import Poll
from voting.queries.minutes.known import SittingNames
from voting.rules.count_sentences import shown_counts
from voting.rules.counted_poll import CountedPoll
from voting.rules.methods.choice_words import counted_word
from voting.rules.minutes.deeds import DeedPlace, ToldDeed, ToldEntry
from voting.rules.minutes.record import Figure, LineKind, MinutesLine
from voting.rules.minutes.table import ENDED, READ, deed_of
from voting.rules.outcome import Reason


@dataclass(frozen=True, slots=True)
class DatedDeed:
    """A deed at its hour."""

    hour: str
    kind: str
    deed: ToldDeed
    is_before: bool = False  # before the sitting opened, or after its end


def entries_of(sitting: Sitting, polls: Iterable[Poll]) -> list[JournalEntry]:
    """The entries of the journal that the minutes tell, the first one first.

    Those that name the sitting or one of its polls; and, between its opening and its end, those that name neither.
    """
    entry, said = JournalEntry, JournalEntry.payload
    own = said["sitting"].as_integer() == sitting.number
    first, last = _span(sitting, own)
    numbers = [poll.number for poll in polls]
    nobodys = said["sitting"].as_integer().is_(None) & said["poll"].as_integer().is_(None)
    during = (entry.sequence >= first) & (entry.sequence <= last) if last else entry.sequence >= first
    wanted = select(entry).where(
        entry.stream == sitting.congress.stream,
        entry.kind.in_(READ),
        or_(own, said["poll"].as_integer().in_(numbers), nobodys & during),
    )
    return list(session().scalars(wanted.order_by(entry.sequence)))


def _span(sitting: Sitting, own: ColumnElement[bool]) -> tuple[int, int]:
    """The numbers of the entries that open and end a sitting; (0, 0) of one that never opened, no end while it sits."""
    edge = select(func.min(JournalEntry.sequence), func.max(JournalEntry.sequence)).where(
        JournalEntry.stream == sitting.congress.stream, own
    )
    first = session().execute(edge.where(JournalEntry.kind == "sitting_opened")).one()[0]
    last = session().execute(edge.where(JournalEntry.kind == "sitting_closed")).one()[1]
    return first or 0, (last or 0) if sitting.closed_at else 0


def ended_by_polls(
    entries: Iterable[JournalEntry], label_of: Mapping[int, str]
) -> dict[int, dict[str, tuple[str, ...]]]:
    """By poll number, the amendments that its proclamation ended, by what became of them.

    The entries of one proclamation are written together, the amendments first, at the same instant.
    """
    found: dict[int, dict[str, tuple[str, ...]]] = {}
    waiting: list[JournalEntry] = []
    for entry in entries:
        if entry.kind in ENDED:
            waiting.append(entry)
            continue
        if entry.kind == "poll_proclaimed":
            ended: dict[str, list[str]] = defaultdict(list)
            for one in waiting:
                label = label_of.get(one.payload["amendment"], "")
                if one.at == entry.at and label:
                    ended[ENDED[one.kind]].append(label)
            found[entry.payload["poll"]] = {status: tuple(labels) for status, labels in ended.items()}
        waiting = []
    return found


def deeds_of(entries: Sequence[JournalEntry], names: SittingNames) -> Iterator[DatedDeed]:
    """What the minutes say of each entry, in order; a check made for an item comes after the heading of that item."""
    held: list[DatedDeed] = []
    opened_at = names.sitting.opened_at
    with_departures = {entry.payload["check"] for entry in entries if entry.kind == "quorum_challenge_settled"}
    for entry in entries:
        if entry.kind in ENDED or (entry.kind == "quorum_checked" and entry.payload["check"] in with_departures):
            continue
        told = deed_of(ToldEntry(entry.kind, entry.at, entry.payload), names, get_translations())
        if told is None:
            continue
        is_before = opened_at is not None and entry.at < opened_at
        dated = DatedDeed(names.hour(entry.at), entry.kind, told, is_before)
        if entry.kind == "quorum_checked" and entry.payload.get("moment") == "item" and entry.payload.get("met"):
            held.append(dated)
            continue
        if told.ends_item and held:
            yield dated
            continue
        if told.item is not None:
            yield dated
            yield from held
        else:
            yield from held
            yield dated
        held = []
    yield from held


def course_lines(
    deeds: Iterable[DatedDeed], names: SittingNames, notes: Mapping[int, str], results: Mapping[int, CountedPoll]
) -> Iterator[MinutesLine]:
    """The lines of the course: items under their headings, deeds at their hours, the substance of what was said.

    `notes`: by position of an item, 0 for the sitting as a whole; `results`: by number, the polls that were counted.
    """
    if notes.get(0):
        yield MinutesLine(LineKind.NOTE, words=notes[0])
    begun: set[int] = set()
    for dated in deeds:
        deed = dated.deed
        told_apart = deed.place in (DeedPlace.CONVENING, DeedPlace.PRESENCE) or dated.kind == "sitting_opened"
        if dated.is_before or told_apart:
            continue
        if deed.item is not None:
            yield _heading(deed.item, dated, names, is_again=deed.item in begun)
            if deed.item not in begun and notes.get(deed.item):
                yield MinutesLine(LineKind.NOTE, words=notes[deed.item])
            begun.add(deed.item)
            continue
        yield _line(dated, results)


def _heading(position: int, dated: DatedDeed, names: SittingNames, *, is_again: bool) -> MinutesLine:
    words = names.title(position)
    called = _("Point %(number)s (suite)", number=position) if is_again else _("Point %(number)s", number=position)
    return MinutesLine(LineKind.ITEM, words=words, heading=called, hour=dated.hour)


def _line(dated: DatedDeed, results: Mapping[int, CountedPoll]) -> MinutesLine:
    deed, t = dated.deed, get_translations()
    line = MinutesLine(
        LineKind.DEED, words=" ".join(deed.sentences), decision=deed.decision, after=deed.consequences, hour=dated.hour
    )
    counted = results.get(deed.poll or 0)
    if counted is None:
        return line
    told = shown_counts(counted, t) if is_told(counted) else []
    figures = tuple(
        Figure(one.name or counted_word(one.choice, one.heads, t, counted.answers), one.figure, one.choice)
        for one in told
    )
    return replace(line, poll=deed.poll or 0, figures=figures)


def is_told(counted: CountedPoll) -> bool:
    """Whether the numbers of a poll are told: not where the quorum was missing, and its vote without effect."""
    return counted.verdict.reason is not Reason.NO_QUORUM


def lines_at(deeds: Sequence[DatedDeed], place: DeedPlace) -> tuple[MinutesLine, ...]:
    """The deeds of one place, in the order of their hours."""
    return tuple(
        MinutesLine(LineKind.DEED, words=dated.deed.words, hour=dated.hour)
        for dated in deeds
        if dated.deed.place is place
    )
