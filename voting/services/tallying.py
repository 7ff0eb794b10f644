"""Counting the ballots of a closed poll, and deciding by the pure rules; the fingerprint of the ballots.

Called at closing alone: nothing else in the house counts by choice before a poll is closed.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from sqlalchemy import func, select

from congress.models import WEIGHT_SCALE, Member, QuorumMoment
from congress.queries import chamber_queries
from congress.rules.rule_names import QuorumRule
from core.database import session
from core.digest import sha256_json
from voting.models import Ballot, BallotChoice, Poll, RightToVote
from voting.queries.frozen_rules import FrozenRules
from voting.rules.majority import Counts, tally_weights
from voting.rules.outcome import Rules, Verdict, decide_vote
from voting.rules.quorum import Chamber


class Counted(NamedTuple):
    """A ballot as it is counted: whose right, what it says, its weight in millionths."""

    principal_id: int
    pseudonym: str
    choice: BallotChoice
    weight: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The ballots counted: in heads, in millionths, and the chair's own choice."""

    counts: Counts
    weighted: Counts
    is_weighted: bool  # some right of the electorate weighs more or less than one
    chair_choice: BallotChoice | None
    ballots_sha256: str


def tally(poll: Poll) -> Tally:
    """The count of a poll whose row is held, so that no ballot lands after it."""
    ballots = [
        Counted(*row)
        for row in session().execute(
            select(RightToVote.principal_id, Member.pseudonym, Ballot.choice, RightToVote.weight)
            .join(Ballot, Ballot.right_id == RightToVote.id)
            .join(Member, Member.id == RightToVote.principal_id)
            .where(RightToVote.poll_id == poll.id)
        )
    ]
    uneven = select(RightToVote.id).where(RightToVote.poll_id == poll.id, RightToVote.weight != WEIGHT_SCALE)
    chair = chamber_queries.chair_of(poll.sitting_id)
    own = (ballot.choice for ballot in ballots if chair is not None and ballot.principal_id == chair.id)
    return Tally(
        counts=tally_weights((ballot.choice, 1) for ballot in ballots),
        weighted=tally_weights((ballot.choice, ballot.weight) for ballot in ballots),
        is_weighted=session().scalar(uneven.limit(1)) is not None,
        chair_choice=next(own, None),
        ballots_sha256=sha256_json(sorted([ballot.pseudonym, str(ballot.choice)] for ballot in ballots)),
    )


def decide(poll: Poll, counted: Tally) -> Verdict:
    """The verdict of the pure rules on what was frozen and counted."""
    frozen = FrozenRules.from_names(poll.rules)
    rules, was_requested = judged_rules(poll, frozen)
    return decide_vote(
        rules,
        chamber_of(poll),
        counted.counts,
        chair_choice=counted.chair_choice,
        round=frozen.round,
        convocation=frozen.convocation,
        item_was_on_first_agenda=frozen.item_was_on_first_agenda,
        quorum_requested=was_requested,
        weighted=counted.weighted if counted.is_weighted else None,
        weighted_chamber=weighted_chamber(poll) if counted.is_weighted else None,
    )


def judged_rules(poll: Poll, frozen: FrozenRules) -> tuple[Rules, bool]:
    """The rules under which the quorum is judged, and whether somebody asked for the check.

    Where it is checked on request alone, a poll that nobody's request preceded needs none.
    """
    was_requested = poll.quorum_check_id is not None
    unasked = frozen.quorum_checked is QuorumMoment.ON_REQUEST and not was_requested
    if unasked and not frozen.rules.quorum.judged_at_closing:
        return replace(frozen.rules, quorum=QuorumRule.NONE), False
    return frozen.rules, was_requested


def chamber_of(poll: Poll) -> Chamber:
    """The chamber frozen when the poll opened; the quorum is judged on the check under which it opened."""
    check = poll.quorum_check
    return Chamber(
        members=poll.members or 0,
        present=poll.present or 0,
        represented=poll.represented or 0,
        barred=poll.barred or 0,
        present_at_opening=check.present if check else None,
    )


def weighted_chamber(poll: Poll) -> Chamber:
    """The chamber in millionths, as it was at the opening, for majorities of members or of those present."""
    rights = select(func.sum(RightToVote.weight)).where(RightToVote.poll_id == poll.id)
    own = session().scalar(rights.where(RightToVote.principal_id == RightToVote.holder_id)) or 0
    held = session().scalar(rights.where(RightToVote.principal_id != RightToVote.holder_id)) or 0
    return Chamber(members=poll.members_weight or 0, present=int(own), represented=int(held))


def whole(value: int | Fraction) -> int:
    """An exact count as the integer that is stored: counts are whole, in heads or in millionths."""
    if value != int(value):
        raise ValueError(f"{value} is not a whole number of votes")
    return int(value)
