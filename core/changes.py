"""What saving did to a row: something new, some fields changed, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, as text."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class SaveResult:
    """What saving did to a row; false when it did nothing."""

    is_new: bool = False
    fields: tuple[FieldChange, ...] = ()

    def __bool__(self) -> bool:
        return self.is_new or bool(self.fields)


def values_of(value: Any) -> dict[str, Any]:
    """The fields of one of these values by name, tuples as lists (what a column keeps)."""
    read = {field.name: getattr(value, field.name) for field in fields(value)}
    return {name: list(found) if isinstance(found, tuple) else found for name, found in read.items()}


def apply_values(row: Any, values: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """Give a row these values; what changed, in their order."""
    changes = []
    for name, after in values.items():
        before = getattr(row, name)
        if before != after:
            changes.append(FieldChange(name, told_value(before), told_value(after)))
            setattr(row, name, after)
    return tuple(changes)


def told_value(value: Any) -> str:
    """A field's value as a change tells it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
