"""A text read from a document, reconciled with the text that the document was made from.

Words are always right in what a word processor gives back; kinds, numbers and emphasis are not: a recorded deletion
across the end of a paragraph moves its style to the next one, and OpenDocument keeps no old shape. So where the words
are the base's, its source is taken; where only some changed, its marker and kind with the new words.
"""

import redline
from papers.reading.markdown_blocks import inline_source, shapes_of
from papers.runs import Run
from redline import Block

_ITEMS = frozenset({"ordered_item", "unordered_item"})


def reconcile(text: str, base: str, rejected: str | None = None, *, keeps_markers: bool = False) -> str:
    """The text, with the base's markers, kinds, emphasis and gaps wherever the words are the base's.

    `rejected` is what the document says once its changes are rejected: where a whole alinéa has another emphasis than
    there, somebody recorded it. `keeps_markers`: the numbers of items are words of the document, and only headings may
    have lost or won their kind.
    """
    found = redline.difference(base, text, ignore_typography=True)
    recorded = _recorded(text, rejected)
    sources: dict[int, str] = {}
    origins: dict[int, int] = {}
    for block in found.blocks:
        if not block.old or not block.new:
            continue
        old, new = found.old.blocks[block.old[0]], found.new.blocks[block.new[0]]
        origins[new.index] = old.index
        if len(block.old) == len(block.new) == 1:
            sources[new.index] = _of_one(old, new, recorded, keeps_markers=keeps_markers)
        else:
            sources[new.index] = _marker(old, new, keeps_markers=keeps_markers) + new.body
    parts: list[str] = []
    for new in found.new.blocks:
        parts += [_gap(new, origins, found.old.blocks, found.new.blocks), sources.get(new.index, new.source)]
    return redline.normalise("".join(parts))


def same_words(first: str, second: str) -> bool:
    """Whether two texts say the same words, alinéa by alinéa, whatever their kinds, numbers and emphasis."""
    return _said(first) == _said(second)


def _said(text: str) -> list[str]:
    return [
        " ".join(words_of_block(block).split()) for block in redline.parse(text).blocks if words_of_block(block).strip()
    ]


def words_of_block(block: Block) -> str:
    """What a block says, its marker and marks left out."""
    return "".join(run.text for run in shapes_of(block.body))


def _recorded(text: str, rejected: str | None) -> frozenset[str]:
    """The alinéas of a text that say the same in what is rejected, in another emphasis all along."""
    if rejected is None:
        return frozenset()
    before = {words_of_block(block): _emphasis(block) for block in redline.parse(rejected).blocks}
    found = set()
    for block in redline.parse(text).blocks:
        words, shape = words_of_block(block), _emphasis(block)
        if shape is not None and before.get(words, shape) not in {shape, None}:
            found.add(words)
    return frozenset(found)


def _emphasis(block: Block) -> tuple[bool, bool] | None:
    """The one emphasis of all of a block's words, None where they have several."""
    shapes = {(run.is_bold, run.is_italic) for run in shapes_of(block.body) if run.text.strip()}
    return shapes.pop() if len(shapes) == 1 else None


def _of_one(old: Block, new: Block, recorded: frozenset[str], *, keeps_markers: bool) -> str:
    """The source of a block that was one and is one."""
    marker = _marker(old, new, keeps_markers=keeps_markers)
    before, after = shapes_of(old.body), shapes_of(new.body)
    old_words, new_words = ("".join(run.text for run in runs) for runs in (before, after))
    if new_words in recorded:
        return marker + new.body
    if redline.same_text(old_words, new_words):
        return marker + old.body
    return marker + inline_source(_shaped(old_words, new_words, before, after))


def _marker(old: Block, new: Block, *, keeps_markers: bool) -> str:
    """What stands before the words: the base's, unless the document's own is one of its words."""
    is_of_words = keeps_markers and not {old.kind, new.kind} & {"heading", "title"}
    return _before_words(new if is_of_words else old)


def _before_words(block: Block) -> str:
    """The signs that stand before a block's words in its source, none where they stand on each of its lines."""
    return block.source[: len(block.source) - len(block.body)] if block.source.endswith(block.body) else ""


def _shaped(old_words: str, new_words: str, before: list[Run], after: list[Run]) -> list[Run]:
    """The new words: those that stayed in the base's shape, the others in their own."""
    shapes = [(run.is_bold, run.is_italic, run.link) for run in before for _ in run.text]
    own = [(run.is_bold, run.is_italic, run.link) for run in after for _ in run.text]
    found: list[tuple[str, tuple[bool, bool, str], bool]] = []
    old_at = new_at = 0
    for sign, words in _spans(old_words, new_words):
        if sign == "-":
            old_at += len(words)
            continue
        for _letter in words:
            shape = shapes[old_at] if sign == "=" and old_at < len(shapes) else own[min(new_at, len(own) - 1)]
            found.append((new_words[new_at], shape, sign == "+"))
            new_at += 1
            old_at += sign == "="
    return _spaces_inside(found)


def _spaces_inside(letters: list[tuple[str, tuple[bool, bool, str], bool]]) -> list[Run]:
    """The letters as runs; a space beside a new word has the shape of its neighbours where they have one."""
    runs: list[Run] = []
    for rank, (sign, shape, _is_new) in enumerate(letters):
        around = letters[max(rank - 1, 0) : rank + 2]
        if sign == " " and len(around) == 3 and around[0][1] == around[2][1] and any(new for _, _, new in around):
            runs.append(Run(sign, *around[0][1]))
        else:
            runs.append(Run(sign, *shape))
    return runs


def _spans(old: str, new: str) -> list[tuple[str, str]]:
    """What two wordings share and not, compared as one paragraph each; all of the new one is new where that fails."""
    lead = "¶ "  # whatever the words begin with, they open no list
    flat = [lead + words.replace("\n", " ") for words in (old, new)]
    found = redline.difference(*flat).blocks
    if len(found) == 1 and found[0].spans and found[0].spans[0][1].startswith(lead):
        (sign, words), *others = found[0].spans
        spans = [(sign, words[len(lead) :]), *others]
        if "".join(words for sign, words in spans if sign != "-") == flat[1][len(lead) :]:
            return spans
    return [("-", old), ("+", new)]


def _gap(new: Block, origins: dict[int, int], old_blocks: tuple[Block, ...], new_blocks: tuple[Block, ...]) -> str:
    """What separates a block from the one before: as in the base where both are neighbours there."""
    if new.index == 0:
        return ""
    before = new_blocks[new.index - 1]
    here, there = origins.get(new.index), origins.get(before.index)
    if here is not None and there is not None and here == there + 1:
        return old_blocks[here].gap or "\n\n"
    if {new.kind, before.kind} <= _ITEMS:
        for known in (here, None if there is None else there + 1):
            if known is not None and 0 < known < len(old_blocks) and old_blocks[known].kind in _ITEMS:
                return old_blocks[known].gap or new.gap
    return new.gap
