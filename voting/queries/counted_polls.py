"""A closed poll read back as it was locked, for the sentences that say it: nothing is counted nor decided again.

The chamber and the weights are those frozen when it opened, the counts and the verdict those of its outcome.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import gcd
from typing import NamedTuple

from sqlalchemy import ColumnElement, exists, func, select

from congress.models import WEIGHT_SCALE
from congress.queries.homonyms import told_name
from core.database import session
from voting.models import Outcome, Poll, PollState, RightToVote
from voting.queries.asking.findings import counted_options
from voting.queries.colleges.college_counts import colleges_of_outcome, voted_in
from voting.queries.frozen_rules import FrozenRules
from voting.queries.quorum_readings import quorum_of
from voting.rules.counted_poll import ChairSide, CountedPoll, Presiding, Subject, WeightedCount
from voting.rules.majority import Counts
from voting.rules.methods.answers import Answers
from voting.rules.methods.tally import Tally
from voting.rules.outcome import Verdict
from voting.rules.quorum import Chamber
from voting.subject_models import PollSubject


@dataclass(frozen=True, slots=True)
class KnownRights:
    """What several polls are read back with: those where some right weighs otherwise, who votes for whoever chairs."""

    uneven: frozenset[int]
    chairs: Mapping[int, int]  # poll id → the holder of the right of its chair


def rights_known(polls: Iterable[Poll]) -> KnownRights:
    """The same for polls read together: two queries whatever their number."""
    ids = [poll.id for poll in polls]
    uneven = session().scalars(select(Poll.id).where(Poll.id.in_(ids), _has_uneven_rights()))
    chairs = (
        select(RightToVote.poll_id, RightToVote.holder_id)
        .join(Poll, Poll.id == RightToVote.poll_id)
        .where(Poll.id.in_(ids), RightToVote.principal_id == Poll.chair_id)
    )
    return KnownRights(frozenset(uneven), dict(session().execute(chairs).all()))


def counted_poll(poll: Poll, outcome: Outcome, subject: Subject, known: KnownRights | None = None) -> CountedPoll:
    """The poll as its sentences take it; `subject`: what it was about, by its public name.

    `known`: what was read already of the rights of several polls.
    """
    rules = FrozenRules.from_names(poll.rules).rules
    chamber, heads = chamber_of(poll), outcome.tally.for_or_against
    is_uneven = poll.id in known.uneven if known else _is_uneven(poll)
    weighted = _weighted(poll, outcome.tally) if _weighs(poll, is_uneven=is_uneven) else None
    deciding = weighted.counts if weighted else heads
    colleges = colleges_of_outcome(poll, outcome, weighs=weighted is not None)
    verdict = Verdict(
        adopted=outcome.is_adopted,
        reason=outcome.reason,
        quorum=replace(quorum_of(poll, outcome.took_part, voted_in(colleges)), met=outcome.is_quorum_met),
        needed=outcome.needed,
        cast=deciding.cast,
        took_part=deciding.took_part,
    )
    return CountedPoll(verdict, rules, chamber, heads, subject, weighted, colleges,
                       presiding=_presiding(poll, outcome, known), method=poll.method,
                       among=counted_options(poll, outcome, weighs=weighted is not None))  # fmt: skip


def chamber_of(poll: Poll) -> Chamber:
    """The chamber frozen when the poll opened."""
    return Chamber(
        members=poll.members or 0,
        present=poll.present or 0,
        represented=poll.represented or 0,
        barred=poll.barred or 0,
    )


class PartCounts(NamedTuple):
    """How a part was voted: in heads, and in millionths of a vote where some weigh more or less than one."""

    heads: Counts | None  # none where nothing was counted
    weighted: Counts | None
    answers: Answers
    by_college: bool = False


def counts_of_parts(congress_id: int) -> dict[int, PartCounts]:
    """By part id, the counts of the poll that decided each part of the motion, in one query."""
    rows = (
        select(PollSubject.part_id, Poll, Outcome.received, _has_uneven_rights())
        .join(Poll, Poll.id == PollSubject.poll_id)
        .join(Outcome, Outcome.poll_id == Poll.id)
        .where(Poll.congress_id == congress_id, PollSubject.part_id.is_not(None))
        .where(Poll.state == PollState.PROCLAIMED, Outcome.is_adopted.is_not(None))
        .order_by(Poll.id)
    )
    return {
        part_id: PartCounts(
            Tally.from_json(received).for_or_against if received else None,
            Tally.from_json(received).weighted_for_or_against if _weighs(poll, is_uneven=is_uneven) else None,
            poll.method.answers,
            by_college=bool(poll.colleges),
        )
        for part_id, poll, received, is_uneven in session().execute(rows)
        if part_id is not None
    }


def weighs(poll: Poll) -> bool:
    """Whether votes weigh in this poll: some right of its electorate, or some member in exercise where they count."""
    return _weighs(poll, is_uneven=_is_uneven(poll))


def _is_uneven(poll: Poll) -> bool:
    return bool(session().scalar(select(_has_uneven_rights()).where(Poll.id == poll.id)))


def _has_uneven_rights() -> ColumnElement[bool]:
    return exists().where(RightToVote.poll_id == Poll.id, RightToVote.weight != WEIGHT_SCALE).correlate(Poll)


def _weighs(poll: Poll, *, is_uneven: bool) -> bool:
    if is_uneven:
        return True
    counts_members = any(rule.counts_members for rule in FrozenRules.from_names(poll.rules).rules.majorities)
    return counts_members and poll.members_weight != (poll.members or 0) * WEIGHT_SCALE


def weighted_count(poll: Poll, tally: Tally) -> WeightedCount | None:
    """A count of this poll in what its votes weigh; None where every vote weighs one."""
    return _weighted(poll, tally) if weighs(poll) else None


def _weighted(poll: Poll, tally: Tally) -> WeightedCount:
    weights = session().scalars(select(RightToVote.weight).where(RightToVote.poll_id == poll.id).distinct())
    counts = tally.weighted_for_or_against
    return WeightedCount(counts, _weighted_chamber(poll), scale=WEIGHT_SCALE, step=gcd(*weights) or 1)


def _weighted_chamber(poll: Poll) -> Chamber:
    """The chamber in millionths, as it was at the opening, for majorities of members or of those present."""
    rights = select(func.sum(RightToVote.weight)).where(RightToVote.poll_id == poll.id)
    own = session().scalar(rights.where(RightToVote.principal_id == RightToVote.holder_id)) or 0
    held = session().scalar(rights.where(RightToVote.principal_id != RightToVote.holder_id)) or 0
    return Chamber(members=poll.members_weight or 0, present=int(own), represented=int(held))


def _presiding(poll: Poll, outcome: Outcome, known: KnownRights | None) -> Presiding | None:
    """Who held the chair from the opening to the closing, and what their own vote said.

    Where somebody may read the result and not who voted what, no more is said than a tie shows by itself; where votes
    are not kept by name, nothing but what the chair declared of their own.
    """
    if poll.chair is None or poll.answers.options or (outcome.chair_choice is None and not poll.method.is_named):
        return None
    holder_id = known.chairs.get(poll.id) if known else _holder_for_chair(poll)
    if holder_id is None:
        side = ChairSide.NOT_CALLED
    elif holder_id != poll.chair_id:
        side = ChairSide.REPRESENTED
    else:
        side = ChairSide(outcome.chair_choice) if outcome.chair_choice else ChairSide.SILENT
    is_told = poll.congress.named_votes_visible.is_read_wherever(poll.congress.results_visible)
    is_shown = is_told or side in (ChairSide.FOR, ChairSide.AGAINST)
    return Presiding(told_name(poll.chair), side if is_shown else ChairSide.NEITHER)


def _holder_for_chair(poll: Poll) -> int | None:
    own = select(RightToVote.holder_id).where(RightToVote.poll_id == poll.id, RightToVote.principal_id == poll.chair_id)
    return session().scalar(own)
