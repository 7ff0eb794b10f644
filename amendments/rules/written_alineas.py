"""Writing an amendment alinéa by alinéa: some blocks of a text are written anew, the whole text is rebuilt. Pure.

What is written is a mapping: by place of a block in the version amended, the words in its place, then those of each
alinéa added after it. An Enter begins an alinéa, wherever it stands; nothing at all deletes one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

import redline
from amendments.rules.item_numbers import is_sequential, neutral, numbered, passed_in
from redline.model.blocks import are_apart

WrittenAlineas = Mapping[int, Sequence[str]]

_SOFT_END = re.compile(r"\\?\n[ \t]*")  # an end of line inside a block: one space, when it is read
_HASHES = re.compile(r"^[ \t]*#{1,6}(?=[ \t]|$)[ \t]*")
_HEADED = ("title", "heading")
_GAP = "\n\n"
_NEXT_ITEM = "2. x"  # once numbered, it does not begin an item right under a paragraph
_ITEMS = ("ordered_item", "unordered_item")
_MOST_COMPARED = 40_000  # pairs of blocks looked at to find which ones a draft changed


def shown_words(block: redline.Block) -> str:
    """The words of a block as they are written in their field: on one line, a title without its mark."""
    return _SOFT_END.sub(" ", block.body) if block.kind in _HEADED else _one_line(block)


def place_of(text: str, alinea: int) -> int | None:
    """The place of an alinéa among the blocks of a text, 0 being the title's number; None when it has none such."""
    blocks = redline.parse(text).blocks
    if alinea == 0:
        return 0 if blocks and blocks[0].kind == "title" else None
    return next((block.index for block in blocks if block.alinea == alinea), None)


def rebuilt(base: str, written: WrittenAlineas) -> str:
    """The whole text with these words in the place of those blocks.

    Lists that counted one by one still do: nobody has to number the others.
    """
    known = passed_in(base)
    is_counted = is_sequential(base, known)
    shown = redline.parse(base).blocks
    blocks = redline.parse(neutral(base, known)).blocks if is_counted else shown
    gaps = [block.gap for block in blocks[1:]] + [""]
    pieces: list[str] = []
    passed: set[str] = set()  # what is added between two items
    is_added = False
    owed = ""  # the widest gap since the last block that is still there
    for block, following in zip(blocks, gaps, strict=True):
        owed = _wider(owed, block.gap)
        inner = "\n" if "\n" in (block.gap, following) and block.kind in _ITEMS else _GAP
        for rank, source in enumerate(_sources(shown[block.index], block, written.get(block.index))):
            if pieces:
                gap = inner if rank else owed
                is_near = are_apart(pieces[-1], source) and (not is_added or are_apart(pieces[-1], _NEXT_ITEM))
                pieces.append("\n" if gap == "\n" and is_near else _GAP)
            pieces.append(source)
            owed = ""
            is_added = (block.kind in _ITEMS or block.source in known) and source != block.source
            if is_added:
                passed.add(redline.normalise(source).strip("\n"))
    text = redline.normalise("".join(pieces))
    return numbered(text, known.union(passed.difference(block.source for block in blocks))) if is_counted else text


def written_in(base: str, draft: str) -> dict[int, list[str]] | None:
    """The blocks of a version that a draft writes anew; None where it cannot be told block by block."""
    blocks, own = redline.parse(base).blocks, redline.parse(draft).blocks
    before, after = ([block.source for block in redline.parse(text).blocks] for text in _uncounted(base, draft))
    found: dict[int, list[str]] = {}
    for start, end, own_start, own_end in _changed(before, after):
        if start == end == 0:
            return None  # before the first one: no field stands there
        kept = [shown_words(blocks[start - 1])] if start == end else []
        at = start - 1 if kept else start
        paired = [_words_for(*pair) for pair in zip(blocks[start:end], own[own_start:own_end], strict=False)]
        added = [_one_line(block) for block in own[own_start + len(paired) : own_end]]
        for rank, words in enumerate([*kept, *paired, *[""] * (end - start - len(paired))]):
            found[at + rank] = [words]
        found[max(at, end - 1)] += added
    return found if rebuilt(base, found) == redline.normalise(draft) else None


def lines_apart(text: str, *known: str) -> str:
    """A text typed whole, where an Enter inside a paragraph begins an alinéa; what `known` texts hold stays."""
    kept = {block.source for other in known for block in redline.parse(other).blocks}
    pieces: list[str] = []
    for block in redline.parse(text).blocks:
        is_typed = block.kind in ("paragraph", *_ITEMS) and block.source not in kept
        pieces += [block.gap, _GAP.join(_lines(block.source)) if is_typed else block.source]
    return redline.normalise("".join(pieces))


def _sources(shown: redline.Block, block: redline.Block, fields: Sequence[str] | None) -> Iterator[str]:
    """What stands in the place of a block: itself, or one block for each line that was written."""
    if fields is None:
        yield block.source
        return
    for rank, words in enumerate(fields):
        if rank == 0 and redline.normalise(words).strip("\n") == shown_words(shown):
            yield block.source
        elif rank == 0:
            yield from _in_its_place(shown, block, _lines(words))
        else:
            yield from _lines(words)


def _in_its_place(shown: redline.Block, block: redline.Block, lines: list[str]) -> list[str]:
    if shown.kind in _HEADED and lines:
        words = _HASHES.sub("", lines[0]).strip()
        return ([f"{shown.marker} {words}"] if words else []) + lines[1:]
    if shown.kind == "ordered_item" and lines and lines[0].lstrip().startswith(shown.marker):
        return [lines[0].replace(shown.marker, block.marker, 1), *lines[1:]]
    return lines


def _lines(words: str) -> list[str]:
    """The alinéas that were written: one a line; consecutive lines of a quotation are one."""
    found: list[str] = []
    for line in redline.normalise(words).split("\n"):
        if found and line.lstrip().startswith(">") and found[-1].lstrip().startswith(">"):
            found[-1] += f"\n{line}"
        elif line.strip():
            found.append(line)
    return found


def _words_for(block: redline.Block, own: redline.Block) -> str:
    """How the field of a block shows what a draft says in its place."""
    is_alike = (block.kind, block.marker) == (own.kind, own.marker)
    return shown_words(own) if is_alike else _one_line(own)


def _one_line(block: redline.Block) -> str:
    return block.source if block.kind == "quotation" else _SOFT_END.sub(" ", block.source)


def _wider(gap: str, other: str) -> str:
    return _GAP if _GAP in (gap, other) else gap or other


def _uncounted(*texts: str) -> list[str]:
    passed = passed_in(*texts)
    return [neutral(text, passed) if is_sequential(text, passed) else text for text in texts]


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterable[tuple[int, int, int, int]]:
    """The runs that differ: from, to in the first, from, to in the second."""
    first = 0
    while first < min(len(before), len(after)) and before[first] == after[first]:
        first += 1
    end, own_end = len(before), len(after)
    while end > first and own_end > first and before[end - 1] == after[own_end - 1]:
        end, own_end = end - 1, own_end - 1
    if (end - first) * (own_end - first) > _MOST_COMPARED:
        return [(first, end, first, own_end)]
    codes = SequenceMatcher(None, before[first:end], after[first:own_end], autojunk=False).get_opcodes()
    return [(first + a, first + b, first + c, first + d) for tag, a, b, c, d in codes if tag != "equal"]
