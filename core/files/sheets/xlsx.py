"""One sheet of an XLSX workbook."""

import posixpath
import re
import zipfile
from datetime import datetime, time, timedelta
from typing import Any

from core.files.sheets.limits import LAST_ROW, Meter, RefusedSheet, XmlReader, whole
from core.files.sheets.sheet_rows import SheetRows, place
from core.files.sheets.typed_cells import as_typed

_WORKBOOK = "xl/workbook.xml"
_NOT_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\[(?!h+\]|m+\]|s+\])[^\[\]]*\]')
_COLUMN = re.compile(r"([A-Z]{1,3})(\d{1,10})")
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)})
_BUILT_IN_LAPSE = 46
_LEAP_DAY = 60  # of 1900, that Excel alone knows
# What a sheet may hold after its merged cells, in the order of the format.
_AFTER_MERGED = frozenset(
    {
        "phoneticPr",
        "conditionalFormatting",
        "dataValidations",
        "hyperlinks",
        "printOptions",
        "pageMargins",
        "pageSetup",
        "headerFooter",
        "drawing",
        "extLst",
    }
)
_WINDOWS, _MAC = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 (hours of nowhere, as cells hold them)


def read_xlsx(archive: zipfile.ZipFile, found: SheetRows, wanted: int = 0) -> None:
    """Read a sheet, the first one by default, into the rows."""
    meter = found.meter
    book = _Book(meter)
    _read(archive, _WORKBOOK, book)
    names = _Relations(meter)
    _read(archive, "xl/_rels/workbook.xml.rels", names)
    sheets = [names.targets[given] for given in book.sheets if given in names.targets]  # those of charts are not
    if wanted >= len(sheets):
        raise RefusedSheet("unreadable")
    found.sheets = [told for given, told in zip(book.sheets, book.names, strict=True) if given in names.targets]
    styles, strings = _Styles(meter), _Strings(meter)
    for part, reader in (("xl/styles.xml", styles), (names.strings, strings)):
        if part in archive.NameToInfo:
            _read(archive, part, reader)
    sheet = _XlsxSheet(meter, found, strings.strings, styles, _MAC if book.is_1904 else _WINDOWS)
    _read(archive, sheets[wanted], sheet)


def _read(archive: zipfile.ZipFile, part: str, reader: XmlReader) -> None:
    with archive.open(part) as file:
        reader.read(file)


class _Book(XmlReader):
    """The sheets by their ids, in their order, and from which day they count."""

    def __init__(self, meter: Meter) -> None:
        super().__init__(meter)
        self.sheets: list[str] = []
        self.names: list[tuple[str, bool]] = []
        self.is_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            self.sheets.append(attributes.get("id", ""))
            self.names.append((attributes.get("name", "")[:60], attributes.get("state", "visible") != "visible"))
        elif name == "workbookPr":
            self.is_1904 = attributes.get("date1904") in ("1", "true")


class _Relations(XmlReader):
    """Where each sheet is, by its id, and the texts."""

    def __init__(self, meter: Meter) -> None:
        super().__init__(meter)
        self.targets: dict[str, str] = {}
        self.strings = "xl/sharedStrings.xml"

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name != "Relationship":
            return
        target = attributes.get("Target", "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        kind = attributes.get("Type", "").rpartition("/")[2]
        if kind == "worksheet":
            self.targets[attributes.get("Id", "")] = part
        elif kind == "sharedStrings":
            self.strings = part


class _Styles(XmlReader):
    """Which styles show a number as a date, and which as a lapse of time."""

    def __init__(self, meter: Meter) -> None:
        super().__init__(meter)
        self.dates: set[int] = set()
        self.lapses: set[int] = set()
        self._formats: dict[str, str] = {}
        self._is_in_cells, self._count = False, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self._formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:200]
        elif name == "cellXfs":
            self._is_in_cells = True
        elif name == "xf" and self._is_in_cells:
            self._note(attributes.get("numFmtId", "0"))
            self._count += 1

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._is_in_cells = False

    def _note(self, given: str) -> None:
        shown = _NOT_FORMAT.sub("", self._formats.get(given, "")).partition(";")[0].lower()
        built_in = int(given) if given.isdigit() and len(given) < 4 and given not in self._formats else 0
        if built_in == _BUILT_IN_LAPSE or re.search(r"\[[hms]+\]", shown):
            self.lapses.add(self._count)
        elif built_in in _BUILT_IN_DATES or re.search("[dmhys]", shown.replace("general", "")):
            self.dates.add(self._count)


