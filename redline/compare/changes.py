"""What a change is: of words in a passage, of a block in a text, as spans that people read."""

from dataclasses import dataclass

from redline.pairing import Op

Span = tuple[str, str]  # a sign (=, -, +) and the words it is about


@dataclass(frozen=True, slots=True)
class Change:
    """Characters `old_start:old_end` of the old wording become `new_start:new_end` of the new.

    `typographic` says that only apostrophes, quotes or kinds of space differ. Changes of one `group`
    read as one. `back` and `forth` say by how many characters a pure insertion or deletion may slide
    without changing either wording.
    """

    old_start: int
    old_end: int
    new_start: int
    new_end: int
    typographic: bool = False
    group: int = 0
    back: int = 0
    forth: int = 0

    @property
    def is_insertion(self) -> bool:
        """Whether nothing is removed."""
        return self.old_start == self.old_end

    @property
    def is_deletion(self) -> bool:
        """Whether nothing is added."""
        return self.new_start == self.new_end


@dataclass(frozen=True, slots=True)
class BlockDifference:
    """What became of one block, or of the blocks split or joined: indices in both texts, and spans."""

    op: Op
    old: tuple[int, ...]
    new: tuple[int, ...]
    spans: tuple[Span, ...]

    @property
    def is_marked(self) -> bool:
        """Whether something of it is added, removed or moved."""
        return self.op != "keep" and (self.op == "move" or any(sign != "=" for sign, _ in self.spans))
