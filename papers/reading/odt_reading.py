"""An OpenDocument text read paragraph by paragraph, its tracked changes accepted or rejected on the way.

Rejected, an insertion is passed over, ends of paragraphs included, and what a deletion keeps apart is read where it
stood: no tree is rebuilt.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from papers.reading.archives import Archive
from papers.reading.odt_names import DRAWING, HREF, PARAGRAPHS, XML_ID, office, table, text
from papers.reading.odt_numbering import OdtList, OdtNumbering
from papers.reading.odt_styles import OdtStyles
from papers.reading.what_was_read import ReadDocument, ReadParagraph, Unknown, merged, without_bold
from papers.runs import Run, printable

_SPACES = re.compile(r"[ \t\n\r]+")
_INDEXES = frozenset(
    text(name) for name in ("table-of-content", "alphabetical-index", "illustration-index", "user-index")
)
_SIGNS = {text("s"): " ", text("tab"): " ", text("line-break"): "\n"}
_UNSEEN = frozenset({text("tracked-changes"), text("sequence-decls"), text("variable-decls"), office("forms")})


@dataclass(slots=True)
class _Item:
    """Where a paragraph stands in a list: it bears the number of its item if it is its first."""

    held: OdtList
    style_name: str
    level: int
    start: int | None
    is_first: bool = True


@dataclass(slots=True)
class _Open:
    """The paragraph being read."""

    element: Any
    item: _Item | None
    runs: list[Run]


class OdtReader:
    """Reads the body of one text."""

    def __init__(self, archive: Archive, content: Any, *, accepted: bool) -> None:
        self._styles = OdtStyles(content, archive.tree("styles.xml"))
        self._numbering = OdtNumbering(self._styles)
        self._archive = archive
        self._body = content.find(f"{office('body')}/{office('text')}")
        self._accepted = accepted
        self._regions = _regions(self._body) if self._body is not None else {}
        self._passed_over: set[str] = set()
        self._open: _Open | None = None
        self.found = ReadDocument()

    @property
    def has_changes(self) -> bool:
        """Whether anything is tracked."""
        return bool(self._regions)

    def read(self) -> ReadDocument:
        """Every paragraph of the body."""
        if any(name.startswith(("Basic/", "Scripts/")) for name in self._archive.names):
            self.found.doubt(Unknown.MACROS, whole=True)
        self._blocks(self._body if self._body is not None else (), None)
        self._close()
        return self.found

    def _blocks(self, parent: Iterable[Any], item: _Item | None) -> None:
        for child in parent:
            if child.tag in PARAGRAPHS:
                self._paragraph(child, item)
            elif child.tag == text("list"):
                self._list(child, item)
            elif child.tag == table("table"):
                self._close()
                self._table(child)
            elif child.tag in _INDEXES:
                self.found.doubt(Unknown.CONTENTS)
            elif child.tag in _UNSEEN:
                continue
            elif child.tag.startswith(DRAWING):
                self._drawing(child)
            elif not self._mark(child):
                self._blocks(child, item)
            elif not self._passed_over:
                self._close()

    def _list(self, element: Any, above: _Item | None) -> None:
        name = element.get(text("style-name"), "") or (above.style_name if above else "")
        if above:
            held, level = above.held, above.level + 1
        else:
            goes_on = element.get(text("continue-numbering")) == "true"
            follows = element.get(text("continue-list"), "")
            held, level = self._numbering.list_for(name, element.get(XML_ID, ""), follows, goes_on=goes_on), 1
        for child in element:
            start = child.get(text("start-value"), "")
            item = _Item(held, name, level, int(start) if start.isdecimal() else None)
            item.is_first = child.tag == text("list-item")
            self._blocks(child, item)

    def _table(self, element: Any) -> None:
        for row in element.iter(table("table-row")):
            if next(row.iterancestors(table("table"))) is not element:
                continue
            cells: list[Run] = [Run("|")]
            for cell in row.iterchildren(table("table-cell"), table("covered-table-cell")):
                if cell.tag == table("covered-table-cell") or cell.get(table("number-columns-spanned"), "1") != "1":
                    self.found.doubt(Unknown.MERGED_CELLS)
                cells += [Run(" "), *self._cell(cell), Run(" |")]
            if any(run.text.strip(" |") for run in cells):
                self.found.paragraphs.append(ReadParagraph(merged(cells), is_row=True))

    def _cell(self, cell: Any) -> list[Run]:
        found: list[Run] = []
        for rank, paragraph in enumerate(cell.iter(*PARAGRAPHS)):
            self._open = _Open(paragraph, None, [])
            self._inline(paragraph, [], "")
            runs = self._open.runs if self._open else []
            self._open = None
            found += [Run(" ")] if rank and found else []
            found += [Run(run.text.replace("\n", " "), run.is_bold, run.is_italic, run.link) for run in runs]
        return found

    def _paragraph(self, element: Any, item: _Item | None) -> None:
        if self._open is None:
            self._open = _Open(element, item, [])
        elif not any(run.text for run in self._open.runs):
            self._open.element, self._open.item = element, item
        self._inline(element, [], "")
        if not self._passed_over:
            self._close()

    def _close(self) -> None:
        """The paragraph being read is at its end."""
        known, self._open = self._open, None
        if known is None:
            return
        name = known.element.get(text("style-name"), "")
        heading = self._heading(known.element, name)
        runs = merged(known.runs)
        runs = without_bold(runs) if heading else runs
        if not "".join(run.text for run in runs).strip():
            return
        label = self._label(known.item, heading)
        level = known.item.level - 1 if known.item else 0
        names = self._styles.names(name)
        style = next((found for found in names if not re.fullmatch(r"P\d+", found)), "")
        self.found.paragraphs.append(
            ReadParagraph(runs, heading, label, level, style=style.replace("_20_", " ").replace("_2c_", ","))
        )

    def _heading(self, element: Any, name: str) -> int:
        if element.tag == text("h"):
            level = element.get(text("outline-level"), "1")
            return int(level) if level.isdecimal() else 1
        return self._styles.heading(name)

    def _label(self, item: _Item | None, heading: int) -> str:
        if item is None:
            label = self._numbering.outline_label(heading) if heading else ""
        elif item.is_first:
            item.is_first = False
            label = self._numbering.label(item.held, item.style_name, item.level, item.start)
        else:
            label = ""
        if label is None:
            self.found.doubt(Unknown.NUMBERING)
        return label or ""

    def _inline(self, element: Any, names: list[str], link: str) -> None:
        self._words(element.text, names, link)
        for child in element:
            if child.tag == text("span"):
                self._inline(child, [*names, child.get(text("style-name"), "")], link)
            elif child.tag == text("a"):
                self._inline(child, names, child.get(HREF, "") or link)
            elif child.tag in _SIGNS:
                count = child.get(text("c"), "1")
                self._add(_SIGNS[child.tag] * min(int(count) if count.isdecimal() else 1, 200), names, link)
            elif not self._aside(child) and not self._mark(child):
                self._inline(child, names, link)
            self._words(child.tail, names, link)

    def _aside(self, element: Any) -> bool:
        """Whether an element is none of the words: told, and left aside."""
        if element.tag == text("note"):
            kind, words = Unknown.FOOTNOTE, _all_words(element.find(text("note-body")))
        elif element.tag == office("annotation"):
            kind, words = Unknown.COMMENT, " ".join(_all_words(found) for found in element.iter(text("p")))
        elif element.tag == text("hidden-text"):
            kind, words = Unknown.HIDDEN, element.get(text("string-value"), "")
        elif element.tag.startswith(DRAWING):
            self._drawing(element)
            return True
        else:
            return bool(element.tag == office("annotation-end"))
        if not self._passed_over:
            self.found.doubt(kind, words)
        return True

    def _mark(self, element: Any) -> bool:
        """Whether an element is a mark of tracked changes; on the way, what rejecting them asks for is done."""
        if element.tag not in {text("change"), text("change-start"), text("change-end")}:
            return False
        known = element.get(text("change-id"), "")
        region = self._regions.get(known)
        if self._accepted or region is None:
            return True
        is_added = region.find(text("insertion")) is not None
        if element.tag == text("change-start") and is_added:
            self._passed_over.add(known)
        elif element.tag == text("change-end") and known in self._passed_over:
            self._passed_over.discard(known)
        elif element.tag == text("change") and not is_added and not self._passed_over:
            self._put_back(region.find(text("deletion")))
        return True

    def _put_back(self, deletion: Any) -> None:
        """What was deleted, read where it stood: its first and last paragraphs glued to their neighbours."""
        stood = self._open
        held = list(deletion.iter(*PARAGRAPHS)) if deletion is not None else []
        held = [found for found in held if all(above.tag != text("note") for above in found.iterancestors())]
        for rank, paragraph in enumerate(held):
            if rank:
                self._close()
            if rank and stood is not None and rank == len(held) - 1:
                self._open = _Open(stood.element, stood.item, [])
            elif rank or self._open is None or not self._open.runs:
                self._open = _Open(paragraph, stood.item if stood and not rank else None, [])
            self._inline(paragraph, [], "")

    def _words(self, written: str | None, names: list[str], link: str) -> None:
        """Words as XML holds them, where several spaces or ends of line are one space."""
        if not written or self._passed_over or self._open is None:
            return
        said = _SPACES.sub(" ", written)
        before = self._open.runs[-1].text if self._open.runs else ""
        if said.startswith(" ") and (not before or before.endswith((" ", "\n"))):
            said = said[1:]
        self._add(said, names, link)

    def _add(self, said: str, names: list[str], link: str) -> None:
        if not said or self._passed_over or self._open is None:
            return
        name = self._open.element.get(text("style-name"), "")
        is_heading = self._heading(self._open.element, name) > 0

        def has(shape: str) -> bool:
            return self._styles.has(shape, names, name, is_heading=is_heading)

        said = self.found.without_symbols(printable(said))
        if has("hidden"):
            self.found.doubt(Unknown.HIDDEN, said)
            return
        if said.strip() and has("struck"):
            self.found.doubt(Unknown.STRUCK, said)
        self._open.runs.append(Run(said, has("bold"), has("italic"), link))

    def _drawing(self, element: Any) -> None:
        if self._passed_over:
            return
        words = " ".join(_all_words(found) for found in element.iter(*PARAGRAPHS))
        self.found.doubt(Unknown.TEXT_BOX if words.strip() else Unknown.PICTURE, words)


def _regions(body: Any) -> dict[str, Any]:
    found = {}
    for region in body.iter(text("changed-region")):
        found[region.get(XML_ID) or region.get(text("id"), "")] = region
    return found


def _all_words(element: Any) -> str:
    return "" if element is None else "".join(element.itertext())
