"""What the rule of a poll among options finds in its count, and who is chosen in the end."""

from fractions import Fraction
from typing import Any

from congress.models import WEIGHT_SCALE
from congress.rules.rule_names import OptionRule
from core.database import session
from voting.models import Outcome, Poll
from voting.queries.colleges.college_counts import decimal_votes
from voting.queries.frozen_rules import FrozenRules
from voting.rules.asking.asked_options import AskedOptions, CountedOptions
from voting.rules.asking.choosing import OptionFinding, choose_option
from voting.rules.asking.rankings import preferences, read_ranking
from voting.rules.election import ElectionFinding, elect
from voting.rules.methods.tally import Tally
from voting.rules.outcome import Reason
from voting.rules.quorum import Amount
from voting.subject_models import EldestSaid, QuestionKind


def finding(poll: Poll, tally: Tally, *, weighs: bool) -> ElectionFinding | OptionFinding:
    """What the rule frozen with the poll finds in its count."""
    frozen, options = FrozenRules.from_names(poll.rules), poll.answers.options
    votes = tally.weights if weighs else tally.heads
    if frozen.chosen_by == QuestionKind.ELECTION:
        return elect({option: votes.get(option, 0) for option in options}, frozen.round)
    return choose_option(OptionRule(frozen.chosen_by), votes, options)


def asked_options(poll: Poll) -> AskedOptions | None:
    """The options of a poll as sentences name them, with those chosen once it is closed; None of for or against."""
    answers, frozen = poll.answers, FrozenRules.from_names(poll.rules)
    if not answers.options:
        return None
    outcome = poll.outcome
    return AskedOptions(
        rule=frozen.chosen_by,
        round=frozen.round,
        names=answers.names,
        chosen=chosen_of(poll, outcome) if outcome else (),
        reason=outcome.reason if outcome else None,
    )


def chosen_of(poll: Poll, outcome: Outcome) -> tuple[str, ...]:
    """The keys of those that the rule finds first; of those with as many votes, the eldest once it is said who is."""
    found = tuple(outcome.chosen.split())
    if outcome.reason is not Reason.ELDEST:
        return found
    said = session().get(EldestSaid, poll.id)
    return (said.chosen,) if said is not None else found


def counted_options(poll: Poll, outcome: Outcome, *, weighs: bool) -> CountedOptions | None:
    """The count of a poll among options, read back; None of for or against."""
    answers = poll.answers
    if not answers.options:
        return None
    firsts, found = outcome.tally.firsts, finding(poll, outcome.tally, weighs=weighs)
    amounts = outcome.tally.weights if weighs else outcome.tally.heads
    orders = {order: amount for choice, amount in amounts.items() if (order := read_ranking(choice, answers.options))}
    is_paired = FrozenRules.from_names(poll.rules).chosen_by == OptionRule.SCHULZE
    scale = WEIGHT_SCALE if weighs else 1
    return CountedOptions(
        answers=answers,
        heads=firsts.heads,
        weights={choice: Fraction(weight, WEIGHT_SCALE) for choice, weight in firsts.weights.items()},
        rounds=found.rounds if isinstance(found, OptionFinding) else (),
        pairs=preferences(orders, answers.options) if is_paired else {},
        scale=scale,
    )


def how_chosen_told(among: CountedOptions | None) -> dict[str, Any]:
    """What files and programs read of how orders led to a choice, as sentences tell it; null where none did.

    `rounds` of an instant runoff; `pairs` of the Schulze method, each two options once. Exact decimals where votes
    weigh.
    """
    if among is None:
        return {"rounds": None, "pairs": None}
    keys = among.answers.options
    rounds = [
        {
            "votes": {key: _told(amount, among.scale) for key, amount in one.votes.items()},
            "left_out": list(one.left_out),
        }
        for one in among.rounds
    ]
    pairs = [
        {"before": one, "after": other, "votes": _told(among.pairs[one, other], among.scale),
         "against": _told(among.pairs[other, one], among.scale)}
        for place, one in enumerate(keys) for other in keys[place + 1 :] if among.pairs
    ]  # fmt: skip
    return {"rounds": rounds or None, "pairs": pairs or None}


def _told(amount: Amount, scale: int) -> int | str:
    return int(amount) if scale == 1 else decimal_votes(int(amount))