class _Strings(XmlReader):
    """The texts that cells share, in their order."""

    def __init__(self, meter: Meter) -> None:
        super().__init__(meter)
        self.strings: list[str] = []
        self._pieces: list[str] = []
        self._spoken = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:  # noqa: ARG002 (what a reader is called with)
        if name == "si":
            self._pieces = []
        elif name == "rPh":  # how it is pronounced
            self._spoken += 1
        elif name == "t" and not self._spoken:
            self.begin_text()

    def end(self, name: str) -> None:
        if name == "t" and not self._spoken:
            self._pieces.append(self.take_text())
        elif name == "rPh":
            self._spoken -= 1
        elif name == "si":
            self.strings.append("".join(self._pieces))


class _XlsxSheet(XmlReader):
    """The cells of a sheet."""

    def __init__(self, meter: Meter, found: SheetRows, strings: list[str], styles: _Styles, epoch: datetime) -> None:
        super().__init__(meter)
        self._found, self._strings, self._styles, self._epoch = found, strings, styles, epoch
        self._line, self._column = 0, -1
        self._cells: list[str] = []
        self._kind, self._style, self._has_formula = "n", 0, False
        self._value = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._line = whole(attributes.get("r"), self._line + 1, LAST_ROW)
            self._column, self._cells = -1, []
        elif name == "c":
            named = _COLUMN.fullmatch(attributes.get("r", ""))
            self._column = _column(named[1]) if named else self._column + 1
            self._kind, self._value, self._has_formula = attributes.get("t", "n"), "", False
            self._style = whole(attributes.get("s"), 0, 1_000_000)
        elif name in ("v", "t"):
            self.begin_text()
        elif name == "f":
            self._has_formula = True
        elif name == "mergeCell":
            self._fill(attributes.get("ref", ""))
        elif name in _AFTER_MERGED:
            raise StopIteration

    def _fill(self, ref: str) -> None:
        first, _colon, last = ref.partition(":")
        corners = [_COLUMN.fullmatch(corner) for corner in (first, last)]
        if corners[0] and corners[1]:
            line, end = (whole(corner[2], 1, LAST_ROW) for corner in corners if corner)
            self._found.fill_merged(line, end, _column(corners[0][1]))

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self._value += self.take_text()
        elif name == "c":
            text = self._typed()
            place(self._cells, self._column, text)
            if self._has_formula:
                self._found.note_formula(self._line, text)
                if self._kind == "n" and not self._value.strip() and self._found.uncomputed is None:
                    self._found.uncomputed = self._line
        elif name == "row":
            self._found.add(self._line, self._cells)
        elif name == "mergeCells":
            raise StopIteration

    def _typed(self) -> str:
        value, kind = self._value, self._kind
        if kind == "s":
            place_of = whole(value.strip() or None, 0, len(self._strings) - 1) if self._strings else -1
            return self._strings[place_of] if value and place_of >= 0 else ""
        if kind == "b":
            return "yes" if value.strip() in ("1", "true") else "no"
        if kind != "n" or not value:
            return value
        try:
            number = float(value)
        except ValueError:
            return value
        if number - number != 0:  # neither a number nor a date
            return value
        return as_typed(self._meant(number) if self._style in self._styles.dates | self._styles.lapses else number)

    def _meant(self, number: float) -> Any:
        """The date, the hour or the lapse that a number is under its style; the number when it is none."""
        try:
            if self._style in self._styles.lapses:
                return timedelta(days=number)
            day, seconds = int(number), round((number - int(number)) * 86_400)
            if not day and number >= 0 and seconds < 86_400:
                return time(seconds // 3600, seconds // 60 % 60, seconds % 60)
            if self._epoch == _WINDOWS and 0 < day < _LEAP_DAY:
                day += 1
            return self._epoch + timedelta(days=day, seconds=seconds)
        except OverflowError:
            return number


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
