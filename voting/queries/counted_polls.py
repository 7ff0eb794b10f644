"""A closed poll read back as it was locked, for the sentences that say it: nothing is counted nor decided again.

The chamber and the weights are those frozen when it opened, the counts and the verdict those of its outcome.
"""

from dataclasses import replace
from math import gcd

from sqlalchemy import exists, func, select

from congress.models import WEIGHT_SCALE, QuorumMoment, Visibility
from congress.rules.rule_names import QuorumRule
from core.database import session
from voting.models import Outcome, Poll, RightToVote
from voting.queries.frozen_rules import FrozenRules
from voting.rules.counted_poll import ChairSide, CountedPoll, Presiding, Subject, WeightedCount
from voting.rules.majority import Counts
from voting.rules.outcome import Rules, Verdict
from voting.rules.quorum import Chamber, QuorumFinding, check_quorum


def counted_poll(poll: Poll, outcome: Outcome, subject: Subject) -> CountedPoll:
    """The poll as its sentences take it; `subject`: what it was about, by its public name."""
    rules, was_requested = judged_rules(poll, FrozenRules.from_names(poll.rules))
    chamber, heads = chamber_of(poll), Counts.from_dict(outcome.counts)
    weighted = weighted_count(poll, Counts.from_dict(outcome.weighted))
    deciding = weighted.counts if weighted else heads
    verdict = Verdict(
        adopted=outcome.is_adopted,
        reason=outcome.reason,
        quorum=_quorum(poll, outcome, rules, chamber, was_requested=was_requested),
        needed=outcome.needed,
        cast=deciding.cast,
        took_part=deciding.took_part,
    )
    return CountedPoll(verdict, rules, chamber, heads, subject, weighted, presiding=_presiding(poll, outcome))


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


def weighs(poll: Poll) -> bool:
    """Whether votes weigh in this poll: some right of its electorate, or some member in exercise where they count."""
    uneven = select(RightToVote.id).where(RightToVote.poll_id == poll.id, RightToVote.weight != WEIGHT_SCALE)
    if session().scalar(uneven.limit(1)) is not None:
        return True
    counts_members = any(rule.counts_members for rule in FrozenRules.from_names(poll.rules).rules.majorities)
    return counts_members and poll.members_weight != (poll.members or 0) * WEIGHT_SCALE


def weighted_count(poll: Poll, weighted: Counts) -> WeightedCount | None:
    """A count of this poll in what its votes weigh; None where every vote weighs one."""
    if not weighs(poll):
        return None
    weights = session().scalars(select(RightToVote.weight).where(RightToVote.poll_id == poll.id).distinct())
    return WeightedCount(weighted, _weighted_chamber(poll), scale=WEIGHT_SCALE, step=gcd(*weights) or 1)


def _weighted_chamber(poll: Poll) -> Chamber:
    """The chamber in millionths, as it was at the opening, for majorities of members or of those present."""
    rights = select(func.sum(RightToVote.weight)).where(RightToVote.poll_id == poll.id)
    own = session().scalar(rights.where(RightToVote.principal_id == RightToVote.holder_id)) or 0
    held = session().scalar(rights.where(RightToVote.principal_id != RightToVote.holder_id)) or 0
    return Chamber(members=poll.members_weight or 0, present=int(own), represented=int(held))


def _quorum(poll: Poll, outcome: Outcome, rules: Rules, chamber: Chamber, *, was_requested: bool) -> QuorumFinding:
    """The check on which the outcome stands: its numbers are frozen, and so is whether it was met."""
    frozen = FrozenRules.from_names(poll.rules)
    found = check_quorum(
        rules.quorum,
        chamber,
        convocation=frozen.convocation,
        item_was_on_first_agenda=frozen.item_was_on_first_agenda,
        requested=was_requested,
        voted=outcome.took_part,
    )
    return replace(found, met=outcome.is_quorum_met)


def _presiding(poll: Poll, outcome: Outcome) -> Presiding | None:
    """Who held the chair from the opening to the closing, and what their own vote said.

    Where the congress never publishes who voted what, no more is said than a tie shows by itself.
    """
    if poll.chair is None:
        return None
    right = select(exists().where(RightToVote.poll_id == poll.id, RightToVote.principal_id == poll.chair_id))
    if not session().scalar(right):
        side = ChairSide.NOT_CALLED
    else:
        side = ChairSide(outcome.chair_choice.value) if outcome.chair_choice else ChairSide.SILENT
    is_told = poll.congress.named_votes_visible != Visibility.NEVER or side in (ChairSide.FOR, ChairSide.AGAINST)
    return Presiding(poll.chair.civil_name, side if is_told else ChairSide.NEITHER)
