"""People who bear one name in one congress, told apart by their commune wherever somebody is named."""

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


def beside_name(member: Member) -> str:
    """« (Falaise) », after a space, for whoever shares a name; else nothing."""
    return f" ({member.commune})" if member.commune and _is_shared(member) else ""


def _is_shared(member: Member) -> bool:
    """Whether another row of the roll bears the name of this one."""
    if write_session() is None:
        return member.civil_name in _shared(member.congress_id)
    alike = {"congress": member.congress_id, "letters": _letters(member.given_name + member.family_name)}
    found = [names.civil_name(*row) for row in session().execute(_ALIKE, alike)]
    return found.count(member.civil_name) > 1


def _letters(name: Any) -> Any:
    """A name, or the column of it, without what stands between its letters."""
    for sign in _BETWEEN:
        name = name.replace(sign, "") if isinstance(name, str) else func.replace(name, sign, "")
    return name


# A unit of work may have changed the roll; thousands are not read in it for one name.
_ALIKE = select(Member.honorific, Member.given_name, Member.family_name).where(
    Member.congress_id == bindparam("congress"),
    _letters(Member.given_name + Member.family_name) == bindparam("letters"),
)


def _shared(congress_id: int) -> frozenset[str]:
    """The names that two members of a congress bear; asked once a request."""
    known: dict[int, frozenset[str]] = g.setdefault("homonyms", {})
    if congress_id not in known:
        congress = g.get("congress") or session().get_one(Congress, congress_id)
        congress = congress if congress.id == congress_id else session().get_one(Congress, congress_id)
        known[congress_id] = directory_of(congress_id, congress.slug).shared_names
    return known[congress_id]
