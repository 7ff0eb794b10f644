"""Tables as people bring them: CSV (`;` or `,`), XLSX or ODS, read into rows of text by the names of their columns.

Knows no domain: which columns there are, and what their cells mean, is said by whoever reads (`core.files.cells`).
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from flask_babel import gettext as _

from core.files.decoding import decode
from core.files.faults import Findings
from core.files.raw_rows import MOST_ROWS, RawRow, clean_cell, too_many_rows_sentence

TABLE_ENDINGS = (".csv", ".xlsx", ".ods")

# What a spreadsheet takes for a formula: these signs first, after a line end and in full width too.
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_TELEPHONE = re.compile(r"'*\+[\d .()]{4,}")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its line in the file, its cells by column, trimmed; a missing cell is empty."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: its file's name, its columns in their order, its rows without the empty ones."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(
    name: str, data: bytes, findings: Findings, *, required: Iterable[str], optional: Iterable[str] = ()
) -> Table | None:
    """The table of a file, by the ending of its name; None, with the errors noted, when it cannot be read."""
    raw = _raw_rows(name, data, findings)
    if raw is None:
        return None
    rows = iter(raw)
    header = next(((line, cells) for line, cells in rows if any(cells)), None)
    if header is None:
        findings.error(name, None, None, _("ce tableau est vide."))
        return None
    columns = _columns(name, header, findings, tuple(required), tuple(optional))
    if columns is None:
        return None
    return Table(name, columns, tuple(_rows(name, columns, rows, findings)))


def neutral(value: str) -> str:
    """The cell as it is written to CSV: what a spreadsheet would run as a formula gets an apostrophe before it."""
    return "'" + value if _is_formula(value) else value


def plain(value: str) -> str:
    """The cell as it was before `neutral`."""
    return value[1:] if value.startswith("'") and _is_formula(value[1:]) else value


def write_csv(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """A table as CSV that a French spreadsheet opens by a double click: UTF-8 with BOM, `;`, CRLF."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([neutral(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _is_formula(value: str) -> bool:
    return bool(_FORMULA.match(value)) and not _TELEPHONE.fullmatch(value)


def _raw_rows(name: str, data: bytes, findings: Findings) -> list[RawRow] | None:
    ending = PurePath(name).suffix.lower()
    if ending == ".csv":
        return _csv_rows(name, data, findings)
    if ending in TABLE_ENDINGS:
        from core.files.spreadsheets import spreadsheet_rows

        return spreadsheet_rows(name, data, findings)
    findings.error(name, None, None, _("un tableau est un fichier CSV, XLSX ou ODS."))
    return None


def _csv_rows(name: str, data: bytes, findings: Findings) -> list[RawRow] | None:
    text = decode(data, name, findings)
    if text is None:
        return None
    header = next((line for line in text.split("\n") if line.strip()), "")
    reader = csv.reader(io.StringIO(text), delimiter=";" if ";" in header else ",", strict=True)
    rows: list[RawRow] = []
    start = 1
    try:
        for cells in reader:
            rows.append((start, [clean_cell(plain(cell)) for cell in cells]))
            start = reader.line_num + 1
            if len(rows) > MOST_ROWS:
                findings.error(name, start, None, too_many_rows_sentence())
                return None
    except csv.Error:
        findings.error(name, start, None, _("cette ligne n’est pas du CSV : un guillemet est mal ouvert ou mal fermé."))
        return None
    return rows


def _columns(
    name: str, header: RawRow, findings: Findings, required: tuple[str, ...], optional: tuple[str, ...]
) -> tuple[str, ...] | None:
    line, cells = header
    columns = tuple(cell.lower() for cell in cells)
    known = (*required, *optional)
    missing = [column for column in required if column not in columns]
    twice = sorted({column for column in columns if column in known and columns.count(column) > 1})
    for column in missing:
        findings.error(name, line, column, _("cette colonne manque."))
    for column in twice:
        findings.error(name, line, column, _("cette colonne est là deux fois."))
    for column in columns:
        if column and column not in known:
            findings.warning(name, line, column, _("cette colonne n’est pas connue : elle n’est pas lue."))
    return None if missing or twice else columns


def _rows(name: str, columns: tuple[str, ...], rows: Iterator[RawRow], findings: Findings) -> Iterator[Row]:
    for line, cells in rows:
        if not any(cells):
            continue
        if any(cells[len(columns) :]):
            findings.error(name, line, None, _("cette ligne a plus de cellules que la première."))
            continue
        padded = [*cells, *[""] * (len(columns) - len(cells))]
        yield Row(line, dict(zip(columns, padded, strict=False)))
