"""A cell's value as one would type it in a text file. Pure."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from core.text.composing import composed

_SPACES = re.compile(r"[ \t\r\n\f\v]+")  # no-break spaces are kept: somebody chose them
# Soft hyphens, spaces of no width, marks of direction: nobody sees them, and they make another name of a name.
INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


def clean_cell(cell: str) -> str:
    """The cell trimmed, its spaces and line ends made single, without invisible signs, in one Unicode form."""
    if not cell.isascii():
        cell = composed(INVISIBLE.sub("", cell))
    return _SPACES.sub(" ", cell).strip(" \u00a0\u202f")


def as_typed(value: Any) -> str:
    """A cell's value as one would type it: yes, 1004, 2020-10-12, 09:30; spaces made single."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() | Decimal():
            return str(int(value)) if value == int(value) else str(value)
        case datetime():
            whole_day = value.time() == time(0)
            return value.date().isoformat() if whole_day else value.replace(tzinfo=None).isoformat(timespec="minutes")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat(timespec="minutes" if value.second == 0 else "seconds")
        case timedelta():
            minutes = int(value.total_seconds()) // 60
            return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return clean_cell(str(value))
