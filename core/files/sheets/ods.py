"""One sheet of an ODS workbook."""

import re
import zipfile
from datetime import date, datetime, timedelta
from typing import Any

from core.files.sheets.limits import LAST_ROW, MOST_COLUMNS, MOST_ROWS, Meter, RefusedSheet, XmlReader, whole
from core.files.sheets.sheet_rows import SheetRows, place
from core.files.sheets.typed_cells import as_typed

_LAPSE = re.compile(r"P(?:(\d{1,5})D)?T?(?:(\d{1,5})H)?(?:(\d{1,5})M)?(?:(\d{1,5})(?:[.,]\d*)?S)?")
_CELLS = frozenset({"table-cell", "covered-table-cell"})
_ASIDE = frozenset({"annotation", "tracked-changes"})  # what stands in a cell and is not its text
_MOST_REPEATED = 10**12


def read_ods(archive: zipfile.ZipFile, found: SheetRows, wanted: int = 0) -> None:
    """Read a sheet, the first one by default, into the rows; then the names of those after it."""
    sheet = _OdsSheet(found.meter, found, wanted)
    with archive.open("content.xml") as file:
        try:
            sheet.read(file)
        except RefusedSheet:
            if len(found.sheets) <= wanted + 1:  # only names were still to be read
                raise
    if len(found.sheets) <= wanted:
        raise RefusedSheet("unreadable")
    for first, last, column in sheet.merges:
        found.fill_merged(first, last, column)


class _OdsSheet(XmlReader):
    """The cells of the first table of the document."""

    def __init__(self, meter: Meter, found: SheetRows, wanted: int) -> None:
        super().__init__(meter)
        self._found, self._wanted = found, wanted
        self.merges: list[tuple[int, int, int]] = []  # first line, last line, column
        self._style, self._hidden = "", set[str]()  # the style being read; those whose tables are hidden
        self._tables = self._aside = 0
        self._line, self._column, self._row_repeated, self._cell_repeated = 1, 0, 1, 1
        self._cells: list[str] = []
        self._cell: dict[str, str] = {}
        self._paragraphs: list[str] = []

    @property
    def _is_read(self) -> bool:
        """Whether this is in a cell of the table that is wanted."""
        return len(self._found.sheets) == self._wanted + 1 and self._tables == 1 and not self._aside

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self._tables += 1
            if self._tables == 1:
                is_hidden = attributes.get("style-name", "") in self._hidden
                self._found.sheets.append((attributes.get("name", "")[:60], is_hidden))
        elif name == "style":
            self._style = attributes.get("name", "")
        elif name == "table-properties":
            if attributes.get("display") == "false":
                self._hidden.add(self._style)
        elif name in _ASIDE:
            self._aside += 1
        elif self._is_read:
            self._start_in_table(name, attributes)

    def _start_in_table(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table-row":
            self._row_repeated = whole(attributes.get("number-rows-repeated"), 1, _MOST_REPEATED)
            self._cells, self._column = [], 0
        elif name in _CELLS:
            self._cell, self._paragraphs = attributes, []
            self._cell_repeated = whole(attributes.get("number-columns-repeated"), 1, _MOST_REPEATED)
        elif name in ("p", "h"):
            self.begin_text()
        elif name == "s":
            self.add_text(" " * min(whole(attributes.get("c"), 1, _MOST_REPEATED), 100))
        elif name in ("tab", "line-break"):
            self.add_text(" ")

    def end(self, name: str) -> None:
        if name == "table":
            self._tables -= 1
        elif name in _ASIDE:
            self._aside -= 1
        elif not self._is_read:
            return
        elif name in ("p", "h"):
            self._paragraphs.append(self.take_text())
        elif name in _CELLS:
            text = self._typed()
            if self._column < MOST_COLUMNS:
                place(self._cells, self._column, text, times=self._cell_repeated)
                down = whole(self._cell.get("number-rows-spanned"), 1, _MOST_REPEATED)
                if down > 1:
                    self.merges.append((self._line, self._line + down - 1, self._column))
            self._column += min(self._cell_repeated, MOST_COLUMNS)
            if "formula" in self._cell:
                self._found.note_formula(self._line, text)
        elif name == "table-row":
            self._end_row()

    def _end_row(self) -> None:
        """A repeated row is written once: the empty million at the end of a sheet is only counted."""
        if any(self._cells):
            for offset in range(min(self._row_repeated, MOST_ROWS + 1)):
                self._found.add(whole(str(self._line + offset), 1, LAST_ROW), list(self._cells))
        self._line += self._row_repeated

    def _typed(self) -> str:
        kind, text = self._cell.get("value-type", "string"), "\n".join(self._paragraphs)
        value = self._cell.get(
            {"date": "date-value", "time": "time-value", "boolean": "boolean-value"}.get(kind, "value")
        )
        if value is None or kind == "string":
            return text or self._cell.get("string-value", "")
        try:
            meant = _meant(kind, value)
        except (ValueError, OverflowError):
            return text
        return as_typed(meant)


def _meant(kind: str, value: str) -> Any:
    if kind == "boolean":
        return value == "true"
    if kind == "date":
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    if kind == "time":
        found = _LAPSE.fullmatch(value)
        if found is None:
            raise ValueError(value)
        days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    number = float(value)
    if number - number != 0:
        raise ValueError(value)
    return number
