"""Words of a language for the names that a column knows: « élue » for elected, « présentiel » for physical.

They are read only under a heading that is itself a word of that language: a table speaks one language.
"""

import re
from collections.abc import Mapping

from core.files.tables import Row, Table
from core.text.folding import folded

_GENDERED = re.compile(r"(?:[.·-]|\()(?:e|ne|rice|euse|ère|ere)\)?(?:[.·-]?s)?\)?")

KnownWords = Mapping[str, Mapping[str, str]]  # by column, the name that each word stands for


def with_names(table: Table, words: KnownWords) -> Table:
    """The table with each of these words made the name that it stands for, in columns that have another heading."""
    spoken = {column: known for column, known in words.items() if column in table.headings}
    if not spoken:
        return table
    rows = tuple(Row(row.line, row.cells | _names(row, spoken)) for row in table.rows)
    return Table(table.file, table.columns, rows, table.headings, table.absent)


def _names(row: Row, spoken: KnownWords) -> dict[str, str]:
    return {column: known.get(_said(row.cells[column]), row.cells[column]) for column, known in spoken.items()}


def _said(cell: str) -> str:
    """« Élu·e », « élu(e)s », « ÉLUE » as « elu », « elu », « elue »."""
    return _GENDERED.sub("", folded(cell)).strip(" .")
