"""The stage: who acts, at what time, one unit of work an action."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select

from congress.actors import Actor
from congress.models import Congress, Member
from core.database import session
from core.unit_of_work import run
from demo.script import SLUG

T = TypeVar("T")
ZONE = ZoneInfo("Europe/Paris")
DAY = "2020-10-12T"


def local_time(words: str | datetime) -> datetime:
    """An instant, aware, UTC, from local words: « 2020-10-12T14:32 », or « 14:32 » on the day of the sitting."""
    if isinstance(words, datetime):
        return words.replace(tzinfo=ZONE).astimezone(UTC)
    return local_time(datetime.fromisoformat(words if "T" in words else DAY + words))


class Stage:
    """The people of the congress, by address, as actors; ids only, so that nothing outlives its session."""

    def __init__(self) -> None:
        congress = session().scalars(select(Congress).where(Congress.slug == SLUG)).one()
        self.congress_id = congress.id
        rows = session().scalars(select(Member).where(Member.congress_id == congress.id).order_by(Member.position))
        people = list(rows)
        self.actors = {member.id: Actor.of(member) for member in people}
        self.by_email = {member.email: self.actors[member.id] for member in people if member.email}
        self.electors = [self.actors[member.id] for member in people if member.is_elector]
        session().rollback()

    def person(self, email: str) -> Actor:
        """Somebody, by address."""
        return self.by_email[email]

    def do(self, action: Callable[[], T]) -> T:
        """One action, committed."""
        return run(action)


def member_id(actor: Actor) -> int:
    """The member that an actor is."""
    if actor.member_id is None:
        raise ValueError("only members act on the stage")
    return actor.member_id
