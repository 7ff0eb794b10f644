"""Tables as people bring them: CSV, XLSX or ODS, read into rows of text by the names of their columns.

Knows no domain: which columns there are, what else they are called, and what their cells mean, is said by whoever
reads (`core.files.cells`).
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from flask_babel import gettext as _

from core.files.cell_cleaning import neutral, plain
from core.files.csv_rows import csv_rows
from core.files.faults import Findings
from core.files.headings import Columns, Header, has_header, read_header, recognised, split_header, without_headers
from core.files.raw_rows import RawRow
from core.turns.one_at_a_time import OneAtATime

__all__ = ["TABLE_ENDINGS", "Row", "Table", "neutral", "plain", "read_table", "write_csv"]

TEXT_ENDINGS = (".csv", ".tsv", ".txt")
TABLE_ENDINGS = (*TEXT_ENDINGS, ".xlsx", ".ods", ".xlsm", ".xltx", ".ots")
_NUMBERS = ".numbers"
OLD_ENDINGS = (".xls", _NUMBERS)  # that are not read, and what to do is told
ARCHIVES = (".zip", ".7z", ".rar", ".gz", ".tar")
_LETTER = re.compile(r"[^\W\d_]")
_BEFORE = b"\xef\xbb\xbf \t\r\n"
_OLE = b"\xd0\xcf\x11\xe0"  # an old spreadsheet of Excel, or one under a password
_ZIP = b"PK"
# What spreadsheets show of a formula that fails, in French too: Excel’s « #VALEUR! », LibreOffice’s « #N/D ».
_IN_ERROR = re.compile(
    r"#(?:N/[AD]|(?:REF|VALEUR|VALUE|NOM|NAME|DIV/0|NULL?|NUM|NOMBRE|CALC|CHAMP|FIELD|SPILL|PROPAGATION|[EÉ]PARS)\s?[!?])"
    r"|Err\s?:\s?5\d\d"
)
_reading = OneAtATime("table")  # one file at a time: several would take the memory and the processor of the ballots
_PATIENCE = 20  # seconds


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its line in the file, its cells by column, trimmed; a missing cell is empty."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: its file's name, its columns in their order, its rows without the empty ones.

    `headings`: by column, the heading that names it otherwise; `absent`: columns that may be there and are not.
    """

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    headings: Mapping[str, str] = field(default_factory=dict)
    absent: tuple[str, ...] = ()


def read_table(
    name: str,
    data: bytes,
    findings: Findings,
    *,
    required: Iterable[str],
    empty_if_absent: Iterable[str] = (),
    optional: Iterable[str] = (),
    synonyms: Mapping[str, tuple[str, ...]] | None = None,
    words: Mapping[str, str] | None = None,
) -> Table | None:
    """The table of a file, by the ending of its name; None, with the errors noted, when it cannot be read.

    `words`: by column, what it is called to whoever heads it otherwise than by its own name.
    """
    columns = Columns(tuple(required), tuple(empty_if_absent), tuple(optional), synonyms or {}, words or {})
    if not _reading.acquire(timeout=_PATIENCE):
        findings.error(name, None, None, _("un autre tableau est en cours de lecture : réessayez dans un instant."))
        return None
    try:
        raw = _raw_rows(name, data, columns, findings)
    finally:
        _reading.release()
    if raw is None:
        return None
    first, rows, above = split_header(raw, columns)
    if first is None:
        findings.error(name, None, None, _("ce tableau est vide."))
        return None
    if above:
        findings.mend(name, first[0], None, _("les colonnes sont nommées ici : ce qui est au-dessus n’est pas lu."))
    header = read_header(name, first, columns, findings)
    if header is None:
        return None
    findings.call(name, header.headings)
    read = tuple(_rows(name, header, without_headers(name, first, rows, findings), findings))
    return Table(name, tuple(column or "" for column in header.columns), read, header.headings, header.absent)


def write_csv(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """A table as CSV that a French spreadsheet opens by a double click: UTF-8 with BOM, `;`, CRLF."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([neutral(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def _raw_rows(name: str, data: bytes, columns: Columns, findings: Findings) -> list[RawRow] | None:
    """The rows, by what the file is: a workbook stays one under a name that ends in .csv, a text under .xlsx."""
    ending = PurePath(name).suffix.lower()
    if ending not in (*TABLE_ENDINGS, *OLD_ENDINGS, ""):
        told = (
            _("ce fichier est une archive : en sortir le tableau (CSV, XLSX ou ODS), et donner celui-ci.")
            if ending in ARCHIVES
            else _("un tableau est un fichier CSV, XLSX ou ODS.")
        )
        findings.error(name, None, None, told)
        return None
    if data.startswith(_OLE) or ending == _NUMBERS or data[:100].lstrip(_BEFORE).startswith(b"<"):
        told = _(
            "ce fichier est d’un ancien tableur, ou fermé par un mot de passe : l’ouvrir dans un tableur, puis "
            "« Enregistrer sous » au format XLSX ou ODS, sans mot de passe."
        )
        findings.error(name, None, None, told)
        return None
    if data.startswith(_ZIP):
        from core.files.spreadsheets import spreadsheet_rows

        return spreadsheet_rows(name, data, findings, lambda rows: has_header(rows, columns))
    apart = Findings()
    rows = csv_rows(name, data, apart, lambda cells: recognised(cells, columns))
    if ending in (*TEXT_ENDINGS, ""):
        findings.take(apart)
        return rows
    if rows is None or not has_header(rows, columns):
        findings.error(name, None, None, _("ce fichier n’est pas un classeur lisible."))
        return None
    findings.take(apart)
    findings.mend(name, None, None, _("ce fichier n’est pas un classeur, malgré son nom : il est lu comme un CSV."))
    return rows


def _rows(name: str, header: Header, rows: Sequence[RawRow], findings: Findings) -> Iterator[Row]:
    absent, width = dict.fromkeys(header.absent, ""), len(header.columns)
    numbered: list[int] = []
    lent: list[tuple[int, str]] = []
    for line, cells in rows:
        if not any(cells):
            continue
        if any(cells[width:]):
            findings.error(name, line, None, _("cette ligne a plus de cellules que la première."))
            continue
        padded = [*cells, *[""] * (width - len(cells))]
        read = {column: cell for column, cell in zip(header.columns, padded, strict=False) if column}
        if not any(read.values()) and not any(_LETTER.search(cell) for cell in cells):
            numbered.append(line)
            continue
        for column, place in header.spare.items():
            if not read[column] and padded[place]:
                read[column] = padded[place]
                lent.append((line, header.said[place]))
        _refuse_cells_in_error(name, line, header, read, findings)
        yield Row(line, absent | read)
    if numbered:
        told = _("des lignes ne disent qu’un numéro : elles ne sont pas lues. Lignes : %(count)s.", count=len(numbered))
        findings.mend(name, numbered[0], None, told)
    if lent:
        told = _("case vide, lue sous « %(heading)s ». Lignes : %(count)s.", heading=lent[0][1], count=len(lent))
        findings.mend(name, lent[0][0], None, told)


def _refuse_cells_in_error(name: str, line: int, header: Header, read: dict[str, str], findings: Findings) -> None:
    """Name each with its column; it is read as empty, so that nothing more is said of it."""
    for column, cell in read.items():
        if cell.startswith(("#", "Err")) and _IN_ERROR.fullmatch(cell):
            told = _("cette case est en erreur dans le tableur («\u00a0%(cell)s\u00a0»).", cell=cell)
            findings.error(name, line, header.headings.get(column, column), told)
            read[column] = ""
