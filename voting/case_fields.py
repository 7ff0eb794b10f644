"""Reading the fields of a case: each value checked, each error naming the field it was found in.

Pure. JSON that a person wrote by hand comes in here; only whole numbers, exact decimals, flags, names and texts that
the rules know come out.
"""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final, TypeVar

from voting.rules.quorum import Amount

Name = TypeVar("Name", bound=StrEnum)

_DECIMAL: Final = re.compile(r"[0-9]{1,30}(\.[0-9]{1,30})?")


class BadCase(ValueError):
    """A case that cannot be decided: `field` is the path of what is wrong in it, the message says why."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field}: {why}" if field else why)
        self.field = field


class Fields:
    """An object of the case and its path; every reader raises BadCase. A field given as null counts as absent."""

    def __init__(self, value: object, path: str) -> None:
        if not isinstance(value, Mapping):
            raise BadCase(path, "must be an object")
        self._values: Mapping[str, Any] = value
        self.path = path

    def at(self, name: str) -> str:
        """The path of a field of this object."""
        return f"{self.path}.{name}" if self.path else name

    def has(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self._values.get(name) is not None

    def names(self) -> list[str]:
        """The names of the fields of this object, as written."""
        return [check_text(name, self.path) for name in self._values]

    def get(self, name: str) -> Any:
        """The raw value of a required field."""
        value = self._values.get(name)
        if value is None:
            raise BadCase(self.at(name), "is missing")
        return value

    def whole(self, name: str, default: int | None = None) -> int:
        """A whole number, zero or more."""
        if default is not None and not self.has(name):
            return default
        return check_whole(self.get(name), self.at(name))

    def amount(self, name: str) -> Amount:
        """A whole number or a decimal string, exact."""
        return check_amount(self.get(name), self.at(name))

    def flag(self, name: str, *, default: bool = False) -> bool:
        """True or false."""
        return check_flag(self.get(name), self.at(name)) if self.has(name) else default

    def text(self, name: str) -> str:
        """A text."""
        return check_text(self.get(name), self.at(name))

    def one_of(self, kind: type[Name], name: str, default: Name | None = None) -> Name:
        """A name that the rules know."""
        if default is not None and not self.has(name):
            return default
        return check_name(self.get(name), kind, self.at(name))

    def objects(self, name: str) -> list["Fields"]:
        """A list of objects."""
        return [Fields(value, path) for value, path in self.values(name)]

    def object(self, name: str) -> "Fields":
        """An object."""
        return Fields(self.get(name), self.at(name))

    def values(self, name: str) -> list[tuple[Any, str]]:
        """The values of a list, each with its path."""
        value = self.get(name)
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise BadCase(self.at(name), "must be a list")
        return [(one, f"{self.at(name)}[{rank}]") for rank, one in enumerate(value)]

    def texts(self, name: str) -> list[str]:
        """A list of texts."""
        return [check_text(value, path) for value, path in self.values(name)]

    def pairs(self, name: str) -> list[tuple[str, str]]:
        """A list of pairs of texts."""
        pairs = []
        for value, path in self.values(name):
            if not isinstance(value, Sequence) or isinstance(value, str) or len(value) != 2:
                raise BadCase(path, "must be a pair")
            pairs.append((check_text(value[0], f"{path}[0]"), check_text(value[1], f"{path}[1]")))
        return pairs


def check_whole(value: object, path: str) -> int:
    """A whole number, zero or more (true and false are none)."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise BadCase(path, "must be a whole number, zero or more")
    return value


def check_amount(value: object, path: str) -> Amount:
    """A whole number, or a decimal string such as "0.25": never a float, which is not exact."""
    if isinstance(value, str):
        if not _DECIMAL.fullmatch(value):
            raise BadCase(path, 'must be a decimal string such as "0.25"')
        return Fraction(value)
    if isinstance(value, float):
        raise BadCase(path, 'must be a decimal string such as "0.25": a float is not exact')
    return check_whole(value, path)


def check_flag(value: object, path: str) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise BadCase(path, "must be true or false")
    return value


def check_text(value: object, path: str) -> str:
    """A text that can be written back as UTF-8."""
    if not isinstance(value, str):
        raise BadCase(path, "must be a text")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise BadCase(path, "holds a character that is not Unicode text") from None
    return value


def check_name(value: object, kind: type[Name], path: str) -> Name:
    """A name that the rules know; the error lists them."""
    known = ", ".join(member.value for member in kind)
    if not isinstance(value, str) or value not in {member.value for member in kind}:
        raise BadCase(path, f"must be one of {known}")
    return kind(value)
