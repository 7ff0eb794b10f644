"""One option among several, by the rule that the congress chose. Pure.

`relative`: the most votes; `absolute`: more than half of the votes cast; or the order that each voter put them in
(`voting.rules.asking.rankings`). Nothing parts options that the rule finds equal: none of them is chosen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from congress.rules.rule_names import OptionRule
from voting.rules.asking.rankings import RunoffRound, instant_runoff, read_ranking, schulze
from voting.rules.quorum import Amount


@dataclass(frozen=True, slots=True)
class OptionFinding:
    """What the rule finds: one leader is chosen; several are equal; none: nothing was cast, or nobody has enough."""

    leaders: tuple[str, ...]
    cast: Amount
    needed: Amount
    rounds: tuple[RunoffRound, ...] = ()

    @property
    def chosen(self) -> str | None:
        """The option chosen, or None."""
        return self.leaders[0] if len(self.leaders) == 1 else None


def choose_option(rule: OptionRule, votes: Mapping[str, Amount], options: Sequence[str]) -> OptionFinding:
    """What the rule finds of the votes by stored choice (« o1 », « o2>o1 »).

    What is no vote for an option is not cast.
    """
    orders = {order: amount for choice, amount in votes.items() if (order := read_ranking(choice, options))}
    cast = sum(orders.values())
    absolute = cast // 2 + 1
    if rule is OptionRule.INSTANT_RUNOFF:
        leaders, rounds = instant_runoff(orders, options)
        return OptionFinding(leaders, cast, absolute, rounds)
    if rule is OptionRule.SCHULZE:
        return OptionFinding(schulze(orders, options), cast, 0)
    firsts: dict[str, Amount] = dict.fromkeys(options, 0)
    for order, amount in orders.items():
        firsts[order[0]] += amount
    most = max(firsts.values(), default=0)
    leaders = tuple(name for name in options if firsts[name] == most and most)
    if rule is OptionRule.RELATIVE:
        return OptionFinding(leaders, cast, most)
    return OptionFinding(leaders if 2 * most > cast else (), cast, absolute)
