"""A text laid out for reading: what the macro `numbered_text` draws. Pure: texts in, values out.

redline finds the blocks and breaks the lines; what stands inside a block is read once (`core.text.inline_markdown`) and
then cut at the ends of lines, so that bold words or a link that run over two lines stay well-formed on each.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from markupsafe import Markup

import redline
from core.text.inline_markdown import InlineRun, html_of, inline_runs
from motions.rules.changed_passages import Passage

_QUOTE_PREFIX = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
_UNSEEN_MARKERS = {"heading", "quotation", "table_row", "title"}
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Action:
    """A button of a selected alinéa. `kind`: « », primary or plain."""

    label: str
    url: str
    icon: str | None = None
    kind: str = ""
    number: int | None = None  # of its alinéa, read and not seen: where the page has a button of that name beside each


@dataclass(frozen=True, slots=True)
class MarginNote:
    """A note in the margin: « n° 14 et 16 », « publiés », en quelques mots, who, where it leads."""

    numbers: str
    state: str = ""
    title: str = ""
    author: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class ReadBlock:
    """One block as it is read; `dataclasses.replace` adds actions and notes to it.

    `index` is its place in `redline.parse(text).blocks`; `lines` are pairs (number, HTML). The title is not among
    the blocks: it stands over the text, and no line of it is numbered.
    """

    index: int
    alinea: int | None
    kind: str
    marker: str
    level: int
    lines: tuple[tuple[int, Markup], ...]
    selected: bool = False
    actions: tuple[Action, ...] = ()
    notes: tuple[MarginNote, ...] = ()
    reference: str = ""
    summary: str = ""
    notes_after: tuple[MarginNote, ...] = ()
    reference_after: str = ""
    summary_after: str = ""


def read_blocks(
    text: str, width: int, *, underlined: Iterable[Passage] = (), selected: int | None = None
) -> list[ReadBlock]:
    """The blocks of a text with their lines numbered at `width`, ready to be drawn.

    `underlined`: passages under amendment, as (block index, start, end) in the blocks' sources; `selected`: the
    number of an alinéa shown washed, with its actions. Remembered by text, width and passages.
    """
    return list(_read(text, width, tuple(sorted(set(underlined))), selected))


@lru_cache(maxsize=512)
def _read(text: str, width: int, underlined: tuple[Passage, ...], selected: int | None) -> tuple[ReadBlock, ...]:
    document = redline.parse(text)
    lines: dict[int, list[redline.Line]] = {}
    for line in redline.number_lines(text, width):
        lines.setdefault(line.block, []).append(line)
    passages: dict[int, list[tuple[int, int]]] = {}
    for index, start, end in underlined:
        passages.setdefault(index, []).append((start, end))
    return tuple(
        ReadBlock(
            index=block.index,
            alinea=block.alinea,
            kind=block.kind,
            marker=_marker(block),
            level=min(max(block.depth, 1), _DEEPEST),
            lines=tuple(_lines(block, lines.get(block.index, []), passages.get(block.index, []))),
            selected=selected is not None and block.alinea == selected,
        )
        for block in document.blocks
        if block.kind != "title"
    )


def _marker(block: redline.Block) -> str:
    """What stands before an item: its number as written, a dash for any bullet."""
    if block.kind in _UNSEEN_MARKERS:
        return ""
    return "–" if block.kind == "unordered_item" else block.marker


def _lines(
    block: redline.Block, lines: list[redline.Line], passages: list[tuple[int, int]]
) -> Iterator[tuple[int, Markup]]:
    runs = [run for piece in _runs(block) for run in _underline(piece, passages)]
    for line in lines:
        yield line.number, html_of(_within(runs, line.start, line.end))


def _runs(block: redline.Block) -> list[InlineRun]:
    """The runs of a block, placed in its source; its marker is not among them, and a newline is read as a space."""
    flat = ""
    places: list[int] = []
    at = 0
    for start, end in [*_unread(block), (len(block.source), len(block.source))]:
        flat += block.source[at:start].replace("\n", " ")
        places += range(at, start)
        at = end
    return list(_placed_back(inline_runs(flat), places))


def _unread(block: redline.Block) -> list[tuple[int, int]]:
    """The pieces of a block's source that mark its kind."""
    if block.kind == "quotation":
        return [match.span() for match in _QUOTE_PREFIX.finditer(block.source)]
    if block.kind in {"ordered_item", "unordered_item", "heading"}:
        return [(0, len(block.source) - len(block.body))]
    return []


def _placed_back(runs: Iterable[InlineRun], places: list[int]) -> Iterator[InlineRun]:
    """Runs of a text from which pieces were left out, placed in the text itself, cut where a piece was."""
    for run in runs:
        first, last = places[run.start], places[run.end - 1] + 1
        if last - first == run.end - run.start:  # in one piece, as nearly all are
            yield InlineRun(run.text, first, last, run.tags, run.href)
            continue
        start = run.start
        for at in range(run.start + 1, run.end + 1):
            if at == run.end or places[at] != places[at - 1] + 1:
                words = run.text[start - run.start : at - run.start]
                yield InlineRun(words, places[start], places[at - 1] + 1, run.tags, run.href)
                start = at


def _underline(run: InlineRun, passages: list[tuple[int, int]]) -> Iterator[InlineRun]:
    """A run cut at the edges of the passages, what is inside them aimed at."""
    if not passages:
        yield run
        return
    edges = {run.start, run.end}
    edges.update(edge for passage in passages for edge in passage if run.start < edge < run.end)
    cuts = sorted(edges)
    for start, end in pairwise(cuts):
        aimed = any(first <= start and end <= last for first, last in passages)
        words = run.text[start - run.start : end - run.start]
        yield InlineRun(words, start, end, (*run.tags, "aimed") if aimed else run.tags, run.href)


def _within(runs: list[InlineRun], start: int, end: int) -> Iterator[InlineRun]:
    """The part of the runs, that follow one another, which stands on a line."""
    for at in range(bisect_right(runs, start, key=lambda run: run.end), len(runs)):
        run = runs[at]
        if run.start >= end:
            return
        if run.start >= start and run.end <= end:
            yield run
            continue
        first, last = max(run.start, start), min(run.end, end)
        if first < last:
            yield InlineRun(run.text[first - run.start : last - run.start], first, last, run.tags, run.href)
