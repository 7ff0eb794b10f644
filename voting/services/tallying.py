"""Counting the ballots of a closed poll, and deciding by the pure rules; the fingerprint of the ballots.

Called at closing alone: nothing else in the house counts by choice before a poll is closed.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy import select

from congress.models import Member
from core.database import session
from core.digest import sha256_json
from voting.models import Ballot, Poll, RightToVote
from voting.queries.counted_polls import chamber_of, weighted_count
from voting.queries.frozen_rules import FrozenRules
from voting.queries.quorum_readings import quorum_of
from voting.rules.counted_poll import WeightedCount
from voting.rules.methods.tally import Tally
from voting.rules.outcome import Verdict, decide_vote


class Counted(NamedTuple):
    """A ballot as it is counted: whose right, in whose hands, what it says, its weight in millionths."""

    principal_id: int
    holder_id: int
    pseudonym: str
    choice: str
    weight: int


@dataclass(frozen=True, slots=True)
class CountedBallots:
    """The ballots counted: what each choice received, and the chair's own choice."""

    tally: Tally
    weighted_count: WeightedCount | None  # where votes weigh more or less than one: then these decide
    chair_choice: str | None  # by their own hand: a proxy's vote breaks no tie
    ballots_sha256: str  # of who chose what, under the poll's salt: printed, it lets nobody try the choices of a few


def count(poll: Poll) -> CountedBallots:
    """The count of a poll whose row is held, so that no ballot lands after it."""
    ballots = [
        Counted(*row)
        for row in session().execute(
            select(RightToVote.principal_id, RightToVote.holder_id, Member.pseudonym, Ballot.choice, RightToVote.weight)
            .join(Ballot, Ballot.right_id == RightToVote.id)
            .join(Member, Member.id == RightToVote.principal_id)
            .where(RightToVote.poll_id == poll.id)
        )
    ]
    own = (ballot.choice for ballot in ballots if ballot.principal_id == ballot.holder_id == poll.chair_id)
    tally = Tally.of(poll.method.answers.offered, ((ballot.choice, ballot.weight) for ballot in ballots))
    return CountedBallots(
        tally=tally,
        weighted_count=weighted_count(poll, tally),
        chair_choice=next(own, None),
        ballots_sha256=sha256_json([poll.salt, sorted([ballot.pseudonym, ballot.choice] for ballot in ballots)]),
    )


def decide(poll: Poll, counted: CountedBallots) -> Verdict:
    """The verdict of the pure rules on what was frozen and counted."""
    frozen, counts = FrozenRules.from_names(poll.rules), counted.tally.for_or_against
    return decide_vote(
        frozen.rules,
        chamber_of(poll),
        counts,
        quorum=quorum_of(poll, counts.took_part),
        chair_choice=counted.chair_choice,
        round=frozen.round,
        weighted=counted.weighted_count.counts if counted.weighted_count else None,
        weighted_chamber=counted.weighted_count.chamber if counted.weighted_count else None,
    )


def whole(value: int | Fraction) -> int:
    """An exact count as the integer that is stored: counts are whole, in heads or in millionths."""
    if value != int(value):
        raise ValueError(f"{value} is not a whole number of votes")
    return int(value)
