"""Quorum: whether enough members are there for the assembly to decide.

Pure. Knows numbers only: who is present or represented is the business of `congress`. The rules, with the articles
they come from, are told in docs/rules/quorum.md; their names are the ones stored, shown (translated) and read by
`hemicycle voting decide`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from types import MappingProxyType

from congress.rules.rule_names import QuorumRule

Amount = int | Fraction
"""A number of votes: whole, or exact when votes weigh decimals. Never a float."""


@dataclass(frozen=True, slots=True)
class Chamber:
    """Who is there, in numbers, frozen when an item or a poll opens.

    `members`: those who serve (vacant seats excluded). `present`: when the vote is taken. `represented`: valid proxies.
    `barred`: present members who must withdraw (CGCT L2131-11). `present_at_opening`: present when the item was put
    in discussion, where it is known: the quorum is judged on it (later departures do not spoil an open item).
    """

    members: int
    present: int
    represented: int = 0
    barred: int = 0
    present_at_opening: int | None = None

    @property
    def here(self) -> int:
        """Those who count for the quorum: present when the item was opened, less those who withdrew."""
        present = self.present if self.present_at_opening is None else self.present_at_opening
        return max(present - self.barred, 0)

    @property
    def entitled(self) -> int:
        """Rights to vote: present, less those who withdrew, plus the represented."""
        return self.present - self.barred + self.represented


@dataclass(frozen=True, slots=True)
class CollegeFinding:
    """What the same check found in one college, where the rule asks the quorum of each."""

    name: str
    met: bool | None
    here: Amount
    needed: int
    members: int


@dataclass(frozen=True, slots=True)
class QuorumFinding:
    """What a check of the quorum found: to be kept as it is, never recomputed afterwards.

    `met`: None when the rule cannot be judged yet. `here`: the number compared (present, present and represented,
    or voters, as the rule says). `needed`: the least number that satisfies the rule, 0 when nothing is required.
    `waived`: nothing is required of this item (second convocation, or no check was requested).
    """

    met: bool | None
    here: Amount
    needed: int
    rule: QuorumRule
    waived: bool = False
    waited: bool = False  # the vote was put off for want of a quorum: it is valid whatever the number
    by_college: tuple[CollegeFinding, ...] = ()

    @property
    def missing_in(self) -> tuple[CollegeFinding, ...]:
        """The colleges in which it is not there, of those it is asked of."""
        return tuple(one for one in self.by_college if one.met is False)


def threshold(rule: QuorumRule, members: int) -> int:
    """The least number that satisfies the rule for so many serving members: 66 of 131, 5 of 8, 21 of 42."""
    match rule:
        case QuorumRule.NONE:
            return 0
        case QuorumRule.MAJORITY_MEMBERS | QuorumRule.ON_REQUEST_MAJORITY_MEMBERS:
            return floor(Fraction(members, 2)) + 1
        case QuorumRule.HALF_MEMBERS_CEIL | QuorumRule.HALF_VOTED_CEIL:
            return ceil(Fraction(members, 2))
        case QuorumRule.TWO_THIRDS_MEMBERS:
            return ceil(Fraction(2 * members, 3))
        case QuorumRule.QUARTER_MEMBERS_WITH_PROXIES:
            return ceil(Fraction(members, 4))


def is_waived(
    rule: QuorumRule, *, convocation: int = 1, item_was_on_first_agenda: bool = False, requested: bool = False
) -> bool:
    """Whether nothing is required of this item.

    A second convocation waives any quorum, for the items of the first agenda only (CGCT L2121-17 al. 2). Where the
    quorum is checked on request, an assembly that nobody asked to count is always in number (RAN art. 61).
    """
    if convocation == 2 and item_was_on_first_agenda:
        return True
    return rule is QuorumRule.ON_REQUEST_MAJORITY_MEMBERS and not requested


def check_quorum(
    rule: QuorumRule,
    chamber: Chamber,
    *,
    convocation: int = 1,
    item_was_on_first_agenda: bool = False,
    requested: bool = False,
    voted: Amount | None = None,
    colleges: Mapping[str, Chamber] = MappingProxyType({}),
    voted_in: Mapping[str, Amount] | None = None,
) -> QuorumFinding:
    """Whether the quorum is met, with the number found and the number needed.

    `voted`: those who took part (for, against, abstain, blank, null), needed by `half_voted_ceil` alone; without it
    that rule answers None, since it is judged at closing. `colleges`: those in each of which it must be met besides,
    and `voted_in` who took part in each.
    """
    if is_waived(rule, convocation=convocation, item_was_on_first_agenda=item_was_on_first_agenda, requested=requested):
        return QuorumFinding(met=True, here=_here(rule, chamber, voted), needed=0, rule=rule, waived=True)
    met, here, needed = _judge(rule, chamber, voted)
    found = tuple(
        CollegeFinding(name, *_judge(rule, one, voted_in.get(name, 0) if voted_in is not None else None), one.members)
        for name, one in colleges.items()
    )
    met_in_each = None if met is None else met and all(one.met for one in found)
    return QuorumFinding(met=met_in_each, here=here, needed=needed, rule=rule, by_college=found)


def _judge(rule: QuorumRule, chamber: Chamber, voted: Amount | None) -> tuple[bool | None, Amount, int]:
    """(met, here, needed) for one chamber, or one college of it."""
    here, needed = _here(rule, chamber, voted), threshold(rule, chamber.members)
    return (None if rule.judged_at_closing and voted is None else here >= needed), here, needed


def _here(rule: QuorumRule, chamber: Chamber, voted: Amount | None) -> Amount:
    if rule.counts_proxies:
        return chamber.here + chamber.represented
    if rule.judged_at_closing:
        return 0 if voted is None else voted
    return chamber.here
