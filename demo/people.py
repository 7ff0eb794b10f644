"""The people of a demonstration congress, who do everything that is played: one unit of work an act, or a crowd."""

from collections.abc import Callable, Iterable
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import event, select

from congress.actors import Actor
from congress.models import Congress, Member
from core.database import session
from core.unit_of_work import run
from demo.moments import SITTING

T = TypeVar("T")
AT_ONCE = 4  # people to a commit: eight viewpoints each are written in a tenth of a second


class DemonstrationPeople:
    """The people of a congress, by address, as actors; ids only, so that nothing outlives its session."""

    def __init__(self, slug: str = SITTING.slug) -> None:
        congress = session().scalars(select(Congress).where(Congress.slug == slug)).one()
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

    def act(self, deed: Callable[[], T]) -> T:
        """What one person does, committed."""
        return run(partial(_reading_once, deed))

    def read_roll(self) -> None:
        """In a deed of many people: all of them at once, before each is asked for."""
        session().scalars(select(Member).where(Member.congress_id == self.congress_id)).all()

    def act_together(self, deeds: Iterable[Callable[[], Any]]) -> None:
        """What many people do in turn, a few of them to a commit: as a busy site does, each transaction short."""
        left = iter(deeds)
        while group := tuple(islice(left, AT_ONCE)):
            run(partial(_reading_once, partial(_in_turn, group)))


def _reading_once(deed: Callable[[], T]) -> T:
    """What a deed gives; what it reads is held until its end, where a session forgets a row that nobody holds."""
    held: list[object] = []
    event.listen(session(), "loaded_as_persistent", lambda _session, row: held.append(row))
    return deed()


def _in_turn(deeds: tuple[Callable[[], Any], ...]) -> None:
    for deed in deeds:
        deed()


def member_id(actor: Actor) -> int:
    """The member that an actor is."""
    if actor.member_id is None:
        raise ValueError("only members act in the demonstration")
    return actor.member_id
