"""Who asks for the page of a poll, with what they did in it, in two SELECTs: what a page kept for many has to know."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, select

from congress.actors import Actor
from congress.chamber_models import Presence, Sitting, SittingOffice
from congress.models import Congress
from congress.queries.asking.who_asks import WhoAsks, asked_from, asking, who_asks
from core.database import session
from core.kept.journal_ends import JournalEnd
from voting.models import Ballot, Poll, PollState, RightToVote


@dataclass(frozen=True, slots=True)
class PollAsked:
    """A poll, its sitting, where the journal of its congress ends, and as whom a device may ask."""

    poll_id: int
    poll_state: PollState
    sitting_id: int
    sitting_number: int
    who: WhoAsks

    @property
    def end(self) -> JournalEnd:
        """Where the journal ends."""
        return self.who.end


@dataclass(frozen=True, slots=True)
class OwnVote:
    """The only right to vote of a member who is there, holds no office, and carries nobody's proxy."""

    right_id: int
    weight: int
    college: str
    choice: str | None
    cast_at: datetime | None
    spoken: bool


def poll_asked(slug: str, number: int, device_sha256: str, now: datetime) -> PollAsked | None:
    """What a request for the page of a poll needs; None where the congress has no such poll."""
    rows = session().connection().execute(_ASKED, who_asks(slug, number, device_sha256, now)).all()
    if not rows:
        return None
    first = rows[0]
    return PollAsked(first.poll_id, first.state, first.sitting_id, first.sitting_number, asked_from(slug, rows))


def own_vote(asked: PollAsked, actor: Actor) -> OwnVote | None:
    """What a member did in the poll with their own right; None for whoever has more than that, or less."""
    told = {"poll": asked.poll_id, "sitting": asked.sitting_id, "member": actor.member_id}
    rows = session().connection().execute(_OWN, told).all()
    if len(rows) != 1 or rows[0].principal_id != actor.member_id or not rows[0].is_there or rows[0].offices:
        return None
    row = rows[0]
    return OwnVote(row.id, row.weight, row.college, row.choice, row.cast_at, bool(row.spoken))


def _of_a_poll(statement: Select[Any]) -> Select[Any]:
    congress, poll, sitting = Congress.__table__.c, Poll.__table__.c, Sitting.__table__.c
    of_number = and_(poll.congress_id == congress.id, poll.number == bindparam("number"))
    return (
        statement.add_columns(
            poll.id.label("poll_id"), poll.state, sitting.id.label("sitting_id"), sitting.number.label("sitting_number")
        )
        .join(Poll.__table__, of_number)
        .join(Sitting.__table__, sitting.id == poll.sitting_id)
    )


def _own() -> Select[Any]:
    right, ballot = RightToVote.__table__.c, Ballot.__table__.c
    presence, office = Presence.__table__.c, SittingOffice.__table__.c
    is_there = exists().where(
        presence.sitting_id == bindparam("sitting"),
        presence.member_id == bindparam("member"),
        presence.left_at.is_(None),
    )
    offices = (
        select(func.count())
        .select_from(SittingOffice.__table__)
        .where(office.member_id == bindparam("member"), office.until.is_(None))
    )
    return (
        select(
            right.id, right.principal_id, right.weight, right.college, ballot.choice, ballot.cast_at, ballot.spoken,
            is_there.label("is_there"), offices.scalar_subquery().label("offices"),
        )
        .select_from(RightToVote.__table__)
        .outerjoin(Ballot.__table__, ballot.right_id == right.id)
        .where(right.poll_id == bindparam("poll"), right.holder_id == bindparam("member"))
    )  # fmt: skip


_ASKED = _of_a_poll(asking())
_OWN = _own()
