"""What a variant does to the base, as edits on the base's characters: what merging works with.

The base is framed: its first block gets the blank line every other block has before it, so that
inserting, deleting and moving are the same operation wherever they happen.
"""

from bisect import bisect_right
from dataclasses import dataclass, field, replace

from redline.compare.alignment import align
from redline.compare.changes import Change
from redline.compare.compared_texts import Side, Texts
from redline.compare.long_passages import LONG
from redline.compare.marks import added_pairs, removed_pairs
from redline.compare.paired_wordings import PairedWording, wording_of
from redline.merge.ties import exchanged, tied
from redline.model.blocks import Document
from redline.pairing import Pairing

Payload = tuple[str | int, ...]

GAP = "\n\n"


class Frame:
    """The base text framed, with where each block and the gap before it begin and end."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lead = document.blocks[0].gap if document.blocks else ""
        self.text = GAP + document.text[len(self.lead) : -1] if document.blocks else ""
        shift = len(GAP) - len(self.lead)
        self.gaps = [gap if index else GAP for index, (gap, _) in enumerate(document.pieces)]
        self.starts = [block.start + shift for block in document.blocks]
        self.ends = [block.end + shift for block in document.blocks]

    def gap_start(self, index: int) -> int:
        """Where the gap before a block begins: the end of the block before it."""
        return self.ends[index - 1] if index else 0

    def block_at(self, offset: int) -> int:
        """The block whose gap or text holds an offset; the end of a block is still in it."""
        index = max(bisect_right(self.starts, offset) - 1, 0)
        return index + 1 if offset > self.ends[index] and index + 1 < len(self.starts) else index


@dataclass(frozen=True, slots=True)
class Edit:
    """Framed characters `start:end` become the payload: strings, and numbers of moved base blocks.

    `first` and `last` are the base blocks it touches (an insertion of blocks touches none: `last` is
    before `first`). `whole` says that it inserts, deletes or replaces whole blocks; `leaves` that a
    moved block leaves its place here. `back` and `forth` say how far it may slide. `content` are the
    characters of the base that a mark is put on, `side` whether it opens (1) or closes (-1) them.
    `makers` are the variants that make it, once they are known.
    """

    start: int
    end: int
    payload: Payload
    first: int = field(compare=False)
    last: int = field(compare=False)
    whole: bool = False
    typographic: bool = field(default=False, compare=False)
    leaves: bool = False
    back: int = field(default=0, compare=False)
    forth: int = field(default=0, compare=False)
    content: tuple[int, int] | None = field(default=None, hash=False)
    side: int = field(default=0, compare=False)
    makers: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def is_insertion(self) -> bool:
        """Whether it removes nothing."""
        return self.start == self.end

    @property
    def is_deletion(self) -> bool:
        """Whether it only removes."""
        return not self.payload and not self.leaves

    @property
    def moved(self) -> set[int]:
        """The base blocks that it brings here."""
        return {piece for piece in self.payload if isinstance(piece, int)}

    def made_by(self, makers: frozenset[str]) -> "Edit":
        """The same edit, its makers known; written out because a merge does it for every edit."""
        return Edit(
            self.start,
            self.end,
            self.payload,
            self.first,
            self.last,
            self.whole,
            self.typographic,
            self.leaves,
            self.back,
            self.forth,
            self.content,
            self.side,
            makers,
        )

    def shared_with(self, other: "Edit") -> "Edit":
        """The same edit as two variants make it: it slides where it may in both."""
        return replace(
            self,
            back=min(self.back, other.back),
            forth=min(self.forth, other.forth),
            typographic=self.typographic and other.typographic,
        )


@dataclass(frozen=True, slots=True)
class Variant:
    """A named text as edits on the base, each with the number of the group it is to be taken with."""

    name: str
    edits: tuple[tuple[Edit, int], ...]
    lead: str

    @property
    def substance(self) -> frozenset[Edit]:
        """What it changes beyond typography."""
        return frozenset(edit for edit, _ in self.edits if not edit.typographic)


def variant_of(name: str, frame: Frame, base: Side, document: Document) -> Variant:
    """What a document changes in the base."""
    lead = document.pieces[0][0] if document.pieces else ""
    if document.text == frame.document.text:
        return Variant(name, (), lead)
    return Variant(name, tuple(_Reading(frame, Texts(base, document)).edits()), lead)


class _Reading:
    """One pass over the pairings of a variant with the base, collecting edits and their groups."""

    def __init__(self, frame: Frame, texts: Texts) -> None:
        self._frame, self._texts = frame, texts
        self._edits: list[tuple[Edit, int]] = []
        self._groups = 0
        # Since the last kept block: the group of what is inserted, moved and deleted, and each of them.
        self._region: int | None = None
        self._last = -1
        self._payload: list[str | int] = []
        self._deleted: list[int] = []

    def edits(self) -> list[tuple[Edit, int]]:
        """The edits, in no particular order."""
        for pairing in align(self._texts):
            if pairing.op == "insert":
                new = pairing.new[0]
                self._payload.append(self._gap(new) + self._texts.sides[1].sources[new])
            elif pairing.op == "delete":
                self._deleted.append(pairing.old[0])
            elif pairing.op == "move":
                self._move(pairing)
            else:
                if self._payload or self._deleted:
                    self._close_region()
                self._keep(pairing)
        self._close_region()
        return self._edits

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
        self._wording(wording_of(self._texts, pairing), block, block)

    def _keep(self, pairing: Pairing) -> None:
        frame, block, new = self._frame, pairing.old[0], pairing.new[0]
        if new and frame.gaps[block] != self._gap(new):
            start = frame.gap_start(block)
            gap = Edit(start, frame.starts[block], (self._gap(new),), block, block, typographic=True)
            self._edits.append((gap, self._new_group()))
        if pairing.op != "keep":
            self._wording(wording_of(self._texts, pairing), block, pairing.old[-1])
        self._last = pairing.old[-1]

    def _wording(self, wording: PairedWording, first: int, last: int) -> None:
        """The changes inside a block, or inside blocks that were split or joined."""
        origin, changes = self._frame.starts[first], wording.changes
        edits = [self._edit_of(change, wording, origin, first, last) for change in changes]
        pairs: list[tuple[int, int]] = []
        if len(changes) > 1 and max(len(wording.old), len(wording.new)) <= LONG:
            marks = added_pairs(changes, wording.new)
            _put_on(edits, marks)
            pairs = [*marks, *removed_pairs(changes, wording.old), *exchanged(changes, wording.old, wording.new)]
        groups: dict[int, int] = {}
        for edit, tie in zip(edits, tied(changes, pairs), strict=True):
            group = groups.get(tie) or groups.setdefault(tie, self._new_group())
            self._edits.append((edit, group))

    def _edit_of(self, change: Change, wording: PairedWording, origin: int, first: int, last: int) -> Edit:
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
        for position, block in enumerate(self._deleted):
            replaced = payload if position == 0 else ()
            gone = Edit(frame.gap_start(block), frame.ends[block], replaced, block, block, whole=True)
            self._edits.append((gone, self._region_group() if payload else self._new_group()))
        if payload and not self._deleted:
            point = frame.gap_start(at)
            self._edits.append((Edit(point, point, payload, at, at - 1, whole=True), self._region_group()))
        self._payload, self._deleted, self._region = [], [], None


def _put_on(edits: list[Edit], marks: list[tuple[int, int]]) -> None:
    """Tells the edits that open and close a pair of marks which characters of the base they are put on."""
    for opening, closing in marks:
        left, right = edits[opening], edits[closing]
        free = not (left.side or right.side or left.typographic or right.typographic)
        if free and left.end < right.start:
            content = left.end, right.start
            edits[opening] = replace(left, content=content, side=1)
            edits[closing] = replace(right, content=content, side=-1)
