"""A variant read as edits on its base: one pass over what became of each block."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from redline.compare.alignment import align
from redline.compare.changes import Change
from redline.compare.compared_texts import Side, Texts
from redline.compare.long_passages import LONG
from redline.compare.marks import added_pairs, removed_pairs
from redline.compare.paired_wordings import PairedWording, wording_of
from redline.merge.departures import Moves, Placed, covering, departing, holding, new_ends, old_ends
from redline.merge.edits import GAP, Edit, Frame, Variant
from redline.merge.moved_sentences import moved_sentences
from redline.merge.ties import correlated, exchanged, root, tied
from redline.model.blocks import Document
from redline.pairing import Pairing

_ENDS = ("departure", "arrival")


def variant_of(name: str, frame: Frame, base: Side, document: Document) -> Variant:
    """What a document changes in the base."""
    if document.text == frame.document.text:
        return Variant(name, ())
    return Variant(name, tuple(_Reading(frame, Texts(base, document)).edits()))


class _Reading:
    """One pass over the pairings of a variant with the base, collecting edits and their groups."""

    def __init__(self, frame: Frame, texts: Texts) -> None:
        self._frame, self._texts = frame, texts
        self._pairings = align(texts)
        self._moves = Moves(frame, texts, moved_sentences(texts, self._pairings))

    def edits(self) -> list[tuple[Edit, int]]:
        """The edits, in no particular order; of a sentence moved, departure and arrival are of one group."""
        while True:
            collected = _Pass(self._frame, self._texts, self._moves)
            collected.read(self._pairings)
            if not (lost := collected.lost()):
                return collected.tied()
            self._moves = self._moves.less(lost)


class _Pass:
    """The edits of the pairings read so far."""

    def __init__(self, frame: Frame, texts: Texts, moves: Moves) -> None:
        self._frame, self._texts, self._moves = frame, texts, moves
        self._edits: list[tuple[Edit, int]] = []
        self._groups = 0
        self._ends: dict[int, list[int]] = defaultdict(list)  # of a sentence moved: groups that take and bring it
        # Since the last kept block: the group of what is inserted, moved and deleted, and each of them.
        self._region: int | None = None
        self._last = -1
        self._payload: list[str | int] = []
        self._brought: list[int] = []
        self._deleted: list[int] = []

    def read(self, pairings: Sequence[Pairing]) -> None:
        """Adds what each pairing does."""
        gaps, pieces = self._frame.gaps, self._texts.new.pieces
        for pairing in pairings:
            if pairing.op == "insert":
                new = pairing.new[0]
                self._payload.append(self._gap(new) + self._texts.sides[1].sources[new])
                self._brought += self._moves.come.get(new, ())
            elif pairing.op == "delete":
                self._deleted.append(pairing.old[0])
            elif pairing.op == "move":
                self._move(pairing)
            else:
                if self._payload or self._deleted:
                    self._close_region()
                block, new = pairing.old[0], pairing.new[0]
                if new and gaps[block] != pieces[new][0]:
                    self._space(block, pieces[new][0])
                if pairing.op != "keep":
                    self._wording(pairing)
                self._last = pairing.old[-1]
        self._close_region()

    def lost(self) -> set[int]:
        """The moves of which one end was not found."""
        return {number for number, groups in self._ends.items() if len(groups) < len(_ENDS)}

    def tied(self) -> list[tuple[Edit, int]]:
        """The edits with their groups, those of the two ends of a move being one."""
        if not self._ends:
            return self._edits
        first = list(range(self._groups + 1))
        for one, other in self._ends.values():
            left, right = root(first, one), root(first, other)
            first[max(left, right)] = min(left, right)
        return [(edit, root(first, group)) for edit, group in self._edits]

    def _gap(self, new: int) -> str:
        return self._texts.new.pieces[new][0] if new else GAP

    def _new_group(self) -> int:
        self._groups += 1
        return self._groups

    def _region_group(self) -> int:
        if self._region is None:
            self._region = self._new_group()
        return self._region

    def _move(self, pairing: Pairing) -> None:
        """A moved block leaves a hole, and is brought to where it goes with whatever changed in it."""
        block = pairing.old[0]
        self._payload += [self._gap(pairing.new[0]), block]
        hole = Edit(self._frame.gap_start(block), self._frame.ends[block], (), block, block, leaves=True)
        self._edits.append((hole, self._region_group()))
        self._wording(pairing)

    def _space(self, block: int, written: str) -> None:
        """A block that stays has another gap before it."""
        frame = self._frame
        start = frame.gap_start(block)
        gap = Edit(start, frame.starts[block], (written,), block, block, typographic=True)
        self._edits.append((gap, self._new_group()))

    def _wording(self, pairing: Pairing) -> None:
        """The changes inside a block, or inside blocks that were split or joined."""
        gone, come = self._moves.places(pairing)
        wording = wording_of(self._texts, pairing, _spans(gone), _spans(come))
        changes: Sequence[Change] = wording.changes
        if gone or come:
            changes = covering(changes, gone, come)
        edits = [self._edit_of(change, wording, pairing) for change in changes]
        pairs: list[tuple[int, int]] = []
        if len(changes) > 1 and max(len(wording.old), len(wording.new)) <= LONG:
            marks = added_pairs(changes, wording.new)
            _put_on(edits, marks)
            words = changes, wording.old, wording.new
            pairs = [*marks, *removed_pairs(changes, wording.old), *exchanged(*words), *correlated(*words)]
        groups: dict[int, int] = {}
        taken, brought = holding(changes, gone, old_ends), holding(changes, come, new_ends)
        for position, (edit, tie) in enumerate(zip(edits, tied(changes, pairs), strict=True)):
            group = groups.get(tie) or groups.setdefault(tie, self._new_group())
            if position in taken or position in brought:
                parts = self._parts(edit, group, taken.get(position, ()), brought.get(position, ()))
                self._edits.extend((part, group) for part in parts)
            else:
                self._edits.append((edit, group))

    def _parts(self, edit: Edit, group: int, taken: Sequence[Placed], brought: Sequence[Placed]) -> list[Edit]:
        """An edit as one or several, once it is known which sentences it takes and brings."""
        for place in (*taken, *brought):
            self._ends[place.number].append(group)
        if brought:
            edit = replace(edit, brings=tuple(self._moves.arrival(place.number) for place in brought))
        return departing(edit, [self._moves.departure(p.number) for p in taken], self._frame) if taken else [edit]

    def _edit_of(self, change: Change, wording: PairedWording, pairing: Pairing) -> Edit:
        first, last = pairing.old[0], pairing.old[-1]
        origin = self._frame.starts[first]
        start, end = origin + change.old_start, origin + change.old_end
        added = wording.new[change.new_start : change.new_end]
        if first != last:
            first, last = self._frame.block_at(start), self._frame.block_at(end)
        return Edit(
            start,
            end,
            (added,) if added else (),
            first,
            last,
            typographic=change.typographic,
            back=change.back,
            forth=change.forth,
        )

    def _close_region(self) -> None:
        """Blocks inserted, moved here and deleted since the last kept block: a rewriting if both."""
        frame, payload, at = self._frame, tuple(self._payload), self._last + 1
        brings = tuple(self._moves.arrival(number) for number in self._brought)
        for position, block in enumerate(self._deleted):
            replaced = (payload, brings) if position == 0 else ((), ())
            numbers = self._moves.gone.get(block, ())
            departs = tuple(self._moves.departure(number) for number in numbers)
            group = self._region_group() if payload else self._new_group()
            start, end = frame.gap_start(block), frame.ends[block]
            gone = Edit(start, end, replaced[0], block, block, whole=True, departs=departs, brings=replaced[1])
            self._edits.append((gone, group))
            for number in numbers:
                self._ends[number].append(group)
        if payload and not self._deleted:
            point = frame.gap_start(at)
            inserted = Edit(point, point, payload, at, at - 1, whole=True, brings=brings)
            self._edits.append((inserted, self._region_group()))
        for number in self._brought:
            self._ends[number].append(self._region_group())
        self._payload, self._brought, self._deleted, self._region = [], [], [], None


def _spans(places: Sequence[Placed]) -> list[tuple[int, int]]:
    return [(place.start, place.end) for place in places]


def _put_on(edits: list[Edit], marks: list[tuple[int, int]]) -> None:
    """Tells the edits that open and close a pair of marks which characters of the base they are put on."""
    for opening, closing in marks:
        left, right = edits[opening], edits[closing]
        free = not (left.side or right.side or left.typographic or right.typographic)
        if free and left.end < right.start:
            content = left.end, right.start
            edits[opening] = replace(left, content=content, side=1)
            edits[closing] = replace(right, content=content, side=-1)
