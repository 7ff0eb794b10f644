"""Rows of XLSX and ODS files as text, the way they would have been typed in CSV. The libraries load when needed."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from core.files.faults import Findings
from core.files.raw_rows import MOST_ROWS, RawRow, clean_cell, too_many_rows_sentence

LARGEST_UNPACKED = 100 * 1024 * 1024  # bytes: a spreadsheet is a packed archive, a small one may unpack to gigabytes
MOST_TAGS = 1_500_000  # and each element, empty ones too, takes a thousand times its length: 20,000 rows of 16 cells
MOST_COLUMNS = 200
_BLOCK = 1024 * 1024


def spreadsheet_rows(name: str, data: bytes, findings: Findings) -> list[RawRow] | None:
    """(line, cells) of the first sheet, empty rows left out; None, with the error noted, when it cannot be read."""
    try:
        if _is_too_large(data):
            findings.error(name, None, None, _("ce classeur est trop grand une fois décompressé."))
            return None
        read = _xlsx_rows if name.lower().endswith(".xlsx") else _ods_rows
        rows: list[RawRow] = []
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, that we do not read
            for line, cells in read(data):
                if any(cells):
                    rows.append((line, cells))
                if len(rows) > MOST_ROWS:
                    findings.error(name, line, None, too_many_rows_sentence())
                    return None
    except Exception:  # noqa: BLE001 (libraries fail in many ways on files that are not what they claim to be)
        findings.error(name, None, None, _("ce fichier n’est pas un classeur lisible."))
        return None
    return rows


def _is_too_large(data: bytes) -> bool:
    """Whether an archive holds more than its reader could build in a moment; measured without building anything."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
        if sum(member.file_size for member in members) > LARGEST_UNPACKED:
            return True
        tags = 0
        for member in members:
            with archive.open(member) as file:
                while tags <= MOST_TAGS and (block := file.read(_BLOCK)):
                    tags += block.count(b"<")
        return tags > MOST_TAGS


def _xlsx_rows(data: bytes) -> Iterator[RawRow]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    sheet: Any = book.worksheets[0]
    sheet.reset_dimensions()  # what the file says of its size is often wrong
    for line, values in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1):
        if values.count(None) == len(values):  # the empty million above a mark in the last row is only counted
            continue
        yield line, _trimmed([as_typed(value) for value in values])
    book.close()


def _ods_rows(data: bytes) -> Iterator[RawRow]:
    import odfdo

    sheet: Any = odfdo.Document(io.BytesIO(data)).body.get_tables()[0]
    line = 1
    for row in sheet.get_elements("descendant::table:table-row"):
        cells = _ods_cells(row)
        # A repeated row is written once: the empty million at the end of a sheet is only counted.
        for offset in range(min(row.repeated or 1, MOST_COLUMNS) if any(cells) else 0):
            yield line + offset, cells
        line += row.repeated or 1


def _ods_cells(row: Any) -> list[str]:
    cells: list[str] = []
    for cell in row.get_elements("table:table-cell|table:covered-table-cell"):
        text = as_typed(cell.value)
        room = MOST_COLUMNS - len(cells)
        cells.extend([text] * min(cell.repeated or 1, room))
    return _trimmed(cells)


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def as_typed(value: Any) -> str:
    """A cell's value as one would type it: yes, 1004, 2020-10-12, 09:30; spaces made single."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() | Decimal():
            return str(int(value)) if value == int(value) else str(value)
        case datetime():
            whole_day = value.time() == time(0)
            return value.date().isoformat() if whole_day else value.replace(tzinfo=None).isoformat(timespec="minutes")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat(timespec="minutes" if value.second == 0 else "seconds")
        case timedelta():
            minutes = int(value.total_seconds()) // 60
            return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return clean_cell(str(value))
