"""People who bear one name in one congress, told apart by their commune wherever somebody is named."""

from collections import Counter

from flask import g
from sqlalchemy import select

from congress.models import Member
from congress.rules.names import civil_name
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
        columns = (Member.honorific, Member.given_name, Member.family_name)
        rows = session().execute(select(*columns).where(Member.congress_id == congress_id))
        counted = Counter(civil_name(*row) for row in rows)
        known[congress_id] = frozenset(name for name, number in counted.items() if number > 1)
    return known[congress_id]
