"""Where the sentences that a variant moves stand in the wordings compared, and the edits that take and bring them."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from redline.compare.changes import Change
from redline.compare.compared_texts import Texts
from redline.merge.edits import Edit, Frame, MovedPassage
from redline.merge.moved_sentences import Move
from redline.model.tokens import PARAGRAPH
from redline.pairing import Pairing

Ends = Callable[[Change], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Placed:
    """A move, by its number, and the characters of a wording where it takes or brings its words."""

    number: int
    start: int
    end: int


class Moves:
    """The sentences that a variant moves, found by the block that they leave and by the one to which they come."""

    def __init__(self, frame: Frame, texts: Texts, moves: Sequence[Move]) -> None:
        self._frame, self._texts = frame, texts
        self._moves = moves
        self.gone: dict[int, list[int]] = defaultdict(list)
        self.come: dict[int, list[int]] = defaultdict(list)
        for number, move in enumerate(moves):
            self.gone[move.old_block].append(number)
            self.come[move.new_block].append(number)

    def less(self, lost: set[int]) -> "Moves":
        """The same without some of them."""
        return Moves(self._frame, self._texts, [move for n, move in enumerate(self._moves) if n not in lost])

    def departure(self, number: int) -> MovedPassage:
        """The passage of the base that a move takes from its place."""
        move = self._moves[number]
        start = self._frame.starts[move.old_block]
        return MovedPassage(move.old_block, start + move.old_start, start + move.old_end, "", move.exact)

    def arrival(self, number: int) -> MovedPassage:
        """The same passage as it is written where it is brought."""
        move = self._moves[number]
        source = self._texts.sides[1].sources[move.new_block]
        return self.departure(number)._replace(written=source[move.new_start : move.new_end])

    def places(self, pairing: Pairing) -> tuple[list[Placed], list[Placed]]:
        """What leaves the old wording of a pairing, and what comes into the new one."""
        if not self._moves:
            return [], []
        gone = [
            Placed(n, at + self._moves[n].old_start, at + self._moves[n].old_end)
            for block, at in self._offsets(pairing.old, 0)
            for n in self.gone.get(block, ())
        ]
        come = [
            Placed(n, at + self._moves[n].new_start, at + self._moves[n].new_end)
            for block, at in self._offsets(pairing.new, 1)
            for n in self.come.get(block, ())
        ]
        return sorted(gone, key=_start), sorted(come, key=_start)

    def _offsets(self, blocks: tuple[int, ...], side: int) -> list[tuple[int, int]]:
        """Where each block begins in the wording of all of them."""
        found, at = [], 0
        for position, block in enumerate(blocks):
            at += len(self._texts.sides[side].document.pieces[block][0] or PARAGRAPH) if position else 0
            found.append((block, at))
            at += len(self._texts.sides[side].sources[block])
        return found


def _start(place: Placed) -> int:
    return place.start


def covering(changes: Sequence[Change], gone: Sequence[Placed], come: Sequence[Placed]) -> list[Change]:
    """The changes, what is taken or brought as a whole being within one of them."""
    found = list(changes)
    for place in gone:
        found = _covering(found, place, old_ends)
    for place in come:
        found = _covering(found, place, new_ends)
    return found


def old_ends(change: Change) -> tuple[int, int]:
    """Where a change stands in the old wording."""
    return change.old_start, change.old_end


def new_ends(change: Change) -> tuple[int, int]:
    """Where a change stands in the new wording."""
    return change.new_start, change.new_end


def holding(changes: Sequence[Change], places: Sequence[Placed], ends: Ends) -> dict[int, list[Placed]]:
    """For each change, by its position, the places that it holds wholly."""
    found: dict[int, list[Placed]] = defaultdict(list)
    for place in places:
        for position, change in enumerate(changes):
            start, end = ends(change)
            if start <= place.start and place.end <= end:
                found[position].append(place)
                break
    return found


def _covering(changes: list[Change], place: Placed, ends: Ends) -> list[Change]:
    touched = [k for k, change in enumerate(changes) if ends(change)[0] < place.end and place.start < ends(change)[1]]
    if not touched:
        return changes
    first, last = changes[touched[0]], changes[touched[-1]]
    whole = first
    if first is not last:
        whole = Change(first.old_start, last.old_end, first.new_start, last.new_end, group=first.group)
    return [*changes[: touched[0]], _slid(whole, place, *ends(whole)), *changes[touched[-1] + 1 :]]


def _slid(change: Change, place: Placed, start: int, end: int) -> Change:
    """The change written where it holds the whole place, if it may slide there."""
    shift = max(place.start - start, -change.back) if place.start < start else 0
    shift = min(place.end - end, change.forth) if place.end > end and not shift else shift
    return replace(
        change,
        old_start=change.old_start + shift,
        old_end=change.old_end + shift,
        new_start=change.new_start + shift,
        new_end=change.new_end + shift,
        back=change.back + shift,
        forth=change.forth - shift,
    )


def departing(edit: Edit, passages: Sequence[MovedPassage], frame: Frame) -> list[Edit]:
    """An edit that removes passages to be brought elsewhere as one edit for each, and for the words between them."""
    spans: list[tuple[int, int, tuple[MovedPassage, ...]]] = []
    at = edit.start
    for passage in passages:
        if frame.text[at : passage.start].strip():
            spans.append((at, passage.start, ()))
            at = passage.start
        spans.append((at, passage.end, (passage,)))
        at = passage.end
    if frame.text[at : edit.end].strip():
        spans.append((at, edit.end, ()))
    else:
        spans[-1] = (spans[-1][0], edit.end, spans[-1][2])
    if len(spans) == 1:
        return [replace(edit, departs=spans[0][2])]
    parts = []
    for position, (start, end, departs) in enumerate(spans):
        block = frame.block_at(start if position else end)
        payload, brings = ((), ()) if position else (edit.payload, edit.brings)
        parts.append(Edit(start, end, payload, block, block, departs=departs, brings=brings))
    return parts
