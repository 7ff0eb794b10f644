"""All that lists and margins say of a change between two texts, in few words: where it bears, what it takes and brings.

A difference is too large to be kept by the hundred; this is not, and is worked out from one comparison. Pure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import redline
from amendments.rules.carry_over import KnownText
from amendments.rules.kept.worked_out import WorkedOut
from amendments.rules.locations import Location, location_in
from amendments.rules.word_edits import edits_of
from motions.rules.changed_passages import Passage, passages_changed


@dataclass(frozen=True, slots=True)
class Deed:
    """What a change does to one block: the last alinéa of the text before it, how, the words removed and added."""

    last: int
    op: str
    edits: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Bearing:
    """Where a change bears, the words that it removes or replaces (no sign alone), what it does to each block."""

    location: Location
    words: frozenset[Passage]
    deeds: tuple[Deed, ...]


def _bearing_of(old: KnownText, new: KnownText, width: int) -> Bearing:
    """What a change between two texts bears on, typography apart."""
    difference = redline.difference(old.text, new.text, width=width, ignore_typography=True)
    words = frozenset(
        (index, start, end)
        for index, start, end in passages_changed(difference)
        if any(sign.isalnum() for sign in difference.old.blocks[index].source[start:end])
    )
    return Bearing(location_in(difference), words, tuple(_deeds(difference)))


def _deeds(difference: redline.Difference) -> Iterator[Deed]:
    last = 0
    for block in difference.blocks:
        if block.old:
            last = difference.old.blocks[block.old[-1]].alinea or 0
        if not block.is_marked:
            continue
        if block.op == "insert":
            yield Deed(last, block.op, (("", block.spans[0][1]),))
        elif block.op == "delete":
            yield Deed(last, block.op)
        else:
            yield Deed(last, block.op, tuple((edit.removed, edit.added) for edit in edits_of(block.spans)[1]))


def _as_json(bearing: Bearing) -> Any:
    where = bearing.location
    deeds = [[deed.last, deed.op, deed.edits] for deed in bearing.deeds]
    return [where.alineas, where.lines, where.after, where.title, sorted(bearing.words), deeds]


def _from_json(told: Any) -> Bearing:
    alineas, lines, after, title, words, deeds = told
    return Bearing(
        Location(tuple(alineas), tuple(lines), tuple(after), title),
        frozenset((index, start, end) for index, start, end in words),
        tuple(Deed(last, op, tuple((removed, added) for removed, added in edits)) for last, op, edits in deeds),
    )


bearing_of = WorkedOut(_bearing_of, most=16_384, as_json=_as_json, from_json=_from_json)


def location_of(old: KnownText, new: KnownText, width: int) -> Location:
    """Where the change from one text to the other bears."""
    return bearing_of(old, new, width).location


def may_say(made: Bearing, proposed: Bearing) -> bool:
    """Whether a text that one change made may say already what another proposes; then only a comparison tells.

    It must change every block that the other does, and take away something of each of its words. What moves, splits or
    joins blocks may be read in more than one way: it may always.
    """
    if not {deed.op for deed in (*made.deeds, *proposed.deeds)} <= {"change", "insert", "delete"}:
        return True
    if not {deed.last for deed in proposed.deeds} <= {deed.last for deed in made.deeds}:
        return False
    return all(any(_overlap(taken, own) for own in made.words) for taken in proposed.words)


def _overlap(one: Passage, other: Passage) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]
