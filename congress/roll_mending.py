"""What the files of a town hall write in other words than a roll: put in its words, and told once for each kind."""

import re
from collections.abc import Iterable
from dataclasses import replace

from flask_babel import gettext as _

from congress.communes import is_same_name, names_of
from congress.models import Category
from congress.roll_headings import CIVILITIES, REGISTER_DEPARTEMENTS, SEX_HEADINGS, WHOLE_NAMES
from congress.roll_table import RollRow
from congress.rules import territory_codes
from congress.rules.departements import code_of
from congress.rules.whole_names import PartedName, parted_name
from core.addresses import is_address
from core.files.faults import Findings
from core.files.headings import plain_heading
from core.files.tables import Row, Table
from core.text.folding import folded
from core.text.reader import enumeration

_AROUND = " \u00a0<>\"'.,;:"  # of an address that was copied with what stands beside it
_BETWEEN = re.compile(r"[;,/|\n]+|\s(?:ou|et|-)\s", re.IGNORECASE)  # addresses that share a cell
_BLANKS = re.compile(r"[\s;,/|]+")
_LONGEST_REGISTER_CODE = 3  # of a commune inside its département
_SHOWN_LINES = 20
_MAILTO = "mailto:"
_COLUMNS = {  # of what is mended, where it is not called as its column
    "sex": "civility",
    "commune": "insee",
    "spaced": "insee",
    "register": "departement",
    "named": "departement",
}


class RowMender:
    """The rows of one roll, mended; what was mended is told at the end, once for each kind."""

    def __init__(self, table: Table, findings: Findings) -> None:
        self._file = table.file
        self._findings = findings
        self._found: dict[str, list[tuple[int, str, str]]] = {}
        self._has_sexes = plain_heading(table.headings.get("civility", "")) in SEX_HEADINGS
        self._lacks = frozenset(table.absent)

    def mended(self, row: Row) -> Row:
        """The row in the words of a roll."""
        cells = dict(row.cells)
        self._fill_category(cells)
        if self._has_sexes:
            cells["civility"] = self._noted("sex", row.line, cells["civility"], self._civility(cells["civility"]))
        cells["email"] = self._address(row.line, cells["email"])
        departement = REGISTER_DEPARTEMENTS.get(cells["departement"].upper(), cells["departement"])
        restored = territory_codes.restored_departement(departement)
        kind = "departement" if departement == cells["departement"] else "register"
        if not territory_codes.is_departement(restored) and (named := code_of(departement)):
            restored, kind = named, "named"
        close = "".join(cells["insee"].split()).removeprefix("'")  # a spreadsheet shows « 01 053 », and saves it
        insee = self._insee(row.line, self._noted("spaced", row.line, cells["insee"], close), restored)
        cells["insee"] = self._noted("insee", row.line, insee, territory_codes.restored_insee(insee))
        cells["departement"] = self._noted(kind, row.line, cells["departement"], restored)
        return Row(row.line, cells)

    def _fill_category(self, cells: dict[str, str]) -> None:
        """Without a column that tells categories, everybody is an official; without one of votes, everybody votes.

        Whom the row says to help somebody is their aide, and a suppléant has no vote of their own.
        """
        if "category" in self._lacks:
            is_aide = bool(cells["aide_of"])
            cells["category"] = Category.STAFF.value if is_aide else Category.ELECTED.value
            if "votes" in self._lacks:
                cells["votes"] = "no" if is_aide or cells["substitute_of"] else "yes"

    def _address(self, line: int, cell: str) -> str:
        """The address of the cell, the first one where it holds several: who gave two is written to once."""
        first, *others = addresses_in(cell) or [bare_address(cell)]
        if not others:
            return self._noted("email", line, cell, first)
        self._found.setdefault("several", []).append((line, enumeration(others), first))
        return first

    def _civility(self, sex: str) -> str:
        return CIVILITIES.get(folded(sex).strip(" ."), sex)

    def _insee(self, line: int, code: str, departement: str) -> str:
        """A register tells communes by their number in the département: 351 of 76 is 76351."""
        if not (code.isdigit() and len(code) <= _LONGEST_REGISTER_CODE and departement):
            return code
        whole = departement + code.zfill(5 - len(departement))[-(5 - len(departement)) :]
        return self._noted("commune", line, code, whole)

    def _noted(self, kind: str, line: int, written: str, meant: str) -> str:
        """What is meant; remembered where it is not written so (a small letter is nothing to tell)."""
        if written.upper() != meant.upper():
            self._found.setdefault(kind, []).append((line, written, meant))
        return meant

    def _tell_names(self, line: int, found: list[tuple[int, str, str]]) -> None:
        """Each name of a département with the code that it is read as: a person sees whether it is the right one."""
        pairs = list(dict.fromkeys((written, meant) for _line, written, meant in found))
        shown = [_("« %(written)s » est lu « %(code)s »", written=written, code=code) for written, code in pairs[:20]]
        told = _("%(pairs)s. Lignes ainsi corrigées : %(count)s.", pairs=enumeration(shown), count=len(found))
        self._findings.mend(self._file, line, "departement", told)

    def _tell_addresses(self, found: list[tuple[int, str, str]]) -> None:
        """Each address that is left aside, with its line."""
        left = [_("%(address)s (ligne %(line)s)", address=others, line=line) for line, others, _first in found[:20]]
        told = _(
            "une personne a une seule adresse\u00a0: la première de la case est gardée. Laissées de côté\u00a0:"
            " %(addresses)s. Lignes ainsi corrigées\u00a0: %(count)s.",
            addresses=", ".join(left), count=len(found),
        )  # fmt: skip
        self._findings.mend(self._file, found[0][0], "email", told)

    def tell(self) -> None:
        """Note one remark for each kind."""
        for kind, found in self._found.items():
            line, written, meant = found[0]
            if kind == "several":
                self._tell_addresses(found)
                continue
            if kind == "named":
                self._tell_names(line, found)
                continue
            sentence = (
                _("« %(written)s » est lu « %(code)s » : le tableur avait ôté un zéro.", written=written, code=meant)
                if kind in ("insee", "departement")
                else _("« %(written)s » est lu « %(code)s ».", written=written, code=meant)
            )
            if len(found) > 1:
                sentence = _("%(sentence)s Lignes ainsi corrigées : %(count)s.", sentence=sentence, count=len(found))
            column = _COLUMNS.get(kind, kind)
            self._findings.mend(self._file, line, column, sentence)
        if "category" in self._lacks:
            told = (
                _(
                    "le fichier ne dit pas de catégorie : chaque personne que l’on ne connaît pas encore est un élu, "
                    "qui vote."
                )
                if "votes" in self._lacks
                else _("le fichier ne dit pas de catégorie : chaque personne est un élu.")
            )
            self._findings.mend(self._file, None, "category", told)
        elif "votes" in self._lacks:
            told = _("le fichier ne dit pas qui vote : personne n’est appelé à voter.")
            self._findings.mend(self._file, None, "votes", told)


