"""The wordings compared inside one pairing of blocks, with the offsets of each in its text."""

from dataclasses import dataclass

from redline.alignment import Pairing, Texts
from redline.blocks import Block
from redline.passages import Change, compare
from redline.tokens import PARAGRAPH, Words, concatenate


@dataclass(frozen=True, slots=True)
class Wording:
    """Old and new wording of one or several blocks, and the changes between them.

    Offsets of the changes are within `old` and `new`; blocks that were split or joined are one wording,
    with the blank line between them.
    """

    old: str
    new: str
    changes: tuple[Change, ...]


def wording_of(texts: Texts, pairing: Pairing) -> Wording:
    """The wordings of a pairing that has blocks on both sides."""
    old_blocks = [texts.old.blocks[i] for i in pairing.old]
    new_blocks = [texts.new.blocks[j] for j in pairing.new]
    if len(old_blocks) == len(new_blocks) == 1 and old_blocks[0].source == new_blocks[0].source:
        return Wording(old_blocks[0].source, new_blocks[0].source, ())
    old = _words(old_blocks, [texts.sides[0].words(i) for i in pairing.old])
    new = _words(new_blocks, [texts.sides[1].words(j) for j in pairing.new])
    return Wording(old.text, new.text, compare(old, new))


def _words(blocks: list[Block], words: list[Words]) -> Words:
    if len(words) == 1:
        return words[0]
    gaps = [block.gap or PARAGRAPH for block in blocks]
    return concatenate(zip(gaps, words, strict=True))
