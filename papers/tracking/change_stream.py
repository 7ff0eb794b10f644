"""Two texts as one stream: words and ends of paragraphs, each kept, removed or added, as redline decides.

The kept and removed ones, put end to end, are the old text; the kept and added ones, the new. Pure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import redline
from core.text.inline_markdown import inline_runs
from papers.runs import Run, printable
from redline import Block, BlockDifference

KEPT, REMOVED, ADDED = "=", "-", "+"
_LATER = 2  # minutes: LibreOffice makes one of two changes that are less than one apart


@dataclass(frozen=True, slots=True)
class Layout:
    """How a paragraph stands: the level of its heading, 0 for none; on the line just after the one before."""

    heading: int = 0
    is_tight: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """An end of paragraph: what became of it, how its paragraph stands."""

    sign: str
    layout: Layout


@dataclass(slots=True)
class TrackedParagraph:
    """Words with their signs, the end that follows them, and by how many minutes its changes come later."""

    pieces: list[tuple[str, Run]] = field(default_factory=list)
    end: End = End(KEPT, Layout())
    delay: int = 0


@dataclass(frozen=True, slots=True)
class _Letter:
    """A character that is seen, in its shape."""

    sign: str
    shape: tuple[bool, bool, str]


_Unit = _Letter | Layout | None  # None: a mark that nobody sees


def tracked_paragraphs(old: str, new: str) -> list[TrackedParagraph]:
    """The paragraphs of both texts, in one order that is right for each; of none, a title and a line to write in."""
    if not old and not new:
        return [TrackedParagraph(end=End(KEPT, Layout(heading=1))), TrackedParagraph()]
    found = redline.difference(old, new)
    writer = _Writer()
    waiting = sorted(
        (index, block) for block in found.blocks if block.op == "move" for index in block.old
    )  # a moved block leaves its place there
    for block in found.blocks:
        if block.op in {"insert", "move"}:
            writer.whole(ADDED, [found.new.blocks[index] for index in block.new])
            continue
        while waiting and waiting[0][0] < block.old[0]:
            writer.whole(REMOVED, [found.old.blocks[waiting.pop(0)[0]]])
        _write(writer, block, found.old.blocks, found.new.blocks)
    for index, _block in waiting:
        writer.whole(REMOVED, [found.old.blocks[index]])
    return _with_delays(writer.paragraphs)


def changed_words(block: BlockDifference, olds: Sequence[Block], news: Sequence[Block]) -> list[TrackedParagraph]:
    """The paragraphs of one block that changed: what is kept, removed and added of it."""
    writer = _Writer()
    _write(writer, block, olds, news)
    return writer.paragraphs


def _write(writer: "_Writer", block: BlockDifference, olds: Sequence[Block], news: Sequence[Block]) -> None:
    before, after = [olds[index] for index in block.old], [news[index] for index in block.new]
    headings = {layout_of(found).heading for found in (*before, *after)}
    if not before or not after or len(headings) > 1:
        writer.whole(REMOVED, before)
        writer.whole(ADDED, after)
        return
    old_units, new_units = _units(before), _units(after)
    old_at = new_at = 0
    for sign, words in block.spans:
        for _letter in words:
            old = old_units[old_at] if sign != ADDED else None
            new = new_units[new_at] if sign != REMOVED else None
            writer.both(old, new, is_shared=sign == KEPT)
            old_at, new_at = old_at + (sign != ADDED), new_at + (sign != REMOVED)
    writer.end(End(KEPT, layout_of(after[-1])))


class _Writer:
    """Puts letters together into runs; between two kept letters, what is removed stands before what is added."""

    def __init__(self) -> None:
        self.paragraphs: list[TrackedParagraph] = []
        self._open = TrackedParagraph()
        self._waiting: dict[str, list[Run]] = {REMOVED: [], ADDED: []}

    def whole(self, sign: str, blocks: Sequence[Block]) -> None:
        """Whole paragraphs, removed or added."""
        for block in blocks:
            for unit in _units([block]):
                self._add(sign, unit)
            self.end(End(sign, layout_of(block)))

    def both(self, old: _Unit, new: _Unit, *, is_shared: bool) -> None:
        """What stands in the old text, in the new one, or in both; seen otherwise, it is removed and added."""
        if is_shared and old == new:
            self._add(KEPT, new)
        elif isinstance(old, Layout) and isinstance(new, Layout):
            self.end(End(KEPT, new))
        else:
            self._add(REMOVED, old)
            self._add(ADDED, new)

    def end(self, end: End) -> None:
        """An end of paragraph."""
        self._flush()
        self._open.end = end
        self.paragraphs.append(self._open)
        self._open = TrackedParagraph()

    def _add(self, sign: str, unit: _Unit) -> None:
        if isinstance(unit, Layout):
            self.end(End(sign, unit))
        elif unit is not None and sign == KEPT:
            self._flush()
            _join(self._open.pieces, KEPT, Run(unit.sign, *unit.shape))
        elif unit is not None:
            self._waiting[sign].append(Run(unit.sign, *unit.shape))

    def _flush(self) -> None:
        for sign in (REMOVED, ADDED):
            for run in self._waiting[sign]:
                _join(self._open.pieces, sign, run)
            self._waiting[sign] = []


def _join(pieces: list[tuple[str, Run]], sign: str, run: Run) -> None:
    if pieces:
        known, last = pieces[-1]
        if known == sign and (last.is_bold, last.is_italic, last.link) == (run.is_bold, run.is_italic, run.link):
            pieces[-1] = (sign, Run(last.text + run.text, run.is_bold, run.is_italic, run.link))
            return
    pieces.append((sign, run))


def layout_of(block: Block) -> Layout:
    """How a block stands on the sheet."""
    is_heading = block.kind in {"title", "heading"}
    return Layout(block.depth if is_heading else 0, block.gap == "\n")


def _units(blocks: Sequence[Block]) -> list[_Unit]:
    """For each character of the blocks' wording, what is seen of it; a gap is one end of paragraph."""
    found: list[_Unit] = []
    for rank, block in enumerate(blocks):
        if rank:
            gap = block.gap or "\n\n"
            found += [layout_of(blocks[rank - 1]), *[None] * (len(gap) - 1)]
        found += _letters(block)
    return found


def _letters(block: Block) -> Iterator[_Unit]:
    head = len(block.source) - len(block.body) if block.source.endswith(block.body) else 0
    is_heading = block.kind in {"title", "heading"}
    for sign in block.source[:head]:
        yield None if is_heading else _Letter(sign, (False, False, ""))
    yield from _seen(block.source[head:])


@lru_cache(maxsize=4096)
def _seen(body: str) -> tuple[_Unit, ...]:
    units: list[_Unit] = [None] * len(body)
    for run in inline_runs(body.replace("\n", " ")):
        shape = ("strong" in run.tags, "em" in run.tags, run.href if "a" in run.tags else "")
        for at in range(run.start, run.end):
            if printable(body[at]):
                units[at] = _Letter(printable(body[at]), shape)
    return tuple(units)


def _with_delays(paragraphs: list[TrackedParagraph]) -> list[TrackedParagraph]:
    """Where a kept paragraph ends with a change and the next begins with one of its kind, the later comes later.

    LibreOffice fuses two changes of one kind, one author and one minute, and refuses the end between them too.
    """
    delay = 0
    for before, after in zip([None, *paragraphs], paragraphs, strict=False):
        if before is not None and before.end.sign == KEPT and before.pieces:
            first = after.pieces[0][0] if after.pieces else after.end.sign
            if first != KEPT and before.pieces[-1][0] == first:
                delay += _LATER
        after.delay = delay
    return paragraphs
