"""What a variant does to the base, as edits on the base's characters: what merging works with.

The base is framed: its first block gets the blank line every other block has before it, so that
inserting, deleting and moving are the same operation wherever they happen.
"""

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from redline.model.blocks import Document

Payload = tuple[str | int, ...]

GAP = "\n\n"


class Frame:
    """The base text framed, with where each block and the gap before it begin and end."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = GAP + document.text[:-1] if document.blocks else ""
        shift = len(GAP)
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


class MovedPassage(NamedTuple):
    """Sentences of the base that a variant takes from their place: framed characters `start:end` of one block.

    `written` are they as they stand where they are brought; `exact` says that their words are the same there.
    """

    block: int
    start: int
    end: int
    written: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Edit:
    """Framed characters `start:end` become the payload: strings, and numbers of moved base blocks.

    `first` and `last` are the base blocks it touches (an insertion of blocks touches none: `last` is
    before `first`). `whole` says that it inserts, deletes or replaces whole blocks; `leaves` that a
    moved block leaves its place here. `back` and `forth` say how far it may slide. `content` are the
    characters of the base that a mark is put on, `side` whether it opens (1) or closes (-1) them.
    `makers` are the variants that make it, once they are known. `departs` are the passages that it takes from
    their place, `brings` those that its payload holds.
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
    departs: tuple[MovedPassage, ...] = ()
    brings: tuple[MovedPassage, ...] = field(default=(), compare=False)

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
            self.departs,
            self.brings,
        )

    def shared_with(self, other: "Edit") -> "Edit":
        """The same edit as two variants make it: it slides where it may in both."""
        return replace(
            self,
            back=min(self.back, other.back),
            forth=min(self.forth, other.forth),
            typographic=self.typographic and other.typographic,
            brings=tuple(dict.fromkeys(self.brings + other.brings)),
        )


@dataclass(frozen=True, slots=True)
class Variant:
    """A named text as edits on the base, each with the number of the group it is to be taken with."""

    name: str
    edits: tuple[tuple[Edit, int], ...]

    @property
    def substance(self) -> frozenset[Edit]:
        """What it changes beyond typography."""
        return frozenset(edit for edit, _ in self.edits if not edit.typographic)
