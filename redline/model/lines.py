"""Lines: a block's text wrapped at the congress's width and numbered through the part.

Lines are metadata, never inside the text: nothing here changes a character. A line breaks only at an
ordinary space, a word longer than the width overflows, and widths are counted in grapheme clusters,
so that an accent written apart or an emoji of a family counts for one.
"""

import re
from dataclasses import dataclass

import regex

from redline.model.blocks import Document, parse

DEFAULT_WIDTH = 80
_CLUSTERED = re.compile(
    "[^\n\x20-\u02ff\u0370-\u0482\u1e00-\u1fff\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2116\u2122\u2190-\u21ff]"
)
_CLUSTER = regex.compile(r"\X")


@dataclass(frozen=True, slots=True)
class Line:
    """One numbered line: its number from 1, its block's index, its text and where it stands.

    `start` and `end` are offsets in the block's source; `end` excludes the space at which it broke.
    """

    number: int
    block: int
    text: str
    start: int
    end: int


def number_lines(text: str, width: int = DEFAULT_WIDTH) -> tuple[Line, ...]:
    """The numbered lines of a text; the title has none.

    Joining a block's lines by a space gives its source with newlines as spaces.
    """
    return lines_of(parse(text), width)


def lines_of(document: Document, width: int = DEFAULT_WIDTH) -> tuple[Line, ...]:
    """The numbered lines of a parsed text."""
    lines: list[Line] = []
    number = 1
    for block in document.blocks:
        if block.kind == "title":
            continue
        flat = block.source.replace("\n", " ")
        for start, end in wrap(flat, width):
            lines.append(Line(number, block.index, flat[start:end], start, end))
            number += 1
    return tuple(lines)


def lines_by_block(lines: tuple[Line, ...]) -> dict[int, list[Line]]:
    """The lines of each block that has some, by the block's index."""
    found: dict[int, list[Line]] = {}
    for line in lines:
        found.setdefault(line.block, []).append(line)
    return found


def wrap(flat: str, width: int) -> list[tuple[int, int]]:
    """Spans of the lines of one paragraph without newlines, `width` grapheme clusters wide at most.

    Each break consumes exactly one ordinary space. Raises ValueError for a width under 1.
    """
    if width < 1:
        raise ValueError("la largeur d’une ligne est d’au moins un caractère")
    if _CLUSTERED.search(flat):
        return _wrap_clusters(flat, width)
    spans = []
    start, length = 0, len(flat)
    while length - start > width:
        cut = flat.rfind(" ", start + 1, start + width + 1)
        if cut == -1:
            cut = flat.find(" ", start + width)
            if cut == -1:
                break
        spans.append((start, cut))
        start = cut + 1
    spans.append((start, length))
    return spans


def _wrap_clusters(flat: str, width: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = 0
    cut = -1
    count = since_cut = 0
    for cluster in _CLUSTER.finditer(flat):
        at = cluster.start()
        # A space that carries a combining mark is not an ordinary space: a break would cut it.
        if at > start and cluster.group() == " ":
            if count <= width:
                cut, since_cut = at, count
            elif cut == -1:
                spans.append((start, at))
                start, count = at + 1, 0
                continue
        count += 1
        if count > width and cut != -1:
            spans.append((start, cut))
            start, count, cut = cut + 1, count - since_cut - 1, -1
    spans.append((start, len(flat)))
    return spans
