"""People who bear one name in one congress, told apart by their commune wherever somebody is named."""

from flask import g

from congress.models import Congress, Member
from congress.queries.people.directory import directory_of
from core.database import session


def told_name(member: Member) -> str:
    """« Mme Camille Allain »; « Mme Camille Allain (Falaise) » where another member bears that name.

    Beside an office, which says the commune, the name alone is enough.
    """
    return member.civil_name + beside_name(member)


def beside_name(member: Member) -> str:
    """« (Falaise) », after a space, for whoever shares a name; else nothing."""
    return f" ({member.commune})" if member.commune and member.civil_name in _shared(member.congress_id) else ""


def _shared(congress_id: int) -> frozenset[str]:
    """The names that two members of a congress bear; asked once a request."""
    known: dict[int, frozenset[str]] = g.setdefault("homonyms", {})
    if congress_id not in known:
        congress = g.get("congress") or session().get_one(Congress, congress_id)
        congress = congress if congress.id == congress_id else session().get_one(Congress, congress_id)
        known[congress_id] = directory_of(congress_id, congress.slug).shared_names
    return known[congress_id]
