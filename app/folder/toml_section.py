"""The values of a table of congress.toml as what they mean; what cannot be is noted with its line."""

import re
import unicodedata
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from app.folder.toml_source import Path
from core.files.cells import YEARS, not_one_of
from core.files.faults import Findings

E = TypeVar("E", bound=StrEnum)


class Section:
    """One table of the document, at a path; reading a value notes what is wrong with it and goes on."""

    def __init__(self, file: str, data: dict[str, Any], lines: dict[Path, int], findings: Findings) -> None:
        self.file = file
        self.findings = findings
        self._data = data
        self._lines = lines
        self._path: Path = ()
        self._read: set[str] = set()

    def table(self, name: str) -> "Section":
        """A table inside this one; missing, an empty one and the error noted."""
        found = self._value(name, dict, _("un tableau"), required=True)
        return self._inside(found or {}, (*self._path, name))

    def tables(self, name: str) -> list["Section"]:
        """The tables of a list, as [[proposals]] writes them."""
        found = self._value(name, list, _("une liste"), required=True) or []
        if not all(isinstance(item, dict) for item in found):
            self.error(name, _("attendu : une liste de tableaux."))
            return []
        return [self._inside(item, (*self._path, name, index)) for index, item in enumerate(found)]

    def text(self, name: str, longest: int, *, required: bool = True, is_long: bool = False) -> str:
        """A text, trimmed, on one line unless `is_long`; empty when it is missing."""
        value = self._value(name, str, _("un texte"), required=required) or ""
        value = unicodedata.normalize("NFC", value).strip(" \t\r\n")
        if not is_long:
            value = value.replace("\r", " ").replace("\n", " ")
        if any(sign < " " and sign not in "\n\t\r" for sign in value):
            self.error(name, _("ce texte contient un caractère de commande."))
        if required and name in self._data and not value:
            self.error(name, _("cette valeur est vide."))
        if len(value) > longest:
            told = _(
                "ce texte est trop long : %(length)s signes, au plus %(longest)s.", length=len(value), longest=longest
            )
            self.error(name, told)
        return value

    def texts(self, name: str, longest: int, *, required: bool = True) -> tuple[str, ...]:
        """A list of texts."""
        found = self._value(name, list, _("une liste de textes"), required=required) or []
        if not all(isinstance(item, str) for item in found):
            self.error(name, _("attendu : une liste de textes."))
            return ()
        texts = tuple(" ".join(unicodedata.normalize("NFC", item).split("\n")).strip() for item in found)
        if any(len(text) > longest for text in texts):
            self.error(name, _("une ligne est trop longue : au plus %(longest)s signes.", longest=longest))
        return texts

    def name(self, name: str, kind: type[E]) -> E | None:
        """One of the names of an enumeration."""
        value = self._value(name, str, _("un nom"), required=True)
        if value is None:
            return None
        try:
            return kind(value)
        except ValueError:
            self.error(name, not_one_of(value, [member.value for member in kind]))
            return None

    def names(self, name: str, kind: type[E]) -> tuple[str, ...]:
        """One of the names of an enumeration, or a list of them."""
        value = self._value(name, (str, list), _("un nom ou une liste de noms"), required=True)
        if value is None:
            return ()
        given = [value] if isinstance(value, str) else value
        known = [member.value for member in kind]
        for item in given:
            if item not in known:
                self.error(name, not_one_of(str(item), known))
        if not given:
            self.error(name, not_one_of("", known))
        return tuple(str(item) for item in given)

    def is_true(self, name: str) -> bool:
        """Whether the value is true; missing is false."""
        return self._value(name, bool, "true ou false", required=False) or False

    def whole(self, name: str, least: int, most: int) -> int:
        """A whole number between two bounds; `least` when it is missing or wrong."""
        value = self._value(name, int, _("un nombre entier"), required=True)
        if value is None:
            return least
        if isinstance(value, bool) or not least <= value <= most:
            self.error(name, _("attendu : un nombre entier de %(least)s à %(most)s.", least=least, most=most))
            return least
        return int(value)

    def day(self, name: str, *, required: bool = True) -> date | None:
        """A date, « 2020-10-12 », between quotes or not."""
        value = self._value(name, (str, date), _("une date"), required=required)
        if value is None or (value == "" and not required):
            return None
        try:
            found = date.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            found = None
        if found is None or found.year not in YEARS:
            self.error(name, _("« %(value)s » n’est pas une date : écrire 2020-10-12.", value=value))
            return None
        return found.date() if isinstance(found, datetime) else found

    def instant(self, name: str, zone: ZoneInfo) -> datetime | None:
        """An hour of a day in the congress's zone, « 2020-10-12T16:00 », aware, UTC."""
        value = self._value(name, (str, datetime), _("une date et une heure"), required=True)
        if value is None:
            return None
        try:
            found = datetime.fromisoformat(value) if isinstance(value, str) else value
        except ValueError:
            found = None
        is_day_alone = isinstance(value, str) and not re.search(r"\d[T ]\d", value)  # would close as the day starts
        if found is None or is_day_alone or found.year not in YEARS:
            told = _("« %(value)s » n’est pas une date avec son heure : écrire 2020-10-12T16:00.", value=value)
            self.error(name, told)
            return None
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)

    def error(self, name: str | None, sentence: str) -> None:
        """Note an error at the line of a value, or of the nearest table above it."""
        self.findings.error(self.file, *self._place(name), sentence)

    def warning(self, name: str | None, sentence: str) -> None:
        """Note a warning at that line."""
        self.findings.warning(self.file, *self._place(name), sentence)

    def refuse(self, name: str, sentence: str) -> None:
        """Note an error if this value is given."""
        self._read.add(name)
        if name in self._data:
            self.error(name, sentence)

    def _place(self, name: str | None) -> tuple[int | None, str | None]:
        path = (*self._path, name) if name else self._path
        near: Path = path
        while near and near not in self._lines:
            near = near[:-1]
        told = ".".join(str(part + 1) if isinstance(part, int) else part for part in path)
        return self._lines.get(near), told or None

    def warn_unknown(self) -> None:
        """Note the keys of this table that nobody read: a slip of the pen, or a later version's."""
        for name in self._data:
            if name not in self._read:
                line = self._lines.get((*self._path, name)) or self._lines.get(self._path)
                self.findings.warning(self.file, line, name, _("cette clé n’est pas connue : elle n’est pas lue."))

    def _inside(self, data: dict[str, Any], path: Path) -> "Section":
        inside = Section(self.file, data, self._lines, self.findings)
        inside._path = path
        return inside

    def _value(self, name: str, kind: type | tuple[type, ...], told: str, *, required: bool) -> Any:
        self._read.add(name)
        if name not in self._data:
            if required:
                self.error(name, _("cette valeur manque."))
            return None
        value = self._data[name]
        wrong_bool = isinstance(value, bool) and kind is not bool
        if not isinstance(value, kind) or wrong_bool:
            self.error(name, _("attendu : %(kind)s.", kind=told))
            return None
        return value
