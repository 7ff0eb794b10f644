"""A few members found by what somebody types of them: no page holds the whole roll to choose from."""

from sqlalchemy import select

from congress.models import Member
from congress.queries.presence.electorate import is_elector
from core.database import session
from core.text.folding import folded

MOST_FOUND = 12


def electors_called(congress_id: int, words: str) -> list[Member]:
    """The first electors whose name or commune holds each of the words typed, by name; nobody for no word."""
    wanted = folded(words).split()
    if not wanted:
        return []
    named = select(Member.id, Member.given_name, Member.family_name, Member.commune)
    rows = session().execute(named.where(Member.congress_id == congress_id, is_elector())).all()
    found = [row.id for row in rows if _is_called(folded(f"{row[1]} {row[2]} {row[3]}"), wanted)]
    members = session().scalars(select(Member).where(Member.id.in_(found[: 10 * MOST_FOUND])))
    return sorted(members, key=lambda member: member.alphabetic)[:MOST_FOUND]


def _is_called(known: str, wanted: list[str]) -> bool:
    return all(word in known for word in wanted)
