"""The first line of a table: which of its lines it is, and which column each of its headings names.

A heading is a column's own name, or one of its synonyms, without regard to capitals, accents, apostrophes, hyphens,
and what is between brackets: « Code Insee de la commune », « Prénom de l’élu ».
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _

from core.files.faults import Findings
from core.files.raw_rows import RawRow
from core.text.folding import folded
from core.text.reader import enumeration

MOST_TITLES = 10  # rows that may stand above the first line: a title, a date, an empty one
_BRACKETS = re.compile(r"\([^()]*\)")
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that a table may have. Only the cells of `needed` ones are all filled: any other may be absent."""

    needed: tuple[str, ...]
    empty_if_absent: tuple[str, ...] = ()  # and it is told
    optional: tuple[str, ...] = ()
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by column, the surest first
    words: Mapping[str, str] = field(default_factory=dict)  # by column, for whoever heads a column by other words

    @property
    def known(self) -> tuple[str, ...]:
        """Every column."""
        return (*self.needed, *self.empty_if_absent, *self.optional)

    def rank(self, heading: str) -> tuple[str, int] | None:
        """(column, how far from its own name) of a heading; None when it names none."""
        if heading.lower() in self.known:
            return heading.lower(), -1
        said = plain_heading(heading)
        for column in self.known:
            synonyms = (column.replace("_", " "), *self.synonyms.get(column, ()))
            if said in synonyms:
                return column, synonyms.index(said)
        return None


@dataclass(frozen=True, slots=True)
class Header:
    """The first line as read: its line, the column of each cell (None for one that is not read), what is absent."""

    line: int
    columns: tuple[str | None, ...]
    headings: Mapping[str, str]  # by column, the heading where it is another word than the column’s name
    absent: tuple[str, ...]
    said: tuple[str, ...] = ()  # the headings, as they stand
    spare: Mapping[str, int] = field(default_factory=dict)  # by needed column, where a less sure heading names it too


def plain_heading(heading: str) -> str:
    """The heading as synonyms are written: « Code du département (Maire) » gives « code du departement »."""
    return _SIGNS.sub(" ", folded(_BRACKETS.sub("", heading))).strip()


def recognised(cells: Iterable[str], columns: Columns) -> int:
    """How many of the columns the cells of a row name."""
    return len({found[0] for cell in cells if cell and (found := columns.rank(cell))})


def split_header(rows: Sequence[RawRow], columns: Columns) -> tuple[RawRow | None, Sequence[RawRow], int]:
    """(first line, what follows it, how many filled rows stand above): the first row that names a needed column."""
    filled = [place for place, (_line, cells) in enumerate(rows[: 2 * MOST_TITLES]) if any(cells)][: MOST_TITLES + 1]
    if not filled:
        return None, (), 0
    for above, place in enumerate(filled):
        if _names_columns(rows[place], columns):
            return rows[place], rows[place + 1 :], above
    return rows[filled[0]], rows[filled[0] + 1 :], 0


def has_header(rows: Sequence[RawRow], columns: Columns) -> bool:
    """Whether one of the first rows names the columns of a table."""
    filled = [row for row in rows[: 2 * MOST_TITLES] if any(row[1])]
    return any(_names_columns(row, columns) for row in filled[: MOST_TITLES + 1])


def _names_columns(row: RawRow, columns: Columns) -> bool:
    found = {ranked[0] for cell in row[1] if cell and (ranked := columns.rank(cell))}
    return bool(found & set(columns.needed)) and len(found) >= min(2, len(columns.known))


def without_headers(name: str, first: RawRow, rows: Sequence[RawRow], findings: Findings) -> Sequence[RawRow]:
    """The rows without those that only say the first line again, as a list printed page after page does; told."""
    headings = [plain_heading(cell) for cell in first[1]]
    again = {
        line
        for line, cells in rows
        if len(said := [(place, cell) for place, cell in enumerate(cells) if cell]) > 1
        and all(place < len(headings) and plain_heading(cell) == headings[place] for place, cell in said)
    }
    if not again:
        return rows
    told = _("la ligne des colonnes est répétée : elle n’est lue qu’une fois. Lignes : %(count)s.", count=len(again))
    findings.mend(name, min(again), None, told)
    return [row for row in rows if row[0] not in again]


def read_header(name: str, row: RawRow, columns: Columns, findings: Findings) -> Header | None:
    """What the first line says; None, with the errors noted, when a needed column is absent or a column there twice."""
    line, cells = row
    ranked = [columns.rank(cell) if cell else None for cell in cells]
    best: dict[str, int] = {}
    for found in ranked:
        if found and (found[0] not in best or found[1] < best[found[0]]):
            best[found[0]] = found[1]
    twice = sorted({found[0] for found in ranked if found and ranked.count(found) > 1 and found[1] == best[found[0]]})
    missing = [column for column in columns.needed if column not in best]
    words = columns.words if sum(1 if found[1] >= 0 else -1 for found in ranked if found) >= 0 else {}
    for column in missing:
        findings.error(name, line, words.get(column, column), _("cette colonne manque."))
    for column in twice:
        findings.error(name, line, words.get(column, column), _("cette colonne est là deux fois."))
    read = [found[0] if found and found[1] == best[found[0]] else None for found in ranked]
    _tell_unread(name, row, ranked, read, findings)
    if missing or twice:
        return None
    headings = {column: cell for cell, column in zip(cells, read, strict=True) if column and cell.lower() != column}
    absent = tuple(column for column in columns.known if column not in best)
    header = Header(line, tuple(read), headings, absent, tuple(cells), _spare(ranked, read, columns))
    _tell(name, header, columns, words, findings)
    return header


def _spare(ranked: Sequence[tuple[str, int] | None], read: Sequence[str | None], columns: Columns) -> dict[str, int]:
    """By needed column, the place of the next surest heading: « Nom de naissance » beside a « Nom d’usage »."""
    others = [
        (found[1], place, found[0])
        for place, (found, given) in enumerate(zip(ranked, read, strict=True))
        if found and given is None and found[0] in columns.needed
    ]
    return {column: place for _rank, place, column in sorted(others, reverse=True)}


def _tell_unread(
    name: str,
    row: RawRow,
    ranked: Sequence[tuple[str, int] | None],
    read: Sequence[str | None],
    findings: Findings,
) -> None:
    """Each heading that is not read: nobody knows it, or a surer one says the same."""
    line, cells = row
    for cell, found, given in zip(cells, ranked, read, strict=True):
        if not cell or given is not None:
            continue
        told = _("cette colonne n’est pas connue\u00a0: elle n’est pas lue.")
        if found is not None:
            surer = cells[read.index(found[0])]
            told = _("ce qu’elle nomme est lu sous «\u00a0%(heading)s\u00a0»\u00a0: elle n’est pas lue.", heading=surer)
        findings.warning(name, line, cell.lower(), told)


def _tell(name: str, header: Header, columns: Columns, words: Mapping[str, str], findings: Findings) -> None:
    if header.headings:
        pairs = enumeration(
            _("« %(heading)s » pour %(column)s", heading=heading, column=words.get(column, column))
            for column, heading in header.headings.items()
        )
        findings.mend(name, header.line, None, _("colonnes reconnues : %(pairs)s.", pairs=pairs))
    empty = [column for column in header.absent if column in columns.empty_if_absent]
    if empty:
        empty = [words.get(column, column) for column in empty]
        told = _("colonnes absentes, comme si leurs cases étaient vides : %(columns)s.", columns=enumeration(empty))
        findings.mend(name, header.line, None, told)
