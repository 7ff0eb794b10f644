"""A page made once for many readers: marks stand where it says what is each reader's own, and are filled in for each.

The ordinary template makes it, from values that are marks: whatever it says of them, it says in their place.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from flask import g
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from congress.models import Member

TOKEN, RIGHT, HOUR, STEPS, OWN_STEP, NAME, ROLE, ID = (f"\ue000{letter}\ue001" for letter in "trhsonli")
_MARK: Final = re.compile("(\ue000[a-z]\ue001)")


AN_ID: Final = 1_987_654_321  # in addresses, that take numbers alone: no row has it


class MarkedInstant(datetime):
    """An instant that is said by a mark (`app.presentation`), whatever the hour."""


AN_HOUR: Final = MarkedInstant(2000, 1, 1, tzinfo=UTC)


class MarkedReader:
    """The reader, named by marks; the rest of them is as it is: whoever has more of their own is in no kept page."""

    def __init__(self, member: Member) -> None:
        self._member = member
        self.civil_name, self.role_line, self.id = NAME, member.role_line and ROLE, AN_ID

    def __getattr__(self, name: str) -> Any:
        return getattr(self._member, name)


def as_read(people: Sequence[Member]) -> list[Member | MarkedReader]:
    """The people of a page, marks in the place of the only one while it is made for many."""
    return [MarkedReader(one) if is_marking() else one for one in people]


@dataclass(frozen=True, slots=True)
class Marks:
    """What is marked in the page of a reader."""

    own_step: int  # the id of the step that they alone are told of; 0 where there is none


def is_marking() -> bool:
    """Whether the page that is being made carries marks."""
    return "kept_marks" in g


@contextmanager
def marking(own_step: int) -> Iterator[None]:
    """Have the page that is made meanwhile carry marks."""
    generate_csrf()  # the session has its own from here on
    token = g.csrf_token
    g.kept_marks, g.csrf_token = Marks(own_step), TOKEN
    try:
        yield
    finally:
        g.csrf_token = token
        del g.kept_marks


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """The pieces of a page, marks among them."""

    pieces: tuple[str, ...]

    @classmethod
    def of(cls, page: str) -> "MarkedPage":
        """The page, cut at its marks."""
        return cls(tuple(_MARK.split(page.replace(str(AN_ID), ID))))

    @property
    def size(self) -> int:
        """Characters that it holds."""
        return sum(map(len, self.pieces))

    def filled(self, own: Mapping[str, str]) -> str:
        """The page of one reader: what is theirs, safe, in the place of each mark."""
        safe = {mark: str(Markup.escape(value)) for mark, value in own.items()}
        return "".join(safe.get(piece, piece) for piece in self.pieces)
