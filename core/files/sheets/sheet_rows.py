"""The rows of a sheet while they are read: only filled ones are kept, within the bounds."""

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import islice

from core.files.sheets.limits import MOST_COLUMNS, MOST_ROWS, Meter, RefusedSheet


@dataclass(slots=True)
class SheetRows:
    """The filled rows of a sheet, and the cells that formulas give (counted, the first named)."""

    meter: Meter
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    formulas: int = 0
    first_formula: tuple[int, str] | None = None
    uncomputed: int | None = None  # the line of the first formula that was never computed
    sheets: list[tuple[str, bool]] = field(default_factory=list)  # the name of each, and whether it is hidden
    merged: int = 0
    first_merged: tuple[int, str] | None = None

    def add(self, line: int, cells: list[str]) -> None:
        """Keep a row, unless it is empty."""
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            return
        if len(self.rows) >= MOST_ROWS:
            raise RefusedSheet("rows", line)
        for cell in cells:
            if cell:
                self.meter.count_cell(cell, line)
        self.rows.append((line, cells))

    def fill_merged(self, first: int, last: int, column: int) -> None:
        """Give the rows of cells that are merged downwards, after their first one, the value that they show."""
        start = bisect_left(self.rows, first, key=lambda row: row[0])
        if start == len(self.rows) or self.rows[start][0] != first or column >= len(self.rows[start][1]):
            return
        shown = self.rows[start][1][column]
        if not shown.strip():
            return
        for line, cells in islice(self.rows, start + 1, None):
            if line > last:
                break
            self.meter.count_cell(shown, line)
            if column >= len(cells) or not cells[column].strip():
                cells.extend([""] * (column + 1 - len(cells)))
                cells[column] = shown
                self.merged += 1
                self.first_merged = self.first_merged or (line, shown[:60])

    def note_formula(self, line: int, shown: str) -> None:
        """Count a cell that is computed."""
        self.formulas += 1
        if self.first_formula is None:
            self.first_formula = (line, shown[:60])


def place(cells: list[str], column: int, text: str, *, times: int = 1) -> None:
    """Put a text in a row, from this column on; what is past the last column that is read is left out."""
    if text and column < MOST_COLUMNS:
        cells.extend([""] * (column - len(cells)))
        cells[column:] = [text] * min(times, MOST_COLUMNS - column)
