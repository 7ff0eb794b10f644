"""Cells as they are read: what nobody sees taken out, accents that were saved twice put back; each told once."""

import re
from dataclasses import dataclass, field

from flask_babel import gettext as _

from core.files.decoding import lost_letter_sentence, tangled_sentence
from core.files.encodings import untangled
from core.files.faults import Findings
from core.files.sheets.typed_cells import INVISIBLE, clean_cell

# What a spreadsheet takes for a formula: these signs first, after a line end and in full width too.
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_TELEPHONE = re.compile(r"'*\+[\d .()]{4,}")
_COMPUTES = re.compile(r"[=+\-@][A-Za-z(=]|=\d")


_ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+\d{1,3}")  # a long number as a spreadsheet shows it, and saves it


@dataclass(slots=True)
class _Told:
    """What was found of one kind: where first, what was written there, how often."""

    line: int
    cell: str
    count: int = 0


@dataclass(slots=True)
class CellCleaner:
    """Cells of one file, cleaned; what was found in them is told at the end."""

    file: str
    findings: Findings
    _found: dict[str, _Told] = field(default_factory=dict)

    def clean(self, line: int, cell: str) -> str:
        """The cell as it is kept."""
        if cell.isascii():
            if "E+" in cell and _ROUNDED.fullmatch(cell.strip()):
                self.findings.error(self.file, line, None, _rounded_sentence(cell.strip()))
            return clean_cell(cell)
        if "\ufffd" in cell:
            self.findings.error(self.file, line, None, lost_letter_sentence())
        if INVISIBLE.search(cell):
            self._note("invisible", line, cell)
        meant = untangled(cell)
        if meant != cell:
            self._note("tangled", line, cell)
        return clean_cell(meant)

    def formula(self, line: int, cell: str, *, count: int) -> None:
        """Cells of a spreadsheet are computed, this one first: their last values are read."""
        self._found["formula"] = _Told(line, cell, count)

    def merged(self, line: int, cell: str, *, count: int) -> None:
        """Cells of a spreadsheet are merged downwards, these first: their value is that of each of their rows."""
        self._found["merged"] = _Told(line, cell, count)

    def text_formula(self, line: int, cell: str) -> None:
        """A cell of a text file may begin as a formula does."""
        if _COMPUTES.match(cell):
            self._note("text_formula", line, cell)

    def held_as_text(self, line: int, cell: str) -> None:
        """A cell of a text file is a formula that gives its own words, so that a spreadsheet leaves its zeros."""
        self._note("held", line, cell)

    def _note(self, kind: str, line: int, cell: str) -> None:
        told = self._found.setdefault(kind, _Told(line, cell))
        told.count += 1

    def tell(self) -> None:
        """Note one remark for each kind."""
        for kind, told in self._found.items():
            self.findings.mend(self.file, told.line, None, _sentence(kind, clean_cell(told.cell)[:60], told.count))


def _rounded_sentence(cell: str) -> str:
    sentence: str = _(
        "« %(cell)s » : le tableur a arrondi ce nombre, et ses derniers chiffres sont perdus. Donner à la colonne le "
        "format Texte, puis saisir le nombre de nouveau.",
        cell=cell,
    )
    return sentence


def _sentence(kind: str, cell: str, count: int) -> str:
    sentence: str = {
        "invisible": lambda: _("des signes que l’on ne voit pas sont ôtés. Cases : %(count)s.", count=count),
        "tangled": lambda: tangled_sentence(cell, count),
        "formula": lambda: _(
            "une formule donne cette case (« %(cell)s ») : sa dernière valeur est lue. Cases : %(count)s.",
            cell=cell,
            count=count,
        ),
        "merged": lambda: _(
            "des cases sont fusionnées : « %(cell)s » est lu sur chacune de leurs lignes. Lignes ainsi remplies : "
            "%(count)s.",
            cell=cell,
            count=count,
        ),
        "text_formula": lambda: _(
            "« %(cell)s » commence comme une formule : c’est lu comme du texte. Cases : %(count)s.",
            cell=cell,
            count=count,
        ),
        "held": lambda: _(
            "«\u00a0%(cell)s\u00a0» est lu sans le signe égal ni les guillemets. Cases\u00a0: %(count)s.",
            cell=cell,
            count=count,
        ),
    }[kind]()
    return sentence


def is_formula(value: str) -> bool:
    """Whether a spreadsheet would run this cell; a telephone number is none."""
    return bool(_FORMULA.match(value)) and not _TELEPHONE.fullmatch(value)


def neutral(value: str) -> str:
    """The cell as it is written to CSV: what a spreadsheet would run as a formula gets an apostrophe before it."""
    return "'" + value if is_formula(value) else value


def plain(value: str) -> str:
    """The cell as it was before `neutral`."""
    return value[1:] if value.startswith("'") and is_formula(value[1:]) else value
