"""One column that holds whole names, « DUPONT Jean » or « Jean DUPONT »: parted where capitals say which is which.

Where they do not, nobody could part « Le Goff Yann » for sure: the file is refused, in one sentence for all its lines.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from flask_babel import gettext as _

from core.files.faults import Findings
from core.files.headings import plain_heading
from core.files.tables import Row, Table

# Headings of a column of whole names, as `core.files.headings.plain_heading` gives them.
WHOLE_NAMES: Final = (
    "nom et prenom", "nom prenom", "prenom nom", "prenom et nom", "noms et prenoms", "noms prenoms", "prenoms et noms",
    "prenoms noms", "nom et prenoms", "nom prenoms", "nom complet", "nom et prenom de l elu", "nom prenom de l elu",
)  # fmt: skip
_CIVILITY: Final = re.compile(
    r"(M|M\.|Mr\.?|Mme|MME|Mlle|MLLE|Monsieur|Madame|Mademoiselle|MONSIEUR|MADAME|Dr\.?|Me|Pr\.?)\s+(?=\S)"
)
_ELIDED: Final = re.compile(r"[dlDL]['’](?=\w)")
_PARTICLES: Final = frozenset(
    {"de", "du", "des", "la", "le", "les", "da", "dos", "van", "von", "der", "den", "De", "Du", "Des", "La", "Le", "Les"}
)
_SHOWN: Final = 20  # lines


@dataclass(frozen=True, slots=True)
class PartedName:
    """A whole name in its parts."""

    civility: str
    given_name: str
    family_name: str


def parted_name(whole: str) -> PartedName | None:
    """The family name is what stands in capitals, first or last, with the particle before it; None where none is sure.

    « DUPONT Jean-Pierre », « Jean DE LA TOUR », « de GAULLE Charles », « Mme Zoé D’ORNANO ».
    """
    found = _CIVILITY.match(whole)
    words = (whole[found.end() :] if found else whole).split()
    high = [place for place, word in enumerate(words) if _is_in_capitals(word)]
    if not high or high[-1] - high[0] + 1 != len(high):
        return None
    first, end = high[0], high[-1] + 1
    while first and words[first - 1] in _PARTICLES:
        first -= 1
    given = [*words[:first], *words[end:]]
    if not given or (first and end < len(words)) or not all(map(_is_given, given)):
        return None
    return PartedName(found[1] if found else "", " ".join(given), " ".join(words[first:end]))


def _is_in_capitals(word: str) -> bool:
    """« DUPONT », « SAINT-ÉTIENNE », « d’ORNANO »; an initial is none."""
    bare = _ELIDED.sub("", word, count=1)
    letters = [sign for sign in bare if sign not in "-'’"]
    return len(letters) > 1 and all(sign.isupper() for sign in letters)


def _is_given(word: str) -> bool:
    """« Jean-Pierre », « J. », « François »: it begins with a capital, and holds nothing that no name holds."""
    return word[0].isupper() and all(sign.isalpha() or sign in "-.'’" for sign in word)


def part_names(table: Table, findings: Findings) -> Table:
    """The table with family and given names apart, where one column holds both; as it is, where none does."""
    heading = table.headings.get("family_name", "")
    if plain_heading(heading) not in WHOLE_NAMES:
        return table
    if "given_name" not in table.absent:
        findings.error(table.file, None, heading, two_columns_sentence())
        return table
    parted = {row.line: parted_name(row.cells["family_name"]) for row in table.rows if row.cells["family_name"]}
    unsure = [row for row in table.rows if row.cells["family_name"] and parted[row.line] is None]
    if unsure:
        _refuse(table, heading, unsure, findings)
        return table
    rows = tuple(_with_name(row, parted.get(row.line)) for row in table.rows)
    shown = next((name for name in parted.values() if name), None)
    if shown:
        told = _(
            "les noms et les prénoms sont dans une seule colonne\u00a0: ce qui est en capitales est lu comme le nom"
            " de famille, «\u00a0%(family)s\u00a0», et le reste comme le prénom, «\u00a0%(given)s\u00a0».",
            family=shown.family_name, given=shown.given_name,
        )  # fmt: skip
        findings.mend(table.file, None, heading, told)
    said = {"given_name"} | ({"civility"} if all(row.cells["civility"] for row in rows) else set())
    return replace(table, rows=rows, absent=tuple(column for column in table.absent if column not in said))


def _with_name(row: Row, name: PartedName | None) -> Row:
    if name is None:
        return row
    civility = row.cells["civility"] or name.civility
    return Row(
        row.line,
        row.cells | {"given_name": name.given_name, "family_name": name.family_name, "civility": civility},
    )


def _refuse(table: Table, heading: str, unsure: Iterable[Row], findings: Findings) -> None:
    rows = list(unsure)
    lines = ", ".join(str(row.line) for row in rows[:_SHOWN]) + ("…" if len(rows) > _SHOWN else "")
    told = _(
        "«\u00a0%(cell)s\u00a0»\u00a0: rien ne dit où finit le nom de famille. L’écrire en capitales, comme dans"
        " «\u00a0DUPONT Jean\u00a0», ou mettre les noms et les prénoms dans deux colonnes, «\u00a0Nom\u00a0» et"
        " «\u00a0Prénom\u00a0». Lignes\u00a0: %(lines)s.",
        cell=rows[0].cells["family_name"][:60], lines=lines,
    )  # fmt: skip
    findings.error(table.file, rows[0].line, heading, told)


def two_columns_sentence() -> str:
    """What to do where one column holds whole names that are not parted."""
    sentence: str = _(
        "les noms et les prénoms sont dans une seule colonne\u00a0: les mettre dans deux, «\u00a0Nom\u00a0» et"
        " «\u00a0Prénom\u00a0»."
    )
    return sentence
