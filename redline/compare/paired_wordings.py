"""The wordings compared inside one pairing of blocks, with the offsets of each in its text."""

from collections.abc import Sequence
from dataclasses import dataclass

from redline.compare.changes import Change
from redline.compare.compared_texts import Side, Texts
from redline.compare.long_passages import compare_long
from redline.compare.passages import compare
from redline.model.tokens import PARAGRAPH, Words, concatenate, without_counterpart
from redline.pairing import Pairing

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PairedWording:
    """Old and new wording of one or several blocks, and the changes between them.

    Offsets of the changes are within `old` and `new`; blocks that were split or joined are one wording,
    with the blank line between them.
    """

    old: str
    new: str
    changes: tuple[Change, ...]


def wording_of(texts: Texts, pairing: Pairing, gone: Sequence[Place] = (), come: Sequence[Place] = ()) -> PairedWording:
    """The wordings of a pairing that has blocks on both sides.

    What stands at `gone` in the old one and at `come` in the new one (offsets of the wordings) has no counterpart.
    """
    old_side, new_side = texts.sides
    if len(pairing.old) == len(pairing.new) == 1:
        old_source, new_source = old_side.sources[pairing.old[0]], new_side.sources[pairing.new[0]]
        if old_source == new_source:
            return PairedWording(old_source, new_source, ())
    if old_side.is_long(*pairing.old) or new_side.is_long(*pairing.new):
        old_text, new_text = _text(pairing.old, old_side), _text(pairing.new, new_side)
        return PairedWording(old_text, new_text, compare_long(old_text, new_text))
    old, new = _words(pairing.old, old_side), _words(pairing.new, new_side)
    if gone or come:
        old, new = without_counterpart(old, gone, 0), without_counterpart(new, come, 1)
    return PairedWording(old.text, new.text, compare(old, new))


def _text(blocks: tuple[int, ...], side: Side) -> str:
    gaps = ["", *(side.document.pieces[block][0] for block in blocks[1:])]
    return "".join(gap + side.sources[block] for gap, block in zip(gaps, blocks, strict=True))


def _words(blocks: tuple[int, ...], side: Side) -> Words:
    if len(blocks) == 1:
        return side.words(blocks[0])
    gaps = (side.document.pieces[block][0] or PARAGRAPH for block in blocks)
    return concatenate(zip(gaps, map(side.words, blocks), strict=True), side.alphabet)
