"""The motions from the floor: those that wait, in the order in which they are taken, and all of a sitting."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, joinedload

from congress.chamber_models import AgendaItem, Sitting, SittingKind
from congress.queries.chamber_queries import chamber
from congress.queries.presence.at_a_distance import breach_of_hands
from congress.rules.rule_names import BallotKind
from core.database import session
from voting.debate_models import FloorMotion, FloorSecond
from voting.models import Poll
from voting.queries.challenge.asked_ballots import asked_on, method_obtained
from voting.queries.poll_queries import PENDING as PENDING_POLLS
from voting.rules.debate.precedence import (
    ENDS_ITEM,
    ON_AN_ITEM,
    PENDING,
    FloorState,
    Raised,
    in_precedence,
    seconds_missing,
)
from voting.rules.methods.method import ELECTRONIC, SHOW_OF_HANDS, Method
from voting.subject_models import PollSubject

_ENDED_IT = (  # carried, it ended its item at that very instant
    FloorMotion.state == FloorState.CARRIED,
    FloorMotion.kind.in_(ENDS_ITEM),
    FloorMotion.decided_at == AgendaItem.closed_at,
)


@dataclass(frozen=True, slots=True)
class WaitingMotion:
    """A motion that waits, how many second it, how many are missing; the last poll on it, if one was held."""

    motion: FloorMotion
    seconds: int
    missing: int
    poll: Poll | None = None

    @property
    def is_asked(self) -> bool:
        """Whether the assembly votes on it now: its poll waits for its end, or hands are up without one."""
        return self.motion.state is FloorState.PUT and (self.poll is None or self.poll.state in PENDING_POLLS)


def motions_waiting(sitting: Sitting, seconders: int) -> list[WaitingMotion]:
    """Those of a sitting that wait, the first to be taken first; on an item that is over they wait no more."""
    count = select(func.count()).where(FloorSecond.motion_id == FloorMotion.id).correlate(FloorMotion)
    last = select(func.max(PollSubject.poll_id)).where(PollSubject.question_id == FloorMotion.question_id)
    wanted = (
        select(FloorMotion, count.scalar_subquery(), Poll)
        .outerjoin(AgendaItem, AgendaItem.id == FloorMotion.item_id)
        .outerjoin(Poll, Poll.id == last.correlate(FloorMotion).scalar_subquery())
        .where(
            FloorMotion.sitting_id == sitting.id,
            FloorMotion.state.in_(PENDING),
            AgendaItem.closed_at.is_(None) | FloorMotion.kind.not_in(ON_AN_ITEM),
        )
        .options(joinedload(FloorMotion.raised_by))
    )
    found = {
        motion.id: WaitingMotion(motion, seconds, seconds_missing(motion.kind, seconders, seconds), poll)
        for motion, seconds, poll in session().execute(wanted)
    }
    order = in_precedence(Raised(one.motion.id, one.motion.kind) for one in found.values())
    return [found[one.id] for one in order]


def trial_of_motions(sitting: Sitting, item: AgendaItem | None) -> Method | None:
    """How the assembly is asked of a motion from the floor: by show of hands; where its rule counts colleges, votes
    weigh, a public vote was obtained, or the law has public votes alone, at the name of each; on paper where a secret
    one was. None where this sitting holds no poll on it: hands alone decide.
    """
    if item is None or sitting.kind is not SittingKind.PLENARY or sitting.congress.ballot is not BallotKind.PUBLIC:
        return None
    by_name = sitting.congress.college_rule is not None or chamber(sitting.id).weighs or breach_of_hands(sitting)
    asked = asked_on(item)
    if asked is not None and asked.is_obtained:
        return method_obtained(asked, sitting.congress.ballot)
    return ELECTRONIC if by_name else SHOW_OF_HANDS


def motions_of(sitting_id: int) -> Sequence[FloorMotion]:
    """Every motion of a sitting, the first one first, with who raised it."""
    wanted = select(FloorMotion).where(FloorMotion.sitting_id == sitting_id).order_by(FloorMotion.id)
    return session().scalars(wanted.options(joinedload(FloorMotion.raised_by))).all()


def put_off_in(sitting_id: int) -> dict[int, FloorMotion]:
    """By id of an item that a motion from the floor ended without a vote on its text: that motion."""
    wanted = select(FloorMotion).join(AgendaItem, AgendaItem.id == FloorMotion.item_id).where(
        FloorMotion.sitting_id == sitting_id, *_ENDED_IT
    )  # fmt: skip
    return {motion.item_id: motion for motion in session().scalars(wanted) if motion.item_id is not None}


def put_off_motion(congress_id: int, proposal_number: int) -> FloorMotion | None:
    """The motion from the floor that ended the discussion of a proposal, if no sitting discussed it since."""
    since = aliased(AgendaItem)
    of_house = select(Sitting.id).where(Sitting.congress_id == congress_id)
    later = select(since.id).where(
        since.sitting_id.in_(of_house),
        since.proposal_number == proposal_number,
        since.opened_at.is_not(None),
        since.closed_at.is_(None) | (since.closed_at > FloorMotion.decided_at),
    )
    wanted = (
        select(FloorMotion)
        .join(AgendaItem, AgendaItem.id == FloorMotion.item_id)
        .where(AgendaItem.sitting_id.in_(of_house), AgendaItem.proposal_number == proposal_number, *_ENDED_IT)
        .where(~later.exists())
        .options(joinedload(FloorMotion.sitting))
    )
    return session().scalar(wanted.order_by(FloorMotion.id.desc()).limit(1))


def motion_asked_by(question_id: int) -> FloorMotion | None:
    """The motion from the floor that a question puts to the vote, its row held; None where it puts something else."""
    wanted = select(FloorMotion).where(FloorMotion.question_id == question_id).limit(1)
    return session().scalar(wanted.with_for_update())


def seconds_by(motion_ids: Sequence[int], member_id: int | None) -> frozenset[int]:
    """Of these motions, those that a member seconds."""
    if not motion_ids or member_id is None:
        return frozenset()
    wanted = select(FloorSecond.motion_id).where(
        FloorSecond.motion_id.in_(motion_ids), FloorSecond.member_id == member_id
    )
    return frozenset(session().scalars(wanted))
