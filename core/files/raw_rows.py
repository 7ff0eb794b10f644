"""Rows before their columns have names: what reading CSV and reading spreadsheets have in common."""

import re
import unicodedata

from flask_babel import gettext as _

MOST_ROWS = 20_000

RawRow = tuple[int, list[str]]  # (line in the file, cells)

_SPACES = re.compile(r"[ \t\r\n\f\v]+")  # no-break spaces are kept: somebody chose them


def clean_cell(cell: str) -> str:
    """The cell trimmed, its spaces and line ends made single, in one Unicode form."""
    return unicodedata.normalize("NFC", _SPACES.sub(" ", cell).strip(" "))


def too_many_rows_sentence() -> str:
    """What is said of a table that is longer than what is taken."""
    sentence: str = _("ce tableau est trop long\u202f; un tableau a au plus %(count)s lignes.", count=MOST_ROWS)
    return sentence
