"""Majority: how many votes for are needed, and whether they are there.

Pure. « Majorité absolue » is a false friend: more than half of *for and against* (CGCT L2121-20), of *for, against
and abstentions* elsewhere, of the *serving members* in a constitution. Each formula has its name here and its
source in docs/rules/majority.md; nothing else in the house computes one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor, lcm
from typing import Final

from voting.rules.quorum import Amount, Chamber


class Choice(StrEnum):
    """What a vote may say. Blank and null exist only where ballot papers are counted."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    BLANK = "blank"
    NULL = "null"
    NOT_TAKING_PART = "not_taking_part"


@dataclass(frozen=True, slots=True)
class Counts:
    """A count: votes by choice, in heads or in weights (then every number of the vote is in the same unit)."""

    for_: Amount = 0
    against: Amount = 0
    abstain: Amount = 0
    blank: Amount = 0
    null: Amount = 0
    not_taking_part: Amount = 0

    @property
    def took_part(self) -> Amount:
        """Voters (« votants »): all but those who took no part."""
        return self.for_ + self.against + self.abstain + self.blank + self.null

    @property
    def cast(self) -> Amount:
        """Votes cast (« suffrages exprimés »): for and against."""
        return self.for_ + self.against

    def as_dict(self) -> dict[str, Amount]:
        """The count by the stored names: for, against, abstain, blank, null, not_taking_part."""
        return {choice.value: getattr(self, _ATTRIBUTE[choice]) for choice in Choice}

    @classmethod
    def from_dict(cls, votes: Mapping[str, Amount]) -> "Counts":
        """The count that `as_dict` wrote; a name left out counts zero."""
        return cls(**{_ATTRIBUTE[choice]: votes.get(choice.value, 0) for choice in Choice})


_ATTRIBUTE: Final = {choice: "for_" if choice is Choice.FOR else choice.value for choice in Choice}


def tally(choices: Iterable[str]) -> Counts:
    """The count of these choices (values of `Choice`), one vote each."""
    return tally_weights((choice, 1) for choice in choices)


def tally_weights(ballots: Iterable[tuple[str, Amount]]) -> Counts:
    """The count of these (choice, weight) pairs, weights added exactly."""
    weights: dict[str, Amount] = dict.fromkeys(Choice, 0)
    for choice, weight in ballots:
        weights[Choice(choice)] += weight
    return Counts.from_dict(weights)


class MajorityRule(StrEnum):
    """Which part of which number the votes for must reach."""

    ABSOLUTE_CAST = "absolute_cast"
    TWO_THIRDS_CAST = "2/3_cast"
    THREE_FIFTHS_CAST = "3/5_cast"
    ABSOLUTE_CAST_WITH_ABSTENTIONS = "absolute_cast_with_abstentions"
    ABSOLUTE_CAST_WITH_ABSTENTIONS_AND_BLANKS = "absolute_cast_with_abstentions_and_blanks"
    ABSOLUTE_CAST_WITH_NULL = "absolute_cast_with_null"
    ABSOLUTE_MEMBERS = "absolute_members"
    TWO_THIRDS_MEMBERS = "2/3_members"
    THREE_FIFTHS_MEMBERS = "3/5_members"
    ABSOLUTE_PRESENT = "absolute_present"

    @property
    def counts_members(self) -> bool:
        """Whether its base is all the serving members, those who are away too."""
        return self in (self.ABSOLUTE_MEMBERS, self.TWO_THIRDS_MEMBERS, self.THREE_FIFTHS_MEMBERS)


@dataclass(frozen=True, slots=True)
class _Formula:
    """More than half of a base (`share` None), or at least a share of it."""

    base: Callable[[Counts, Chamber], Amount]
    share: Fraction | None = None


def _cast(counts: Counts, _chamber: Chamber) -> Amount:
    return counts.cast


def _cast_and_abstentions(counts: Counts, _chamber: Chamber) -> Amount:
    return counts.cast + counts.abstain


def _cast_abstentions_and_blanks(counts: Counts, _chamber: Chamber) -> Amount:
    return counts.cast + counts.abstain + counts.blank


def _cast_and_null(counts: Counts, _chamber: Chamber) -> Amount:
    return counts.cast + counts.null


def _members(_counts: Counts, chamber: Chamber) -> Amount:
    return chamber.members


def _present_and_represented(_counts: Counts, chamber: Chamber) -> Amount:
    return chamber.present + chamber.represented


_FORMULAS: Final[Mapping[MajorityRule, _Formula]] = {
    MajorityRule.ABSOLUTE_CAST: _Formula(_cast),
    MajorityRule.TWO_THIRDS_CAST: _Formula(_cast, Fraction(2, 3)),
    MajorityRule.THREE_FIFTHS_CAST: _Formula(_cast, Fraction(3, 5)),
    MajorityRule.ABSOLUTE_CAST_WITH_ABSTENTIONS: _Formula(_cast_and_abstentions),
    MajorityRule.ABSOLUTE_CAST_WITH_ABSTENTIONS_AND_BLANKS: _Formula(_cast_abstentions_and_blanks),
    MajorityRule.ABSOLUTE_CAST_WITH_NULL: _Formula(_cast_and_null),
    MajorityRule.ABSOLUTE_MEMBERS: _Formula(_members),
    MajorityRule.TWO_THIRDS_MEMBERS: _Formula(_members, Fraction(2, 3)),
    MajorityRule.THREE_FIFTHS_MEMBERS: _Formula(_members, Fraction(3, 5)),
    MajorityRule.ABSOLUTE_PRESENT: _Formula(_present_and_represented),
}


def base_of(rule: MajorityRule, counts: Counts, chamber: Chamber) -> Amount:
    """The number of which the votes for must be more than half, or a share: 101 cast, 131 members."""
    return _FORMULAS[rule].base(counts, chamber)


def share_of(rule: MajorityRule) -> Fraction | None:
    """The share that the votes for must reach; None where they must exceed one half."""
    return _FORMULAS[rule].share


def needed(rule: MajorityRule, counts: Counts, chamber: Chamber) -> Amount:
    """The least number of votes for that carries the decision, the base being what it is: 51 of 101 cast.

    Whole when the counts are whole; with decimal weights, a multiple of their common unit (0.1 when one weighs 1.5
    and another 0.3). Never less than one vote: nothing is adopted by nobody.
    """
    formula = _FORMULAS[rule]
    base = formula.base(counts, chamber)
    unit = Fraction(1, lcm(*(Fraction(votes).denominator for votes in counts.as_dict().values())))
    steps = floor(base / unit / 2) + 1 if formula.share is None else ceil(formula.share * base / unit)
    least = max(steps, 1) * unit
    return least.numerator if least.denominator == 1 else least


def is_reached(rule: MajorityRule, counts: Counts, chamber: Chamber) -> bool:
    """Whether the votes for reach the majority. Nobody for is never a majority, even of nobody."""
    if counts.for_ == 0:
        return False
    formula = _FORMULAS[rule]
    base = formula.base(counts, chamber)
    if formula.share is None:
        return 2 * counts.for_ > base
    return counts.for_ >= formula.share * base


def needed_by_all(rules: Iterable[MajorityRule], counts: Counts, chamber: Chamber) -> Amount:
    """The least number of votes for that carries the decision when several majorities must all hold."""
    return max(needed(rule, counts, chamber) for rule in rules)
