"""Who is at a sitting now, by name: for whoever keys a hand raised in the room."""

from sqlalchemy import select

from congress.chamber_models import Presence
from congress.models import Member
from core.database import session


def people_there(sitting_id: int, *, at_most: int | None = None) -> list[Member]:
    """The members present at a sitting, in the order of their names; `at_most`: nobody where they are more.

    A field that proposes names proposes them all, or none: half of a list would hide the other half.
    """
    wanted = (
        select(Member)
        .join(Presence, Presence.member_id == Member.id)
        .where(Presence.sitting_id == sitting_id, Presence.left_at.is_(None))
    )
    if at_most is not None:
        wanted = wanted.limit(at_most + 1)
    found = list(session().scalars(wanted))
    if at_most is not None and len(found) > at_most:
        return []
    return sorted(found, key=lambda member: (member.alphabetic, member.id))
