"""The check of the quorum that somebody asked for: the one that goes on, who confirmed, who said nothing."""

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from congress.chamber_models import Presence
from congress.models import Member
from congress.queries.presence.counts import seats_now
from core.database import session
from voting.challenge_models import ChallengeAnswer, ChallengeState, QuorumChallenge

PENDING = (ChallengeState.ASKED, ChallengeState.OPEN, ChallengeState.COUNTED)


def pending_challenge(sitting_id: int) -> QuorumChallenge | None:
    """The check that waits for its end in a sitting; None where none does."""
    wanted = select(QuorumChallenge).where(QuorumChallenge.sitting_id == sitting_id, QuorumChallenge.state.in_(PENDING))
    return session().scalar(wanted.options(joinedload(QuorumChallenge.asked_by)))


def last_settled(sitting_id: int) -> QuorumChallenge | None:
    """The last check that came to its end in a sitting."""
    wanted = select(QuorumChallenge).where(
        QuorumChallenge.sitting_id == sitting_id, QuorumChallenge.state == ChallengeState.SETTLED
    )
    return session().scalar(wanted.order_by(QuorumChallenge.id.desc()).limit(1))


def confirmed_count(challenge_id: int) -> int:
    """How many confirmed that they are there."""
    counted = select(func.count()).select_from(ChallengeAnswer).where(ChallengeAnswer.challenge_id == challenge_id)
    return session().scalar(counted) or 0


def answer_of(challenge_id: int, member_id: int) -> ChallengeAnswer | None:
    """How and when a member confirmed; None where they did not."""
    of = (ChallengeAnswer.challenge_id == challenge_id, ChallengeAnswer.member_id == member_id)
    return session().scalar(select(ChallengeAnswer).where(*of))


def silent_in(challenge: QuorumChallenge) -> list[Member]:
    """Those of the register who did not confirm, by name."""
    answered = select(ChallengeAnswer.member_id).where(ChallengeAnswer.challenge_id == challenge.id)
    wanted = (
        select(Member)
        .join(Presence, Presence.member_id == Member.id)
        .where(Presence.sitting_id == challenge.sitting_id, Presence.left_at.is_(None))
        .where(Member.id.not_in(answered))
    )
    return sorted(session().scalars(wanted), key=lambda member: member.alphabetic)


def present_named(sitting_id: int) -> list[Member]:
    """Those who hold a seat now, by name."""
    here = seats_now(sitting_id)
    found = session().scalars(select(Member).where(Member.id.in_(here)))
    return sorted(found, key=lambda member: member.alphabetic)