def bare_address(cell: str) -> str:
    """The address alone: « mailto:a@b.fr », « <a@b.fr> », « Ada <a@b.fr> », « a@b.fr. » give « a@b.fr »."""
    _before, opened, inside = cell.rpartition("<")
    bare = (inside.partition(">")[0] if opened and ">" in inside else cell).strip(_AROUND)
    if bare.lower().startswith(_MAILTO):
        bare = bare[len(_MAILTO) :].partition("?")[0].strip(_AROUND)
    return bare


def addresses_in(cell: str) -> list[str]:
    """« eve@ex.fr / mairie@ex.fr », « Ève <eve@ex.fr>; mairie@ex.fr » as their addresses; none where it is not that."""
    if cell.count("@") < 2:
        return []
    for between in (_BETWEEN, _BLANKS):
        found = [bare_address(piece) for piece in between.split(cell) if piece.strip(_AROUND)]
        if all(map(is_address, found)):
            return list(dict.fromkeys(found))
    return []


def warn_of_other_communes(rows: Iterable[RollRow], findings: Findings) -> None:
    """Tell each code that is in no list of communes, or is the code of a commune of another name."""
    coded = [row for row in rows if row.fields.insee]
    names = names_of({row.fields.insee for row in coded}) if coded else {}
    for row in coded:
        code, written = row.fields.insee, row.fields.commune
        if code not in names:
            told = _("le code INSEE %(insee)s n’est celui d’aucune commune d’aujourd’hui.", insee=code)
            findings.warning(row.file, row.line, "insee", told)
        elif written and not is_same_name(written, names[code], code):
            told = _(
                "le code INSEE %(insee)s est celui de « %(listed)s », et la commune est écrite « %(written)s ».",
                insee=code,
                listed=names[code],
                written=written,
            )
            findings.warning(row.file, row.line, "insee", told)


def part_names(table: Table, findings: Findings) -> Table:
    """The table with family and given names apart, where one column holds both; as it is, where none does.

    Where nothing parts a name (« Le Goff Yann »), the file is refused, in one sentence for all such lines.
    """
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
    lines = ", ".join(str(row.line) for row in rows[:_SHOWN_LINES]) + ("…" if len(rows) > _SHOWN_LINES else "")
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
