"""A row's cells as what they mean: a name of a list, a yes, a date, an hour, a number. What cannot be is noted.

Each reading gives the value, or None with the error noted at the row's line; the caller goes on, so that whoever
corrects the file is told everything at once.
"""

import re
from datetime import date, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from flask_babel import gettext as _

from core.files.faults import Findings
from core.files.tables import Row

E = TypeVar("E", bound=StrEnum)

_YES = frozenset({"yes", "oui", "true", "vrai", "1", "x"})
_NO = frozenset({"no", "non", "false", "faux", "0", ""})
_FRENCH_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_HOUR = re.compile(r"(\d{1,2})\s?[:hH]\s?(\d{2})?(?::00)?")
LARGEST_WHOLE = 1_000_000
YEARS = range(1900, 2200)  # of a congress: beyond, a slip of the pen that no calendar can hold


class Cells:
    """The cells of one row, read by column."""

    def __init__(self, file: str, row: Row, findings: Findings) -> None:
        self.file = file
        self.line = row.line
        self._cells = row.cells
        self._findings = findings

    def error(self, name: str | None, sentence: str) -> None:
        """Note an error at this row."""
        self._findings.error(self.file, self.line, name, sentence)

    def warning(self, name: str | None, sentence: str) -> None:
        """Note a warning at this row."""
        self._findings.warning(self.file, self.line, name, sentence)

    def text(self, name: str, longest: int, *, required: bool = False) -> str:
        """The cell's text, cut to nothing: too long is an error; so is empty when it is required."""
        value = self._cells.get(name, "")
        if required and not value:
            self.error(name, _("cette case est vide."))
        if len(value) > longest:
            self.error(
                name,
                _(
                    "ce texte est trop long : %(length)s signes, au plus %(longest)s.",
                    length=len(value),
                    longest=longest,
                ),
            )
        return value

    def choice(self, name: str, kind: type[E]) -> E | None:
        """The cell as one of the names of an enumeration."""
        value = self._cells.get(name, "")
        try:
            return kind(value.lower())
        except ValueError:
            self.error(name, not_one_of(value, [member.value for member in kind]))
            return None

    def is_yes(self, name: str) -> bool:
        """Whether the cell says yes; empty is no."""
        value = self._cells.get(name, "").lower()
        if value not in _YES | _NO:
            self.error(name, _("« %(value)s » n’est ni yes (oui) ni no (non).", value=value))
        return value in _YES

    def day(self, name: str) -> date | None:
        """The cell as a date: 2020-10-12, or 12/10/2020 as a French spreadsheet writes it."""
        value = self._cells.get(name, "")
        french = _FRENCH_DATE.fullmatch(value)
        try:
            found = date(*(int(part) for part in reversed(french.groups()))) if french else date.fromisoformat(value)
        except ValueError:
            found = None
        if found is None or found.year not in YEARS:
            self.error(name, _("« %(value)s » n’est pas une date : écrire 2020-10-12 ou 12/10/2020.", value=value))
            return None
        return found

    def hour(self, name: str) -> time | None:
        """The cell as an hour of the day: 9:30, 09:30:00, 9h30, 9 h."""
        value = self._cells.get(name, "")
        found = _HOUR.fullmatch(value)
        try:
            if found:
                return time(int(found[1]), int(found[2] or 0))
        except ValueError:
            pass
        self.error(name, _("« %(value)s » n’est pas une heure : écrire 09:30.", value=value))
        return None

    def whole(self, name: str) -> int | None:
        """The cell as a whole number above zero; None when it is empty."""
        value = self._cells.get(name, "").replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
        if not value:
            return None
        if value.isascii() and value.isdigit() and len(value) < 9 and 0 < int(value) <= LARGEST_WHOLE:
            return int(value)
        self.error(name, _("« %(value)s » n’est pas un nombre entier supérieur à zéro.", value=value))
        return None

    def decimal(self, name: str, default: Decimal) -> Decimal:
        """The cell as a decimal number above zero, with a point or a comma; `default` when it is empty."""
        value = self._cells.get(name, "")
        if not value:
            return default
        try:
            number = Decimal(value.replace(",", "."))
            if number.is_finite() and 0 < number <= LARGEST_WHOLE:
                return number
        except InvalidOperation:
            pass
        self.error(name, _("« %(value)s » n’est pas un nombre supérieur à zéro.", value=value))
        return default


def not_one_of(value: str, names: list[str]) -> str:
    """« « élu » n’est pas admis : attendu elected, staff ou press. »."""
    *first, last = [name or _("(vide)") for name in names]
    expected = _("%(first)s ou %(last)s", first=", ".join(first), last=last) if first else last
    sentence: str = (
        _("« %(value)s » n’est pas admis : attendu %(expected)s.", value=value, expected=expected)
        if value
        else _("cette case est vide : attendu %(expected)s.", expected=expected)
    )
    return sentence
