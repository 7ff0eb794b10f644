"""Outcome: what a vote decides, from its frozen rules, its chamber and its counts.

Pure, exact (integers and fractions), and the only place where « adopté » is computed. A vote without quorum, or tied
with a second round to come, has no verdict: `adopted` is None and nothing may be done to the text. The rules are told
in docs/rules/ties.md and docs/rules/majority.md.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, NamedTuple

from congress.rules.rule_names import BallotKind, CollegeRule, QuorumRule, TieRule
from voting.rules.majority import Choice, Counts, MajorityRule, is_reached, needed_by_all
from voting.rules.methods.tally import Tally
from voting.rules.quorum import Amount, Chamber, QuorumFinding, check_quorum

__all__ = ["College", "CollegeRule", "Reason", "Rules", "Verdict", "colleges_hold", "decide_vote"]


class Reason(StrEnum):
    """Why the verdict is what it is: the first that applies, in this order."""

    DECLARED = "declared"  # by the chair, who looked at the hands: nothing was counted
    NO_QUORUM = "no_quorum"
    MAJORITY = "majority"
    COLLEGE_NOT_MAJORITY = "college_not_majority"
    NO_VOTES_CAST = "no_votes_cast"
    REVOTE = "revote"
    CASTING_VOTE = "casting_vote"
    TIE = "tie"
    NOT_MAJORITY = "not_majority"
    # Of a person to elect, or of an option: docs/rules/election.md, docs/rules/options.md.
    ELECTED = "elected"
    ELDEST = "eldest"  # as many votes at the third round: the eldest of those chosen is elected
    ANOTHER_ROUND = "another_round"
    CHOSEN = "chosen"
    EQUAL = "equal"  # nothing parts those that the rule finds first


class College(NamedTuple):
    """The votes of one college; its share (0.6…) serves the rule `share` alone. `voices`: all that it said."""

    name: str
    for_: Amount
    against: Amount
    share: Fraction | None = None
    voices: Tally | None = None
    entitled: int = 0  # how many it had called to vote

    @property
    def cast(self) -> Amount:
        """For and against."""
        return self.for_ + self.against

    @property
    def counted(self) -> Fraction:
        """What it adds under the rule `share`: share × for ÷ cast; nothing where nothing is cast."""
        if self.share is None:
            raise ValueError(f"college {self.name}: no share")
        return self.share * Fraction(self.for_) / Fraction(self.cast) if self.cast else Fraction(0)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one vote, frozen when it is announced. Several majorities must all hold."""

    quorum: QuorumRule
    majorities: tuple[MajorityRule, ...]
    tie_rule: TieRule = TieRule.REJECTED
    ballot: BallotKind = BallotKind.PUBLIC
    college_rule: CollegeRule | None = None

    def __post_init__(self) -> None:
        if not self.majorities:
            raise ValueError("majority: at least one is needed")

    def may_be_broken_by_chair(self, ballot_round: int) -> bool:
        """Whether the side of the chair decides a tie of this round: where it is voted again first, of the second."""
        if self.tie_rule is TieRule.REVOTE_THEN_CASTING_VOTE:
            return ballot_round == 2
        return self.tie_rule is TieRule.CASTING_VOTE and self.ballot is BallotKind.PUBLIC

    @classmethod
    def from_names(cls, names: Mapping[str, Any]) -> "Rules":
        """The rules from their stored names: quorum, majority (one or a list), tie_rule, ballot, college_rule.

        ValueError for an unknown name, KeyError for a missing one.
        """
        majority = names["majority"]
        college = names.get("college_rule")
        return cls(
            quorum=QuorumRule(names["quorum"]),
            majorities=tuple(map(MajorityRule, [majority] if isinstance(majority, str) else majority)),
            tie_rule=TieRule(names["tie_rule"]),
            ballot=BallotKind(names["ballot"]),
            college_rule=CollegeRule(college) if college else None,
        )

    def as_names(self) -> dict[str, Any]:
        """The stored names, `majority` always a list: what `from_names` reads."""
        return {
            "quorum": self.quorum.value,
            "majority": [rule.value for rule in self.majorities],
            "tie_rule": self.tie_rule.value,
            "ballot": self.ballot.value,
            "college_rule": self.college_rule.value if self.college_rule else None,
        }


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the vote decided, and its arithmetic. `needed`, `cast`, `took_part` are in the unit that decides."""

    adopted: bool | None
    reason: Reason
    quorum: QuorumFinding
    needed: Amount
    cast: Amount
    took_part: Amount
    chosen: tuple[str, ...] = ()  # of options: the key of the one, or of those that have as many votes


class _Decision(NamedTuple):
    adopted: bool | None
    reason: Reason


def decide_vote(
    rules: Rules,
    chamber: Chamber,
    counts: Counts,
    *,
    quorum: QuorumFinding | None = None,
    chair_choice: str | None = None,
    round: int = 1,  # noqa: A002 - « premier, second tour »: the word of the rules
    convocation: int = 1,
    item_was_on_first_agenda: bool = False,
    quorum_requested: bool = False,
    colleges: Iterable[College] = (),
    weighted: Counts | None = None,
    weighted_chamber: Chamber | None = None,
) -> Verdict:
    """The verdict of a vote.

    `quorum`: what was found before the vote, on which it stands; else it is judged here. `counts`: in heads; they judge
    the quorum of those who voted. `weighted` (with `weighted_chamber`, in the same unit, for majorities of members or
    present) decides instead where votes weigh. `chair_choice`: the value of a `Choice`, the own vote of whoever chairs
    (no proxy, held or given); None when unknown. `colleges`: used when the rules
    have a `college_rule`, which then replaces the majority; under `each_and_majority` both must hold.
    """
    quorum = quorum or check_quorum(
        rules.quorum,
        chamber,
        convocation=convocation,
        item_was_on_first_agenda=item_was_on_first_agenda,
        requested=quorum_requested,
        voted=counts.took_part,
    )
    deciding, seats = weighted or counts, weighted_chamber or chamber
    decision = _Decision(adopted=None, reason=Reason.NO_QUORUM)
    if quorum.met and rules.college_rule is not None:
        decision = _decide_colleges(rules, tuple(colleges), deciding, seats)
    elif quorum.met:
        decision = _decide_counts(rules, deciding, seats, chair_choice, round)
    needed = needed_by_all(rules.majorities, deciding, seats)
    return Verdict(decision.adopted, decision.reason, quorum, needed, deciding.cast, deciding.took_part)


def _decide_colleges(rules: Rules, colleges: tuple[College, ...], counts: Counts, chamber: Chamber) -> _Decision:
    if rules.college_rule is None or not colleges_hold(rules.college_rule, colleges):
        return _Decision(adopted=False, reason=Reason.COLLEGE_NOT_MAJORITY)
    of_all = rules.majorities if rules.college_rule is CollegeRule.EACH_AND_MAJORITY else ()
    if not all(is_reached(rule, counts, chamber) for rule in of_all):
        return _Decision(adopted=False, reason=Reason.NOT_MAJORITY)
    return _Decision(adopted=True, reason=Reason.MAJORITY)


def _decide_counts(
    rules: Rules, counts: Counts, chamber: Chamber, chair_choice: str | None, ballot_round: int
) -> _Decision:
    if all(is_reached(rule, counts, chamber) for rule in rules.majorities):
        return _Decision(adopted=True, reason=Reason.MAJORITY)
    if counts.cast == 0:
        return _Decision(adopted=False, reason=Reason.NO_VOTES_CAST)
    if counts.for_ == counts.against and set(rules.majorities) == {MajorityRule.ABSOLUTE_CAST}:
        return _break_tie(rules, chair_choice, ballot_round)
    return _Decision(adopted=False, reason=Reason.NOT_MAJORITY)


def _break_tie(rules: Rules, chair_choice: str | None, ballot_round: int) -> _Decision:
    """What a tie becomes.

    The chair's vote is preponderant unless the ballot is secret (CGCT L2121-20 al. 3): the side that the chair voted
    for wins; a chair who voted neither way gives none. After a tied second round, rules that make the chair's vote
    public let it decide even a secret ballot.
    """
    revotes = rules.tie_rule in {TieRule.REVOTE_THEN_REJECTED, TieRule.REVOTE_THEN_CASTING_VOTE}
    if revotes and ballot_round == 1:
        return _Decision(adopted=None, reason=Reason.REVOTE)
    may_cast = rules.tie_rule is TieRule.REVOTE_THEN_CASTING_VOTE or (
        rules.tie_rule is TieRule.CASTING_VOTE and rules.ballot is BallotKind.PUBLIC
    )
    if may_cast and chair_choice in {Choice.FOR, Choice.AGAINST}:
        return _Decision(adopted=chair_choice == Choice.FOR, reason=Reason.CASTING_VOTE)
    return _Decision(adopted=False, reason=Reason.TIE)


def colleges_hold(rule: CollegeRule, colleges: tuple[College, ...]) -> bool:
    """Whether the colleges carry the decision.

    `each`, `each_and_majority`: for > against in every college (so a college with nothing cast carries
    nothing). `share`: the sum of
    share × for ÷ (for + against) exceeds one half; a college with nothing cast adds nothing. No college: never.
    """
    if rule is CollegeRule.SHARE:
        return 2 * weighted_share(colleges) > 1
    return bool(colleges) and all(college.for_ > college.against for college in colleges)


def weighted_share(colleges: Iterable[College]) -> Fraction:
    """The sum that the rule `share` holds against one half."""
    return sum((college.counted for college in colleges), Fraction(0))
