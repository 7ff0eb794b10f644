"""Who asks for the page of a poll, with what they did in it, in one SELECT: what a page kept for many has to know."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, func, select

from congress.actors import Actor
from congress.chamber_models import Presence, PresenceMode, Sitting, SittingOffice
from congress.models import Congress, Member
from congress.queries.asking.who_asks import WhoAsks, asked_from, asking, who_asks
from core.batches.plain_reading import PlainReading
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
    salt: str = ""
    ballots_sha256: str | None = None  # of its sealed list, once closed
    rights: tuple[Row[Any], ...] = ()  # to vote in it, of those as whom the device may ask

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
    mode: PresenceMode
    choice: str | None
    cast_at: datetime | None
    spoken: bool


def poll_asked(slug: str, number: int, device_sha256: str, now: datetime) -> PollAsked | None:
    """What a request for the page of a poll needs; None where the congress has no such poll."""
    rows = _ASKED.rows(who_asks(slug, number, device_sha256, now))
    if not rows:
        return None
    first = rows[0]
    who, rights = asked_from(slug, rows), tuple(row for row in rows if row.right_id is not None)
    poll = (first.poll_id, first.state, first.sitting_id, first.sitting_number)
    return PollAsked(*poll, who, first.salt, first.ballots_sha256, rights)


def own_vote(asked: PollAsked, actor: Actor) -> OwnVote | None:
    """What a member did in the poll with their own right; None for whoever has more than that, or less."""
    rows = [row for row in asked.rights if row.member_id == actor.member_id]
    if len(rows) != 1 or rows[0].principal_id != actor.member_id or not rows[0].mode or rows[0].offices:
        return None
    row = rows[0]
    return OwnVote(row.right_id, row.weight, row.college, row.mode, row.choice, row.cast_at, bool(row.spoken))


def _of_a_poll() -> Select[Any]:
    """The poll, and the rights to vote in it of each as whom the device may ask, with what was said by them."""
    congress, member = Congress.__table__.c, Member.__table__.c
    poll, sitting = Poll.__table__.c, Sitting.__table__.c
    right, ballot = RightToVote.__table__.c, Ballot.__table__.c
    presence, office = Presence.__table__.c, SittingOffice.__table__.c
    there = (presence.sitting_id == poll.sitting_id, presence.member_id == member.id, presence.left_at.is_(None))
    mode = select(presence.mode).where(*there).correlate(Poll.__table__, Member.__table__)
    offices = (
        select(func.count(office.id))
        .where(office.member_id == member.id, office.until.is_(None))
        .correlate(Member.__table__)
    )
    return (
        asking()
        .add_columns(
            poll.id.label("poll_id"), poll.state, poll.salt, poll.ballots_sha256, sitting.id.label("sitting_id"),
            sitting.number.label("sitting_number"), right.id.label("right_id"), right.principal_id,
            right.weight, right.college,
            ballot.choice, ballot.cast_at, ballot.spoken, mode.scalar_subquery().label("mode"),
            offices.scalar_subquery().label("offices"),
        )
        .join(Poll.__table__, and_(poll.congress_id == congress.id, poll.number == bindparam("number")))
        .join(Sitting.__table__, sitting.id == poll.sitting_id)
        .outerjoin(RightToVote.__table__, and_(right.poll_id == poll.id, right.holder_id == member.id))
        .outerjoin(Ballot.__table__, ballot.right_id == right.id)
    )  # fmt: skip


_ASKED = PlainReading(_of_a_poll())
