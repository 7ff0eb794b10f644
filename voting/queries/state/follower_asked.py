"""Where a member stands in a sitting that they follow, in one SELECT: what a page of it, kept for many, has to know."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Select, and_, bindparam, func, or_, select

from congress.actors import Actor
from congress.chamber.convening_models import Convening, ConveningReply
from congress.chamber.presence_models import SeatTaken, Withdrawal
from congress.chamber_models import AgendaItem, Presence, PresenceMode, Proxy, Sitting, SittingOffice
from core.batches.plain_reading import PlainReading
from voting.challenge_models import ChallengeAnswer, ChallengeState, QuorumChallenge
from voting.models import Ballot, Poll, RightToVote
from voting.queries.poll_queries import PENDING

CHALLENGED = (ChallengeState.ASKED, ChallengeState.OPEN, ChallengeState.COUNTED)


@dataclass(frozen=True, slots=True)
class OwnStand:
    """A member with their own vote at most: since when they are there and how, whether they may vote now, and did."""

    mode: PresenceMode | None
    arrived_at: datetime | None
    rights: int
    ballots: int
    answered: str | None  # to the convening in force


def own_stand(sitting_id: int, actor: Actor) -> OwnStand | None:
    """How a member stands in a sitting; None of an officer, and of whoever has withdrawn, or votes for another.

    Nor of whoever gave a proxy that was refused: the page tells them so.
    """
    told = {"sitting": sitting_id, "member": actor.member_id}
    (row,) = _STAND.rows(told)
    if row.offices or row.apart or row.seats or row.carried or row.confirmed or row.refused:
        return None
    return OwnStand(row.mode, row.arrived_at, row.rights, row.ballots, row.answered)


def _stand() -> Select[Any]:
    presence, office = Presence.__table__.c, SittingOffice.__table__.c
    right, poll, ballot = RightToVote.__table__.c, Poll.__table__.c, Ballot.__table__.c
    member: BindParameter[int] = bindparam("member")
    of_sitting: BindParameter[int] = bindparam("sitting")
    there = and_(presence.sitting_id == of_sitting, presence.member_id == member, presence.left_at.is_(None))
    rights = (
        select(func.count(right.id))
        .join(Poll.__table__, poll.id == right.poll_id)
        .where(poll.sitting_id == of_sitting, or_(*(poll.state == one for one in PENDING)), right.holder_id == member)
    )
    offices = select(func.count(office.id)).where(office.member_id == member, office.until.is_(None))
    withdrawal, item = Withdrawal.__table__.c, AgendaItem.__table__.c
    apart = (
        select(func.count(withdrawal.id))
        .join(AgendaItem.__table__, item.id == withdrawal.item_id)
        .where(item.sitting_id == of_sitting, withdrawal.member_id == member)
    )
    seat = SeatTaken.__table__.c
    seats = select(func.count(seat.id)).where(or_(seat.titular_id == member, seat.substitute_id == member))
    used = rights.join(Ballot.__table__, ballot.right_id == right.id)
    return (
        select(
            presence.mode, presence.arrived_at,
            rights.scalar_subquery().label("rights"), used.scalar_subquery().label("ballots"),
            rights.where(right.principal_id != member).scalar_subquery().label("carried"),
            offices.scalar_subquery().label("offices"), apart.scalar_subquery().label("apart"),
            seats.scalar_subquery().label("seats"), _confirmed(of_sitting, member).scalar_subquery().label("confirmed"),
            _refused(of_sitting, member).scalar_subquery().label("refused"),
            _answered(of_sitting, member).scalar_subquery().label("answered"),
        )
        .select_from(Sitting.__table__)
        .outerjoin(Presence.__table__, there)
        .where(Sitting.__table__.c.id == of_sitting)
    )  # fmt: skip


def _confirmed(sitting: BindParameter[int], member: BindParameter[int]) -> Select[Any]:
    """How often a member said that they are there, which no entry of the journal tells before it is counted."""
    answer, challenge = ChallengeAnswer.__table__.c, QuorumChallenge.__table__.c
    is_on = or_(*(challenge.state == one for one in CHALLENGED))
    return (
        select(func.count(answer.id))
        .join(QuorumChallenge.__table__, challenge.id == answer.challenge_id)
        .where(challenge.sitting_id == sitting, is_on, answer.member_id == member)
    )


def _refused(sitting: BindParameter[int], member: BindParameter[int]) -> Select[Any]:
    """How many of the proxies that a member gave were refused, before the sitting opened too."""
    proxy = Proxy.__table__.c
    return select(func.count(proxy.id)).where(
        proxy.sitting_id == sitting, proxy.principal_id == member, proxy.refused.is_(True)
    )


def _answered(sitting: BindParameter[int], member: BindParameter[int]) -> Select[Any]:
    """What a member answered to the last convening of a sitting."""
    convening, reply = Convening.__table__.c, ConveningReply.__table__.c
    last = select(func.max(convening.rank)).where(convening.sitting_id == sitting).scalar_subquery()
    return (
        select(reply.answer)
        .join(Convening.__table__, convening.id == reply.convening_id)
        .where(convening.sitting_id == sitting, convening.rank == last, reply.member_id == member)
    )


_STAND = PlainReading(_stand())
