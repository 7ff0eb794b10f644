"""The automatic numbers of an OpenDocument text, counted from the styles of its lists."""

import re
from dataclasses import dataclass, field
from typing import Any

from papers.reading.docx_numbering import BULLET, DASHES
from papers.reading.numbers import in_format
from papers.reading.odt_names import LIST_FORMAT, style, text
from papers.reading.odt_styles import OdtStyles

_SHAPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
_PLACE = re.compile(r"%(\d+)%")


@dataclass(slots=True)
class OdtList:
    """A list being read: its style, its counters, that a later list may go on from."""

    style_name: str
    counts: dict[int, int] = field(default_factory=dict)


class OdtNumbering:
    """Labels in the order of the text."""

    def __init__(self, styles: OdtStyles) -> None:
        self._styles = styles
        self._by_id: dict[str, OdtList] = {}
        self._by_style: dict[str, OdtList] = {}
        self._outline = OdtList("")

    def list_for(self, style_name: str, list_id: str, follows: str, *, goes_on: bool) -> OdtList:
        """The list that begins here, or the one that it goes on from."""
        found = None
        if follows:
            found = self._by_id.get(follows)
        elif goes_on:
            found = self._by_style.get(style_name)
        found = found or OdtList(style_name)
        if list_id:
            self._by_id[list_id] = found
        self._by_style[style_name] = found
        return found

    def label(self, known: OdtList, style_name: str, level: int, start: int | None) -> str | None:
        """The next label of a list at a level, from 1; None where its format is not one that we write."""
        definition = self._styles.list_style(style_name or known.style_name)
        levels = _levels(definition)
        if level not in levels:
            return BULLET if definition is None else ""
        return _next(known, levels, level, start)

    def outline_label(self, level: int) -> str | None:
        """The number of a heading, where the outline numbers headings."""
        levels = _levels(self._styles.outline)
        return _next(self._outline, levels, level, None) if level in levels else ""


def _levels(definition: Any) -> dict[int, Any]:
    found = {}
    for element in definition if definition is not None else ():
        level = element.get(text("level"), "")
        if level.isdecimal():
            found[int(level)] = element
    return found


def _next(known: OdtList, levels: dict[int, Any], level: int, start: int | None) -> str | None:
    element, counts = levels[level], known.counts
    counts[level] = start if start is not None else counts.get(level, _start(element) - 1) + 1
    for lower in [deeper for deeper in counts if deeper > level]:
        del counts[lower]
    if element.tag == text("list-level-style-bullet"):
        sign = element.get(text("bullet-char"), "")
        return sign if sign in DASHES else BULLET
    if element.tag == text("list-level-style-image"):
        return BULLET
    shown = element.get(text("display-levels"), "1")
    first = max(level - (int(shown) if shown.isdecimal() else 1) + 1, 1)
    written: dict[int, str] = {}
    for upper in range(1, level + 1):
        if upper not in levels:
            continue
        count = counts.get(upper, _start(levels[upper]))
        shape = _SHAPES.get(levels[upper].get(style("num-format"), ""))
        said = None if shape is None else in_format(shape, count)
        if said is None and upper >= first:
            return None
        written[upper] = said or ""
    pattern = element.get(LIST_FORMAT)
    if pattern is not None:
        return str(_PLACE.sub(lambda place: written.get(int(place[1]), ""), pattern)).strip()
    numbers = ".".join(written[upper] for upper in sorted(written) if upper >= first and written[upper])
    if not numbers and not element.get(style("num-format")):
        return f"{element.get(style('num-prefix'), '')}{element.get(style('num-suffix'), '')}".strip()
    return f"{element.get(style('num-prefix'), '')}{numbers}{element.get(style('num-suffix'), '')}".strip()


def _start(element: Any) -> int:
    written = element.get(text("start-value"), "1")
    return int(written) if written.isdecimal() else 1
