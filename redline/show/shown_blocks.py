"""A difference read block by block: what every rendering shows, in whatever shape.

The blocks come in the order of the new text, a deleted block where it stood; a moved block is met
twice, where it left and where it arrived.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from redline.compare.changes import BlockDifference
from redline.compare.difference import Difference
from redline.compare.line_layout import LineDifference
from redline.model.blocks import Block

_ITEMS = {"ordered_item", "unordered_item"}


@dataclass(frozen=True, slots=True)
class ShownBlock:
    """One block of a difference with its lines.

    `block` is the old text's block, or the new one's where it is inserted. `departure` says that a
    moved block left from here; `after` is the alinéa of the old text after which this stands.
    """

    position: int
    change: BlockDifference
    block: Block
    lines: tuple[LineDifference, ...]
    after: int
    departure: bool = False
    levels: tuple[int, int] | None = None  # of an item set deeper in its list, or less deep: before, after

    @property
    def is_shown(self) -> bool:
        """Whether there is something to see: words, a place, a level."""
        return self.change.is_marked or self.levels is not None

    @property
    def touched(self) -> list[int]:
        """Numbers of the old lines that are not simply kept."""
        return [line.old for line in self.lines if line.op != "=" and line.old is not None]


def read(difference: Difference) -> Iterator[ShownBlock]:
    """The blocks of a difference in reading order."""
    lines = {position: tuple(found) for position, found in groupby(difference.lines, key=lambda line: line.block)}
    waiting = sorted(
        (change.old[0], position) for position, change in enumerate(difference.blocks) if change.op == "move"
    )
    after = 0
    for position, change in enumerate(difference.blocks):
        if change.old and change.op != "move":
            while waiting and waiting[0][0] < change.old[0]:
                old, moved = waiting.pop(0)
                after = difference.old.blocks[old].alinea or after
                yield _read(difference, moved, lines, after, departure=True)
            after = difference.old.blocks[change.old[-1]].alinea or after
        yield _read(difference, position, lines, after)
    for old, moved in waiting:
        after = difference.old.blocks[old].alinea or after
        yield _read(difference, moved, lines, after, departure=True)


def _read(
    difference: Difference,
    position: int,
    lines: dict[int, tuple[LineDifference, ...]],
    after: int,
    *,
    departure: bool = False,
) -> ShownBlock:
    change = difference.blocks[position]
    block = difference.old.blocks[change.old[0]] if change.old else difference.new.blocks[change.new[0]]
    levels = levels_of(difference, change)
    return ShownBlock(position, change, block, lines.get(position, ()), after, departure, levels)


def levels_of(difference: Difference, change: BlockDifference) -> tuple[int, int] | None:
    """The levels before and after of an item of a list that a difference sets at another one, else nothing."""
    if len(change.old) != 1 or len(change.new) != 1:
        return None
    old, new = difference.old.blocks[change.old[0]], difference.new.blocks[change.new[0]]
    is_set = old.kind == new.kind and old.kind in _ITEMS and old.depth != new.depth and _margin(old) != _margin(new)
    return (old.depth, new.depth) if is_set else None


def _margin(block: Block) -> int:
    return len(block.source) - len(block.source.lstrip())
