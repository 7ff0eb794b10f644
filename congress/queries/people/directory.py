"""The directory of a congress: everybody on its roll by name, kept in memory until a row of the roll changes.

Nobody is shown anything from here by themselves: a page asks for what its reader may read.
"""

import threading
from collections import Counter, OrderedDict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from sqlalchemy import select

from congress.models import Accreditation, Category, Member, stream_named
from congress.queries.reading_end import reading_end
from congress.rules import names
from core.database import database_address, session, write_session
from core.kept.journal_ends import JournalEnd, is_unchanged_since
from core.text.collation import alphabetic
from core.text.folding import folded

MOST_KEPT = 8  # directories: the one that was asked for the longest ago goes


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """Somebody on the roll, as lists name them."""

    id: int
    position: int
    family_name: str
    given_name: str
    honorific: str
    civil_name: str
    role_line: str
    commune: str
    category: Category
    is_elector: bool
    is_merged: bool
    substitute_of_id: int | None  # whose seat they hold in their absence
    words: str = field(repr=False)  # without accents nor capitals: what a search finds


@dataclass(frozen=True)
class Directory:
    """The people of a congress in the order of the roll, and by name."""

    people: tuple[ListedPerson, ...]
    version: str  # where the journal ended when it was read

    @cached_property
    def by_id(self) -> dict[int, ListedPerson]:
        """Each by their row."""
        return {person.id: person for person in self.people}

    @cached_property
    def electors(self) -> tuple[ListedPerson, ...]:
        """Those who may vote, by family name then given name, as a register lists them."""
        found = [person for person in self.people if person.is_elector]
        return tuple(sorted(found, key=lambda one: alphabetic(one.family_name, one.given_name)))

    @cached_property
    def shared_names(self) -> frozenset[str]:
        """The names that two rows of the roll bear."""
        counted = Counter(person.civil_name for person in self.people)
        return frozenset(name for name, number in counted.items() if number > 1)


_kept: OrderedDict[tuple[str, int], tuple[JournalEnd, Directory]] = OrderedDict()
_reading: Final = threading.Lock()


def directory_of(congress_id: int, slug: str, end: JournalEnd | None = None) -> Directory:
    """The directory as the session in force reads it; `end`: where the journal ended before it read anything.

    Inside a unit of work, whose own changes are in no journal yet, it is read anew.
    """
    if write_session() is not None:
        return _read(congress_id, "")
    end = end or reading_end(stream_named(slug))
    place = (database_address(), congress_id)
    known = _kept.get(place)
    if known is not None and known[0] == end:
        return known[1]
    with _reading:
        known = _kept.get(place)
        is_same = known is not None and is_unchanged_since(known[0], end, Member.__tablename__)
        kept = known[1] if known is not None and is_same else _read(congress_id, end.digest)
        _kept[place] = (end, kept)
        _kept.move_to_end(place)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
        return kept


def _read(congress_id: int, version: str) -> Directory:
    columns = (
        Member.id, Member.position, Member.honorific, Member.given_name, Member.family_name, Member.email,
        Member.office, Member.commune, Member.departement, Member.body, Member.category, Member.votes,
        Member.accreditation, Member.merged_into_id, Member.substitute_of_id,
    )  # fmt: skip
    rows = session().execute(select(*columns).where(Member.congress_id == congress_id).order_by(Member.position))
    people = []
    for row in rows:
        civil_name = names.civil_name(row.honorific, row.given_name, row.family_name)
        told = (civil_name, row.email or "", row.office, row.commune, row.departement, row.body)
        people.append(
            ListedPerson(
                id=row.id,
                position=row.position,
                family_name=names.curved(row.family_name),
                given_name=names.curved(row.given_name),
                honorific=row.honorific,
                civil_name=civil_name,
                role_line=names.role_line(row.office, row.commune, row.departement, row.body),
                commune=row.commune,
                category=row.category,
                is_elector=row.votes and row.accreditation == Accreditation.ACCREDITED,
                is_merged=row.merged_into_id is not None,
                substitute_of_id=row.substitute_of_id,
                words=folded(" ".join(told)),
            )
        )
    return Directory(tuple(people), version)
