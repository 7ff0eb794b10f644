"""A row's cells as what they mean: a name of a list, a yes, a date, an hour, a number.

The model of a row has a default for each of its cells: it stands for a cell with an error, so that whoever corrects
the file is told everything at once.
"""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from pydantic import AfterValidator, BeforeValidator, ConfigDict, PlainValidator

from core.files.faults import Findings
from core.files.tables import Row
from core.files.validation import read
from core.text.folding import folded
from core.validation import Model, Name

_YES = frozenset({"yes", "oui", "o", "true", "vrai", "1", "x", "✓", "✔"})
_NO = frozenset({"no", "non", "n", "false", "faux", "0", ""})
_FRENCH_DATE = re.compile(r"(\d{1,2})(?:er)?([/.\-\s])(\d{1,2}|[a-z]+)([/.\-\s])(\d{4})")
_WEEKDAY = re.compile(r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),?\s+")
_MIDNIGHT = re.compile(r"[ t]00:00(?::00)?\Z")
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("janvier janv", "fevrier fevr", "mars", "avril avr", "mai", "juin", "juillet juil", "aout", "septembre sept",
         "octobre oct", "novembre nov", "decembre dec"), start=1)
    for name in names.split()
}  # fmt: skip
_HOUR = re.compile(r"(\d{1,2})\s?[:hH]\s?(\d{2})?(?::00)?")
_THOUSANDS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?")  # 12 345,5: as a French spreadsheet shows it
LARGEST_WHOLE = 1_000_000
YEARS = range(1900, 2200)  # of a congress: beyond, a slip of the pen that no calendar can hold


class RowModel(Model):
    """What the cells of a row are. Columns that nobody reads were told when the table was."""

    model_config = ConfigDict(extra="ignore")


E = TypeVar("E", bound=StrEnum)
R = TypeVar("R", bound=RowModel)


def read_row(model: type[R], file: str, row: Row, findings: Findings) -> R:
    """The row; what is wrong is noted at its line."""
    return read(model, row.cells, file, lambda _path: row.line, findings) or model()


def _filled(value: str) -> str:
    if not value:
        raise ValueError(_("cette case est vide."))
    return value


def _yes(value: str) -> bool:
    if value.lower() not in _YES | _NO:
        raise ValueError(_("« %(value)s » n’est ni yes (oui) ni no (non).", value=value))
    return value.lower() in _YES


def _day(value: str) -> date:
    said = _WEEKDAY.sub("", _MIDNIGHT.sub("", folded(value)), count=1)
    french = _FRENCH_DATE.fullmatch(said)
    try:
        if french and french[2] == french[4]:
            day, month, year = french[1], french[3], french[5]
            found = date(int(year), _MONTHS.get(month) or int(month), int(day))
        else:
            found = date.fromisoformat(said)
    except ValueError:
        found = None
    if found is None or found.year not in YEARS:
        raise ValueError(_("« %(value)s » n’est pas une date : écrire 2020-10-12 ou 12/10/2020.", value=value))
    return found


def _hour(value: str) -> time:
    found = _HOUR.fullmatch(value)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise ValueError(_("« %(value)s » n’est pas une heure : écrire 09:30.", value=value))
    return time(int(found[1]), int(found[2] or 0))


def clear_instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The instant that an hour of the zone is, aware; `ValueError` when clocks skip that hour, or show it twice."""
    first, second = local.replace(tzinfo=zone, fold=0), local.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    hour = f"{local:%Y-%m-%d %H:%M}"
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
        raise ValueError(_("« %(hour)s » n’existe pas : les montres passent à l’heure d’été.", hour=hour))
    raise ValueError(_("« %(hour)s » existe deux fois : les montres passent à l’heure d’hiver.", hour=hour))


def _whole(value: str) -> int | None:
    digits = re.sub("[ \u00a0\u202f]", "", value)
    if digits and not (digits.isascii() and digits.isdigit() and len(digits) < 9 and 0 < int(digits) <= LARGEST_WHOLE):
        raise ValueError(_("« %(value)s » n’est pas un nombre entier supérieur à zéro.", value=value))
    return int(digits) if digits else None


def decimal_of(value: str) -> Decimal:
    """A number above zero, with a point or a comma; 1 when the cell is empty."""
    digits = re.sub("[ \u00a0\u202f]", "", value) if _THOUSANDS.fullmatch(value) else value
    try:
        number = Decimal(digits.replace(",", ".") or 1)
    except InvalidOperation:
        number = Decimal(0)
    if not (number.is_finite() and 0 < number <= LARGEST_WHOLE):
        raise ValueError(_("« %(value)s » n’est pas un nombre supérieur à zéro.", value=value))
    return number


Filled = Annotated[str, AfterValidator(_filled)]  # a text that may not be empty
NameCell = Annotated[Name[E], BeforeValidator(str.lower)]  # one of the names of an enumeration, in capitals too
Yes = Annotated[bool, PlainValidator(_yes)]  # yes, oui, 1…; empty is no
DayCell = Annotated[date, PlainValidator(_day)]  # 2020-10-12, or 12/10/2020 as a French spreadsheet writes it
Hour = Annotated[time, PlainValidator(_hour)]  # 9:30, 09:30:00, 9h30, 9 h
Whole = Annotated[int | None, PlainValidator(_whole)]  # above zero; None when empty
