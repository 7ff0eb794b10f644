"""The automatic numbers of a Word document, counted from its definitions: « 1° », « a) », « Article 3 – »."""

import re
from dataclasses import dataclass, field
from typing import Any

from papers.reading.docx_names import number, switch, value, w
from papers.reading.docx_styles import DocxStyles
from papers.reading.numbers import in_format

_PLACE = re.compile(r"%([1-9])")
LEVELS = 9
DASHES = frozenset("–—")
BULLET = "-"


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list is numbered."""

    start: int = 1
    shape: str = "decimal"
    text: str = ""
    restart: int | None = None  # the level whose next number begins this one again; 0: none does
    style: str = ""
    is_legal: bool = False


@dataclass(slots=True)
class _Series:
    """The counters that the lists of one definition share."""

    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Labels in the order of the document: ask once for each paragraph that has a number."""

    def __init__(self, tree: Any, styles: DocxStyles) -> None:
        self._styles = styles
        self._abstract: dict[str, Any] = {}
        self._nums: dict[str, Any] = {}
        self._levels: dict[str, list[ListLevel]] = {}
        self._series: dict[str, _Series] = {}
        self._begun: set[tuple[str, int]] = set()
        for element in tree if tree is not None else ():
            if element.tag == w("abstractNum"):
                self._abstract[element.get(w("abstractNumId"), "")] = element
            elif element.tag == w("num"):
                self._nums[element.get(w("numId"), "")] = element

    def level_of(self, list_id: str, style_id: str) -> int:
        """The level whose paragraphs bear this style, where a style alone says the list."""
        levels = self._levels_of(list_id)
        for known in self._styles.ids_of(style_id):
            for rank, level in enumerate(levels):
                if level.style == known:
                    return rank
        return 0

    def label(self, list_id: str, rank: int) -> str | None:
        """The next label at this level; None where its format is not one that we write, « » for none."""
        levels = self._levels_of(list_id)
        if not levels or not 0 <= rank < len(levels):
            return ""
        series = self._series.setdefault(self._abstract_of(list_id), _Series())
        self._count(series, levels, list_id, rank)
        level = levels[rank]
        if level.shape == "bullet":
            return level.text if level.text in DASHES else BULLET
        unknown = False

        def written(place: re.Match[str]) -> str:
            nonlocal unknown
            upper = int(place[1]) - 1
            if upper >= len(levels):
                return ""
            count = series.counts.get(upper, levels[upper].start)
            said = in_format("decimal" if level.is_legal else levels[upper].shape, count)
            unknown = unknown or said is None
            return said or ""

        text = _PLACE.sub(written, level.text)
        return None if unknown or (level.shape != "none" and in_format(level.shape, 1) is None) else text.strip()

    def _count(self, series: _Series, levels: list[ListLevel], list_id: str, rank: int) -> None:
        override = self._override(list_id, rank)
        if override is not None and (list_id, rank) not in self._begun:
            series.counts[rank] = override
        else:
            series.counts[rank] = series.counts.get(rank, levels[rank].start - 1) + 1
        self._begun.add((list_id, rank))
        for upper in range(rank):
            series.counts.setdefault(upper, levels[upper].start)
        for lower in range(rank + 1, len(levels)):
            restart = levels[lower].restart
            if restart is None or rank < restart:
                series.counts.pop(lower, None)

    def _override(self, list_id: str, rank: int) -> int | None:
        for element in self._nums[list_id].iter(w("lvlOverride")) if list_id in self._nums else ():
            if element.get(w("ilvl")) == str(rank):
                return number(element, "startOverride")
        return None

    def _abstract_of(self, list_id: str) -> str:
        return value(self._nums.get(list_id), "abstractNumId") or ""

    def _levels_of(self, list_id: str) -> list[ListLevel]:
        if list_id not in self._levels:
            self._levels[list_id] = self._read(list_id, 0)
        return self._levels[list_id]

    def _read(self, list_id: str, depth: int) -> list[ListLevel]:
        abstract = self._abstract.get(self._abstract_of(list_id))
        if abstract is None:
            return []
        linked = value(abstract, "numStyleLink")
        if linked and depth < LEVELS:
            return self._read(self._styles.linked_list(linked), depth + 1)
        levels = [ListLevel() for _ in range(LEVELS)]
        written = [*abstract.iterchildren(w("lvl"))]
        for element in self._nums[list_id].iter(w("lvlOverride")):
            written += element.iterchildren(w("lvl"))
        for element in written:
            rank = element.get(w("ilvl"), "")
            if rank.isdecimal() and int(rank) < LEVELS:
                levels[int(rank)] = _level(element)
        return levels


def _level(element: Any) -> ListLevel:
    return ListLevel(
        start=number(element, "start") or 0 if element.find(w("start")) is not None else 0,
        shape=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        restart=number(element, "lvlRestart"),
        style=value(element, "pStyle") or "",
        is_legal=bool(switch(element, "isLgl")),
    )
