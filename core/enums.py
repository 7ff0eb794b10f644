"""Enumerations as columns, stored by their value and checked by the database; the languages of the site."""

from enum import StrEnum

from sqlalchemy import Enum


class Language(StrEnum):
    """A language in which the site speaks, by its ISO 639 code; French is the one its texts are written in."""

    FR = "fr"
    EN = "en"


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
