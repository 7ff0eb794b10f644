"""Rows before their columns have names: what reading CSV and reading spreadsheets have in common."""

from flask_babel import gettext as _

from core.files.sheets.limits import MOST_ROWS

RawRow = tuple[int, list[str]]  # (line in the file, cells)


def too_many_rows_sentence() -> str:
    """What is said of a table that is longer than what is taken."""
    sentence: str = _("ce tableau est trop long\u202f; un tableau a au plus %(count)s lignes.", count=MOST_ROWS)
    return sentence


def too_many_cells_sentence() -> str:
    """What is said of a table that holds more cells than what is taken."""
    sentence: str = _("ce tableau a trop de cases\u202f; en garder les colonnes utiles.")
    return sentence
