"""Rows of a text file: CSV with the separator that makes columns of it, or as its first line says (`sep=;`)."""

import csv
import io
import re
from collections.abc import Callable, Iterable

from flask_babel import gettext as _

from core.files.cell_cleaning import CellCleaner, plain
from core.files.decoding import decode
from core.files.faults import Findings
from core.files.raw_rows import RawRow, too_many_cells_sentence, too_many_rows_sentence
from core.files.sheets.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS

_SAID = re.compile(r'"?sep=(?P<separator>[^"\n])"?[ ;,\t]*(?:\n|\Z)', re.IGNORECASE)  # what Excel reads first
_HELD_AS_TEXT = re.compile(r'="([^"=]*)"')  # ="01053": so written, a spreadsheet leaves the zero
_SEPARATORS = (";", "\t", ",", "|")
_SAMPLE = 20  # lines that show which separator it is
_LONGEST_SAMPLE = 100_000  # signs

Score = Callable[[Iterable[str]], int]


def csv_rows(name: str, data: bytes, findings: Findings, score: Score) -> list[RawRow] | None:
    """(line, cells) of each row; `score`: how well the cells of a row name columns. None with the error noted."""
    text = decode(data, name, findings)
    if text is None:
        return None
    said = _SAID.match(text)
    if said:  # its line stays, empty: an editor counts it
        text = text[said.end() - 1 :] if text[said.end() - 1 : said.end()] == "\n" else ""
    separator = said["separator"] if said else _separator(text, score)
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    cleaner = CellCleaner(name, findings)
    rows: list[RawRow] = []
    start, cells_read = 1, 0
    try:
        for cells in reader:
            cells_read += len(cells)
            if len(rows) >= MOST_ROWS or len(cells) > MOST_COLUMNS or cells_read > MOST_CELLS:
                is_long = len(rows) >= MOST_ROWS
                told = too_many_rows_sentence() if is_long else too_many_cells_sentence()
                findings.error(name, start, None, told)
                return None
            rows.append((start, [_cell(cleaner, start, cell) for cell in cells]))
            start = reader.line_num + 1
    except csv.Error:
        findings.error(name, start, None, _("cette ligne n’est pas du CSV : un guillemet est mal ouvert ou mal fermé."))
        return None
    cleaner.tell()
    return rows


def _cell(cleaner: CellCleaner, line: int, cell: str) -> str:
    if held := _HELD_AS_TEXT.fullmatch(cell):
        cleaner.held_as_text(line, cell)
        cell = held[1]
    elif cell.startswith("'"):
        cell = plain(cell)
    elif cell.startswith(("=", "+", "-", "@")):
        cleaner.text_formula(line, cell)
    return cleaner.clean(line, cell)


def _separator(text: str, score: Score) -> str:
    """The separator by which some line names the most columns; failing that, `;` where the first line has one."""
    sample = text[:_LONGEST_SAMPLE].split("\n", _SAMPLE)[:_SAMPLE]
    first = next((line for line in sample if line.strip()), "")
    usual = next((separator for separator in (";", "\t") if separator in first), ",")
    best = {separator: _best(sample, separator, score) for separator in _SEPARATORS}
    top = max(best.values())
    return usual if best[usual] == top else max(best, key=lambda separator: best[separator])


def _best(sample: list[str], separator: str, score: Score) -> int:
    found = 0
    for line in sample:
        try:
            cells = next(csv.reader([line], delimiter=separator), [])
        except csv.Error:  # a cell of several lines
            continue
        found = max(found, score(cells[:MOST_COLUMNS]))
    return found
