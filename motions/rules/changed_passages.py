"""Where the words that a difference removes or replaces stand, block by block, in the old text. Pure."""

from collections.abc import Iterator

import redline

Passage = tuple[int, int, int]  # block index, start and end in the block's source


def passages_changed(difference: redline.Difference) -> list[Passage]:
    """The words of the old text that a difference removes or replaces, for `underlined`; an insertion has none."""
    blocks = difference.old.blocks
    found: list[Passage] = []
    for change in difference.blocks:
        at = 0
        for sign, words in change.spans if change.old else ():
            if sign == "-" and words.strip():
                found += _placed(blocks, change.old, at, at + len(words))
            at += len(words) if sign != "+" else 0
    return found


def _placed(blocks: tuple[redline.Block, ...], old: tuple[int, ...], start: int, end: int) -> Iterator[Passage]:
    """A span of the wording of some blocks (joined by their gaps) as passages of each."""
    offset = 0
    for position, index in enumerate(old):
        source = blocks[index].source
        offset += len(blocks[index].gap or "\n\n") if position else 0
        first, last = max(start - offset, 0), min(end - offset, len(source))
        if first < last:
            yield index, first, last
        offset += len(source)
