"""Enumerations as columns: stored by their value, checked by the database."""

from enum import StrEnum

from sqlalchemy import Enum


def enum_column(kind: type[StrEnum], name: str) -> Enum:
    """A column type that stores the value of a StrEnum and refuses anything else (CHECK)."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )
