"""The text model: a normalised text is a title and blocks, and gives its bytes back.

Blocks are found here and nowhere else. Paragraphs are separated by blank lines; headings, list items
and table rows are blocks by their own line; consecutive lines of a quotation are one block. Everything
else (bold, italics, links) stays inside a block's body as it was written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal["title", "heading", "paragraph", "ordered_item", "unordered_item", "quotation", "table_row"]

_TRAILING = re.compile(r"(?<![ \t])[ \t]+(?=\n|$)")
_BLANKS = re.compile(r"\n{3,}")
_MARK = re.compile(
    r"(?P<indent>[ \t]*)(?:(?P<hashes>\#{1,6})(?=[ \t])"
    r"|(?P<number>\d{1,9}(?:[.)]|°\)?)|[a-zA-Z]\)|[ivxIVX]{2,5}\))(?=[ \t\u00a0\u202f]|$)"
    r"|(?P<bullet>[-*+–—•])(?=[ \t\u00a0\u202f]|$)|(?P<quote>>)|(?P<bar>\|))[ \t\u00a0\u202f]*"
)
_STARTS = re.compile(r"[ \t]*(?:[#0-9*+>|–—•-]|[a-zA-Z]\)|[ivxIVX]{2,5}\))")
_FIRST = ("1.", "1)", "1°", "a)", "A)", "i)", "I)")
_QUOTE_PREFIX = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
_CACHED_LENGTH = 300_000


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a text, as it was written.

    `index` counts from 0 through the text. `gap` is what separates it from the block before: a blank line,
    a mere newline in a tight list or table; for the first block nothing.
    `depth` is the level of a heading or the nesting of an item, both from 1; 0 elsewhere. `alinea` is
    its number for quotation: the title has none, the first block after it is 1.
    """

    index: int
    kind: Kind
    source: str
    marker: str
    body: str
    depth: int
    alinea: int | None
    gap: str
    start: int

    @property
    def end(self) -> int:
        """Offset in the text just after the block's last character."""
        return self.start + len(self.source)


class Document:
    """A parsed text: its normalised bytes, the separator and source of each block, and the blocks.

    `pieces` are (separator, source) pairs; `blocks` are read from them when first asked for.
    """

    __slots__ = ("_blocks", "pieces", "text")

    def __init__(self, text: str, pieces: list[tuple[str, str]]) -> None:
        self.text = text
        self.pieces = pieces
        self._blocks: tuple[Block, ...] | None = None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks in order."""
        if self._blocks is None:
            self._blocks = _read_all(self.pieces)
        return self._blocks

    @property
    def title(self) -> Block | None:
        """The title's block, or None where the text has none."""
        return self.blocks[0] if self.blocks and self.blocks[0].kind == "title" else None

    def serialise(self) -> str:
        """The normalised text again, built from the blocks alone."""
        if not self.blocks:
            return ""
        return "".join([part for block in self.blocks for part in (block.gap, block.source)]) + "\n"


def normalise(text: str) -> str:
    """The text with LF, no BOM, no trailing space, no blank line first, at most one after, and one final newline.

    Nothing else is touched: markers, numbers, inner spaces, tight or loose lists stay as written.
    A text without any visible line is the empty text. Source: interfaces.md, "Text".
    """
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if " \n" in text or "\t\n" in text or text.endswith((" ", "\t")):
        text = _TRAILING.sub("", text)
    if "\n\n\n" in text:
        text = _BLANKS.sub("\n\n", text)
    text = text.strip("\n")
    return text + "\n" if text else ""


def parse(text: str) -> Document:
    """The blocks of a text, which is normalised first.

    `parse(text).serialise() == normalise(text)` for every text.
    """
    return _parse_cached(text) if len(text) < _CACHED_LENGTH else _parse(text)


def _parse(text: str) -> Document:
    pieces = _pieces_if_normal(text)
    if pieces is None:
        text = normalise(text)
        pieces = list(_pieces(text))
    return Document(text, pieces)


