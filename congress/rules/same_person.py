"""Whether two rows of a roll may be one person, so that nobody votes twice for having been written twice. Pure.

The key of a row is its `ref`, else its address with its name: mend either, and the row becomes somebody new. What is
asked, and of whom, is told in docs/rules/electorate.md.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Final, Protocol

from rapidfuzz import fuzz

from core.text.folding import folded

CLOSE: Final = 85
"""From this likeness (of 100) on, two names are one name written twice: « Prigent » and « Prigeant »."""


_CROWD: Final = 50  # people of one address


class Written(Protocol):
    """What a row says of a person, as far as it tells one from another."""

    @property
    def category(self) -> str: ...  # noqa: D102
    @property
    def given_name(self) -> str: ...  # noqa: D102
    @property
    def family_name(self) -> str: ...  # noqa: D102
    @property
    def email(self) -> str | None: ...  # noqa: D102
    @property
    def commune(self) -> str: ...  # noqa: D102
    @property
    def insee(self) -> str: ...  # noqa: D102
    @property
    def given_ref(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class RollPlace:
    """Where two rows must stand together to be compared at all: one category, one commune."""

    category: Hashable
    commune: str


def place_of(row: Written) -> RollPlace:
    """The category and the commune of a row; the INSEE code where it has one."""
    return RollPlace(row.category, row.insee or folded(row.commune).strip())


def may_replace(new: Written, absent: Written) -> bool:
    """Whether somebody new may be a member whom the same file leaves out: the same address, or nearly the same name."""
    return _comparable(new, absent) and (_same_address(new, absent) or _close_names(new, absent))


def is_renumbered(new: Written, absent: Written) -> bool:
    """Whether a row with a reference of its own says all that is known of a member with another one, whom the file
    leaves out: the same address, name, commune and category.
    """
    same_place = place_of(new) == place_of(absent)
    same_address = (new.email or "").casefold() == (absent.email or "").casefold()
    return same_place and same_address and spoken_name(new) == spoken_name(absent)


def likeness(row: Written, other: Written) -> tuple[float, bool]:
    """How near two rows are, to choose among several that may be one person: the names first, then the address."""
    return fuzz.ratio(spoken_name(row), spoken_name(other)), _same_address(row, other)


def may_repeat(row: Written, other: Written) -> bool:
    """Whether two rows of one file may be one person: two people may share an address, hardly a name too."""
    if not _comparable(row, other):
        return False
    same_name = spoken_name(row) == spoken_name(other)
    return same_name or (_same_address(row, other) and (_close_names(row, other) or _same_given(row, other)))


class Seen:
    """Rows met one after the other, each found again by what may repeat it: a roll has thousands of them."""

    def __init__(self) -> None:
        self._rows: list[Written] = []
        self._by_key: dict[tuple[RollPlace, str], list[int]] = {}

    def alike(self, row: Written) -> list[int]:
        """Which of the rows before this one, counted from 0, may be the same person."""
        found: set[int] = set()
        for key in keys_of(row):
            known = self._by_key.get(key, [])
            if len(known) <= _CROWD or key[1] == spoken_name(row):  # an address of fifty people tells nobody apart
                found.update(known)
        return [rank for rank in sorted(found) if may_repeat(row, self._rows[rank])]

    def add(self, row: Written) -> None:
        """Keep a row, for those after it."""
        for key in keys_of(row):
            self._by_key.setdefault(key, []).append(len(self._rows))
        self._rows.append(row)


def keys_of(row: Written) -> list[tuple[RollPlace, str]]:
    """Under what a row is found again by another that may repeat it: where it stands with its name, its address."""
    place = place_of(row)
    return [(place, spoken_name(row)), *([(place, row.email.casefold())] if row.email else [])]


def _comparable(row: Written, other: Written) -> bool:
    has_own_refs = bool(row.given_ref and other.given_ref and row.given_ref != other.given_ref)
    place = place_of(row)
    return not has_own_refs and place == place_of(other) and bool(place.commune or _same_address(row, other))


def _same_address(row: Written, other: Written) -> bool:
    return bool(row.email) and (row.email or "").casefold() == (other.email or "").casefold()


def spoken_name(row: Written) -> str:
    """The name without capitals and accents: two rows that have the same are of homonyms, or of one person."""
    return folded(f"{row.given_name} {row.family_name}").strip()


def _same_given(row: Written, other: Written) -> bool:
    return bool(row.given_name.strip()) and folded(row.given_name).strip() == folded(other.given_name).strip()


def _close_names(row: Written, other: Written) -> bool:
    return fuzz.ratio(spoken_name(row), spoken_name(other)) >= CLOSE
