"""Which edits cannot both be applied, and why: half-open spans, word by word.

Two edits clash if they change a word in common, or insert two different things at one place. An
insertion at the edge of a replaced or deleted span does not clash, nor does anything done inside a
moved block with its move. Typography never clashes. Source: interfaces.md, "Text".
"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from redline.compare.marks import is_mark
from redline.merge.edits import Edit, Frame, MovedPassage, Payload
from redline.merge.mark_clashes import crossings, empties
from redline.merge.spacing import SPACES
from redline.model.tokens import is_content

ConflictKind = Literal["overlap", "same_place", "delete_edit", "move_edit"]
Clash = tuple[Edit, Edit, ConflictKind]

_LONGEST_SPACE = 2
_WORD = re.compile(r"[^\W_]+")


def clashes(edits: Iterable[Edit], frame: Frame) -> Iterator[Clash]:
    """Every clash among different edits, each pair once."""
    weighty = [edit for edit in edits if not edit.typographic]
    crossed: set[tuple[Edit, Edit]] = set()
    for a, b in crossings(weighty):
        crossed |= {(a, b), (b, a)}
        yield a, b, "overlap"
    for a, b in near_pairs(weighty):
        if (a, b) not in crossed:
            kind = clash(a, b, frame.text)
            if kind:
                yield a, b, kind


def near_pairs(edits: Iterable[Edit]) -> Iterator[tuple[Edit, Edit]]:
    """The pairs of edits that may clash, each once: those that meet in some place, as far as they may slide."""
    places: dict[tuple[str, int], list[Edit]] = defaultdict(list)
    for edit in edits:
        for place in _places(edit):
            places[place].append(edit)
    seen: set[tuple[Edit, Edit]] = set()
    for place in sorted(places):
        for a, b in _near(places[place]):
            if (a, b) not in seen and (b, a) not in seen:
                seen.add((a, b))
                yield a, b


def _places(edit: Edit) -> Iterator[tuple[str, int]]:
    """Where an edit may meet another: blocks, gaps before blocks, moved blocks."""
    for block in range(edit.first, edit.last + 1):
        yield "block", block
    for gap in range(edit.first + 1, edit.last + 1):
        yield "gap", gap
    if edit.whole and edit.is_insertion:
        yield "gap", edit.first
    for block in edit.moved:
        yield "moved", block
    for passage in edit.brings:
        yield "brought", passage.block


def _near(edits: list[Edit]) -> Iterator[tuple[Edit, Edit]]:
    """Pairs whose spans, as far as they may slide, come together."""
    ordered = sorted(edits, key=_order)
    for position, a in enumerate(ordered):
        reach = a.end + a.forth + _LONGEST_SPACE
        for other in range(position + 1, len(ordered)):  # a slice would copy the rest for each edit
            b = ordered[other]
            if b.start - b.back > reach and not (a.moved & b.moved or a.brings):
                break
            yield a, b


def _order(edit: Edit) -> tuple[int, int]:
    return edit.start - edit.back, edit.end


def clash(a: Edit, b: Edit, text: str) -> ConflictKind | None:
    """Why two edits cannot both be applied to the framed text, or None where they can."""
    if a.typographic or b.typographic or a == b:
        return None
    if a.moved & b.moved or bring_one(a, b):
        return "move_edit"
    if a.departs or b.departs:
        return clash_departing(a, b, text)
    return _clash(a, b, text)


def _clash(a: Edit, b: Edit, text: str) -> ConflictKind | None:
    """The same, of edits that take no sentence from its place."""
    if a.leaves or b.leaves:
        hole, other = (a, b) if a.leaves else (b, a)
        return "move_edit" if _uproots(other, hole) else None
    if a.is_insertion and b.is_insertion:
        return _at_one_place(a, b) if a.whole == b.whole and may_meet(a, b, text) else None
    if a.whole or b.whole:
        return _clash_whole(a, b)
    if empties(a, b) or empties(b, a):
        return "delete_edit"
    if _stand_apart(a, b, text):
        return "overlap" if _bring_one_word(a, b, text) else None
    return _kind(a, b)


def touch(a: Edit, b: Edit, text: str) -> bool:
    """Whether two edits inside blocks stand side by side, with no more than a space between them."""
    if a.whole or b.whole or a.leaves or b.leaves:
        return False
    left, right = (a, b) if (a.start, a.end) <= (b.start, b.end) else (b, a)
    if left.end - right.start > _LONGEST_SPACE:
        return _may_part(a, b)
    between = text[left.end : right.start]
    return len(between) <= _LONGEST_SPACE and not between.strip(SPACES)


def is_about_words(a: Edit, b: Edit, text: str) -> bool:
    """Whether it is by the words that they bring that two edits clash, or do not: they touch."""
    if a.is_insertion and b.is_insertion:
        return False
    return touch(a, b, text) and _stand_apart(a, b, text)


def _bring_one_word(a: Edit, b: Edit, text: str) -> bool:
    """Whether two edits that touch bring the same word: it would be read twice."""
    if not touch(a, b, text):
        return False
    left, right = (a, b) if (a.start, a.end) <= (b.start, b.end) else (b, a)
    said, after = _words_of(left.payload), _words_of(right.payload)
    if not said.last or not after.last:
        return False
    return said.last == after.first or not said.content.isdisjoint(after.content)


class _Words(NamedTuple):
    """The first and last words of a payload, and those of them that mean something."""

    first: str = ""
    last: str = ""
    content: frozenset[str] = frozenset()


@functools.lru_cache(maxsize=4096)
def _words_of(payload: Payload) -> _Words:
    words = _WORD.findall("".join(map(str, payload)).casefold())
    return _Words(words[0], words[-1], frozenset(filter(is_content, words))) if words else _Words()


def bring_one(a: Edit, b: Edit) -> bool:
    """Whether two edits bring the same sentence of the base, or one that the other holds."""
    return any(one.start < other.end and other.start < one.end for one in a.brings for other in b.brings)


def clash_departing(a: Edit, b: Edit, text: str) -> ConflictKind | None:
    """A clash where an edit takes a sentence from its place: what is changed within it follows it."""
    if any(follows(b, own, text) for own in a.departs) or any(follows(a, own, text) for own in b.departs):
        return None
    return "move_edit" if _clash(a, b, text) else None


def follows(edit: Edit, passage: MovedPassage, text: str) -> bool:
    """Whether an edit is made within a sentence that moves, leaves some of it, and goes where it goes."""
    if edit.whole or edit.leaves or edit.departs or edit.brings or not passage.exact:
        return False
    if edit.start < passage.start or edit.end > passage.end:
        return False
    before, after = text[passage.start : edit.start], text[edit.end : passage.end]
    if edit.is_insertion:
        return bool(before and after)
    return any(map(str.isalnum, before + after))


def _kind(a: Edit, b: Edit) -> ConflictKind:
    return "delete_edit" if a.is_deletion != b.is_deletion else "overlap"


def _uproots(other: Edit, hole: Edit) -> bool:
    """Whether an edit deletes, replaces or joins the block that a hole moves away."""
    if other.leaves or not other.first <= hole.first <= other.last:
        return False
    return other.whole or other.first < other.last


def _clash_whole(a: Edit, b: Edit) -> ConflictKind | None:
    """A clash where at least one edit deletes, replaces or inserts whole blocks."""
    whole, other = (a, b) if a.whole else (b, a)
    if other.whole and not other.is_insertion and whole.is_insertion:
        whole, other = other, whole
    if whole.is_insertion:
        # A new block in the middle of a join would be glued to the second half.
        inside = other.first < whole.first <= other.last and not other.whole
        return "overlap" if inside else None
    if other.is_insertion and other.whole:
        return None
    return _kind(whole, other) if other.first <= whole.first <= other.last else None


def may_meet(a: Edit, b: Edit, text: str) -> bool:
    """Whether two insertions can stand at one point of the framed text, or with but a space between them."""
    left, right = (a, b) if a.start + a.forth <= b.start + b.forth else (b, a)
    last, first = left.start + left.forth, right.start - right.back
    if first <= last:
        return True
    apart = text[last:first].strip(SPACES) or first - last > _LONGEST_SPACE
    # A mark that hugs its word, bold or quotes, never stands on the other side of the space.
    return not apart and not is_only_marks(left) and not is_only_marks(right)


def _at_one_place(a: Edit, b: Edit) -> ConflictKind | None:
    """The clash of two insertions at one place: no order tells which of some words a mark is put on."""
    if a.side and b.side:
        return "same_place" if is_only_marks(a) and is_only_marks(b) else "overlap"
    return None if _hugs(a, b) else "same_place"


def _hugs(a: Edit, b: Edit) -> bool:
    """Whether one is a mark of a pair and the other can stand beyond it, away from the words it is put on."""
    mark, other = (a, b) if a.side else (b, a)
    return bool(mark.side) and not other.side and is_only_marks(mark) and other.back + other.forth > 0


def is_only_marks(edit: Edit) -> bool:
    """Whether an edit brings nothing but signs of emphasis or quotes."""
    return all(isinstance(piece, str) and is_mark(piece) for piece in edit.payload)


def _may_part(a: Edit, b: Edit) -> bool:
    """Whether two spans can stand one after the other, sliding where they may."""
    return a.end - a.back <= b.start + b.forth or b.end - b.back <= a.start + a.forth


def _stand_apart(a: Edit, b: Edit, text: str) -> bool:
    return _may_part(a, b) or _share_only_space(a, b, text)


def _share_only_space(a: Edit, b: Edit, text: str) -> bool:
    """Whether two deletions have nothing but spaces in common."""
    if not (a.is_deletion and b.is_deletion):
        return False
    return not text[max(a.start, b.start) : min(a.end, b.end)].strip()