def _read_all(pieces: list[tuple[str, str]]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    depths = _Nesting()
    offset = alinea = 0
    for index, (gap, source) in enumerate(pieces):
        kind, marker, body, depth = _read(source, depths, first=index == 0)
        number = None
        if kind != "title":
            number = alinea = alinea + 1
        offset += len(gap)
        blocks.append(Block(index, kind, source, marker, body, depth, number, gap, offset))
        offset += len(source)
    return tuple(blocks)


def _pieces_if_normal(text: str) -> list[tuple[str, str]] | None:
    """The pieces of a text that is already normalised, or None where that takes more than a glance."""
    if not text.endswith("\n") or text[0] in "\n\ufeff" or "\r" in text or "\t" in text:
        return None
    pieces = list(_pieces(text))
    for _, source in pieces:
        if not source or source[0] == "\n" or source[-1] in " \n" or ("\n" in source and " \n" in source):
            return None
    return pieces


_parse_cached = lru_cache(maxsize=128)(_parse)


def forget() -> None:
    """Empties the memory of parsed texts, for benches that must measure the work itself."""
    _parse_cached.cache_clear()


def are_apart(before: str, after: str) -> bool:
    """Whether two blocks written on consecutive lines are still read as these two blocks."""
    return [source for _, source in _pieces(f"{before}\n{after}\n")] == [before, after]


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Each block's separator and source, in order; their concatenation is the text less its final newline."""
    gap = ""
    for group in text[:-1].split("\n\n") if text else ():
        if "\n" not in group:
            yield gap, group
        else:
            for source in _split_lines(group):
                yield gap, source
                gap = "\n"
        gap = "\n\n"


def _split_lines(group: str) -> Iterator[str]:
    """The blocks of consecutive lines: each item, row and heading by its own line, the others joined."""
    current: list[str] = []
    current_kind = ""
    for line in group.split("\n"):
        kind = _kind_of_line(line)
        if current and not _begins(kind, current_kind, line):
            current.append(line)
            continue
        if current:
            yield "\n".join(current)
        current, current_kind = [line], kind
    yield "\n".join(current)


def _begins(kind: str, current: str, line: str) -> bool:
    """Whether a line of this kind begins a block after a line of the current block."""
    if kind == "text":
        return current in {"heading", "table_row"}
    if kind == "quotation":
        return current != "quotation"
    if kind == "ordered_item" and current in {"text", "quotation"}:
        # A line of prose may begin with « 2021. »; only a list's first number interrupts a paragraph.
        return line.lstrip().startswith(_FIRST)
    return True


def _kind_of_line(line: str) -> str:
    mark = _MARK.match(line) if _STARTS.match(line) else None
    if mark is None:
        return "text"
    if mark["hashes"]:
        return "heading"
    if mark["number"] or mark["bullet"]:
        # A lone « - » or « 1. » inside a paragraph is prose, not an empty item.
        return ("ordered_item" if mark["number"] else "unordered_item") if mark.end() < len(line) else "text"
    return "quotation" if mark["quote"] else "table_row"


def _read(source: str, depths: "_Nesting", *, first: bool) -> tuple[Kind, str, str, int]:
    """Kind, marker, body and depth of one block's source."""
    mark = _MARK.match(source) if _STARTS.match(source) else None
    if mark is None or mark.end() == len(source):
        depths.leave(source)
        return "paragraph", "", source.strip(), 0
    if mark["number"] or mark["bullet"]:
        kind: Kind = "ordered_item" if mark["number"] else "unordered_item"
        return kind, mark["number"] or mark["bullet"], source[mark.end() :], depths.enter(mark)
    depths.leave(source)
    if mark["hashes"]:
        depth = len(mark["hashes"])
        is_title = first and depth == 1 and not mark["indent"]
        return "title" if is_title else "heading", mark["hashes"], source[mark.end() :], depth
    if mark["quote"]:
        return "quotation", ">", _QUOTE_PREFIX.sub("", source), 0
    return "table_row", "|", source.strip(), 0


class _Nesting:
    """How deep the current list item stands, from the indentation and the signs of the items above it."""

    def __init__(self) -> None:
        self._levels: list[tuple[int, str]] = []  # columns and series of each level

    def enter(self, mark: re.Match[str]) -> int:
        """The nesting, from 1, of an item: two columns more make a level, and so does « a) » or « – » under « 1° »."""
        columns, series = len(mark["indent"].expandtabs(4)), _series(mark["number"] or mark["bullet"])
        levels = self._levels
        while levels and columns < levels[-1][0]:
            levels.pop()
        if not levels or columns >= levels[-1][0] + 2:
            levels.append((columns, series))
            return len(levels)
        beside = [known for at, known in levels if abs(at - levels[-1][0]) < 2]
        if series in beside:
            while levels[-1][1] != series:
                levels.pop()
        else:
            if not series:  # Markdown's own signs begin again at their indentation
                self._levels = levels = [known for known in levels if known[0] <= columns - 2]
            levels.append((columns, series))
        return len(levels)

    def leave(self, source: str) -> None:
        """A block that is not an item ends the list, unless it is indented under it."""
        if not source.startswith((" ", "\t")):
            self._levels.clear()


def _series(sign: str) -> str:
    """To which series of signs an item belongs; Markdown's own, that nest by their indentation alone, are one."""
    if sign[0].isalpha():
        return "letters"
    return "dashes" if sign in _DASHES else "degrees" if "°" in sign else ""


_DASHES = "–—•"
