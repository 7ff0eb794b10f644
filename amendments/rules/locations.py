"""Where an amendment bears on its text: alinéas, lines, after which alinéa. Pure.

Alinéas and lines are those of the text amended. What only follows an insertion or a deletion does not count: the
numbers of the items after it, the sign that ends the item before it.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass

import redline
from amendments.rules.carry_over import KnownText
from amendments.rules.word_edits import WordEdit, edits_of


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place in the order of the text: the title (0), alinéa n (2n), after alinéa n (2n + 1)."""

    rank: int

    @property
    def is_title(self) -> bool:
        """The title of the part."""
        return self.rank == 0

    @property
    def is_after(self) -> bool:
        """Between two alinéas: after `alinea`, or before the first when that is 0."""
        return self.rank % 2 == 1

    @property
    def alinea(self) -> int:
        """The number of the alinéa."""
        return self.rank // 2


@dataclass(frozen=True, slots=True)
class Location:
    """Everything that an amendment touches in the text amended, with the alinéas and lines of that text."""

    alineas: tuple[int, ...] = ()
    lines: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
    title: bool = False

    @property
    def first(self) -> Spot:
        """The first place touched: where the amendment stands in the order of the text."""
        ranks = [0] if self.title else []
        ranks += [2 * alinea for alinea in self.alineas] + [2 * alinea + 1 for alinea in self.after]
        return Spot(min(ranks, default=0))

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Every place touched, in the order of the text."""
        ranks = {2 * alinea for alinea in self.alineas} | {2 * alinea + 1 for alinea in self.after}
        return tuple(Spot(rank) for rank in sorted(ranks | ({0} if self.title else set())))


@functools.lru_cache(maxsize=128)
def compared(old: KnownText, new: KnownText, width: int) -> redline.Difference:
    """The difference between two texts, typography apart, kept while the same page is read again."""
    return redline.difference(old.text, new.text, width=width, ignore_typography=True)


def location_in(difference: redline.Difference) -> Location:
    """Where a difference bears."""
    affected = difference.affected
    following = {block.old[0] for block in difference.blocks if is_following(difference, block)}
    if not following:
        return Location(affected.alineas, affected.lines, affected.after, affected.title)
    lines = redline.number_lines(difference.old.text, difference.width)
    gone = {line.number for line in lines if line.block in following}
    left = {difference.old.blocks[index].alinea for index in following}
    return Location(
        tuple(alinea for alinea in affected.alineas if alinea not in left),
        tuple(line for line in affected.lines if line not in gone),
        affected.after,
        affected.title,
    )


def is_following(difference: redline.Difference, block: redline.BlockDifference) -> bool:
    """Whether a block only follows what is inserted or deleted elsewhere: its number in a list, its last sign."""
    if block.op != "change" or not block.is_marked or all(other.op == "change" for other in _marked(difference)):
        return False
    old = difference.old.blocks[block.old[0]]
    wording, edits = edits_of(block.spans)
    return bool(edits) and all(is_in_number(edit, old) or _is_last_sign(edit, wording) for edit in edits)


def _marked(difference: redline.Difference) -> Iterator[redline.BlockDifference]:
    return (block for block in difference.blocks if block.is_marked)


def _is_last_sign(edit: WordEdit, wording: str) -> bool:
    """Whether an edit changes the punctuation at the end of a block: « . » becomes « ; » before a new item."""
    return edit.end == len(wording) and not any(sign.isalnum() for sign in edit.removed + edit.added)


def is_in_number(edit: WordEdit, block: redline.Block) -> bool:
    """Whether an edit changes nothing but a list item's number."""
    if block.kind != "ordered_item":
        return False
    start = block.source.index(block.marker)
    return edit.start < start + len(block.marker) and edit.end <= start + len(block.marker)


def body_start(block: redline.Block) -> int:
    """Where a block's words begin in its source, after its marker."""
    return max(block.source.find(block.body), 0) if block.body else len(block.source)
