"""People who bear one name in one congress, told apart by their commune wherever somebody is named."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from flask import g
from sqlalchemy import bindparam, func, select

from congress.models import Congress, Member
from congress.queries.people.directory import directory_of
from congress.rules import names
from core.database import session, write_session

_BETWEEN = (" ", "'", "’")  # what the names of one person may be written with, or without


def told_name(member: Member) -> str:
    """« Mme Camille Allain »; « Mme Camille Allain (Falaise) » where another member bears that name.

    Beside an office, which says the commune, the name alone is enough.
    """
    return member.civil_name + beside_name(member)


def told_names(members: Iterable[Member]) -> list[str]:
    """The name of each of these members of one congress as `told_name` says it, the database asked once for all."""
    people = list(members)
    shared = _shared_among(people)
    return [member.civil_name + _beside(member, shared) for member in people]


def beside_name(member: Member) -> str:
    """« (Falaise) », after a space, for whoever shares a name; else nothing."""
    return _beside(member, _shared_among([member])) if member.commune else ""


def _beside(member: Member, shared: Collection[str]) -> str:
    return f" ({member.commune})" if member.commune and member.civil_name in shared else ""


def _shared_among(people: Sequence[Member]) -> Collection[str]:
    """The names that another row of their roll bears."""
    if not people:
        return ()
    congress_id = people[0].congress_id
    if write_session() is None:
        return _shared(congress_id)
    letters = {_letters(member.given_name + member.family_name) for member in people}
    found = session().execute(_ALIKE, {"congress": congress_id, "letters": list(letters)})
    counted = Counter(names.civil_name(*row) for row in found)
    return {name for name, number in counted.items() if number > 1}


def _letters(name: Any) -> Any:
    """A name, or the column of it, without what stands between its letters."""
    for sign in _BETWEEN:
        name = name.replace(sign, "") if isinstance(name, str) else func.replace(name, sign, "")
    return name


# A unit of work may have changed the roll; thousands are not read in it for a few names.
_ALIKE = select(Member.honorific, Member.given_name, Member.family_name).where(
    Member.congress_id == bindparam("congress"),
    _letters(Member.given_name + Member.family_name).in_(bindparam("letters", expanding=True)),
)


def _shared(congress_id: int) -> frozenset[str]:
    """The names that two members of a congress bear; asked once a request."""
    known: dict[int, frozenset[str]] = g.setdefault("homonyms", {})
    if congress_id not in known:
        congress = g.get("congress") or session().get_one(Congress, congress_id)
        congress = congress if congress.id == congress_id else session().get_one(Congress, congress_id)
        known[congress_id] = directory_of(congress_id, congress.slug).shared_names
    return known[congress_id]
