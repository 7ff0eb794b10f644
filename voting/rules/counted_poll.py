"""A poll whose ballots are counted, as every sentence about it takes it: heads, weights, rules, who presided.

Pure. Heads (« votants ») are rights to vote used; votes (« voix ») are what they weigh. Where every vote weighs one,
both are one number and only heads are told; elsewhere each is told by its own name.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil

from voting.rules.asking.asked_options import AskedOptions, CountedOptions
from voting.rules.majority import Counts, MajorityRule, base_of, share_of
from voting.rules.methods.answers import Answers
from voting.rules.methods.method import ELECTRONIC, Method
from voting.rules.outcome import College, Rules, Verdict
from voting.rules.quorum import Amount, Chamber


class SubjectKind(StrEnum):
    """What a poll is about."""

    AMENDMENT = "amendment"
    SUB_AMENDMENT = "sub_amendment"
    BUNDLE = "bundle"  # several amendments adopted without debate, by one vote
    RETAINED = "retained"  # several amendments that the bureau retains, by one vote
    PROPOSAL = "proposal"
    PREAMBLE = "preamble"
    CLOSING = "closing"
    MOTION = "motion"
    FREE = "free"  # a question in the words of the chair
    PROCEDURAL = "procedural"  # a motion from the floor
    ELECTION = "election"  # a person to elect
    OPTIONS = "options"  # one option among several
    DIVISION = "division"  # a part of a text that is voted in parts


@dataclass(frozen=True, slots=True)
class Subject:
    """What was put to the vote, and its public numbers (« 12 », « 12 rect. »): several for a batch."""

    kind: SubjectKind
    numbers: tuple[str, ...] = ()
    asked: AskedOptions | None = None  # of a question answered by an option


@dataclass(frozen=True, slots=True)
class WeightedCount:
    """The same count by what each vote weighs: whole units, `scale` of which make one vote of the roll.

    `step`: of how many units every weight of the electorate is a multiple, so that no count lies between two steps.
    """

    counts: Counts
    chamber: Chamber
    scale: int = 1
    step: int = 1

    def of(self, units: Amount) -> Fraction:
        """So many units, in votes of the roll."""
        return Fraction(units) / self.scale


class ChairSide(StrEnum):
    """What whoever presided did with their own vote."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINED = "abstain"
    NOT_TAKING_PART = "not_taking_part"
    SILENT = "silent"  # called to vote, said nothing
    REPRESENTED = "represented"  # not in the register when the poll opened: a proxy votes, and breaks no tie
    NOT_CALLED = "not_called"  # not in the register when the poll opened, or no elector
    NEITHER = "neither"  # neither for nor against, where the congress publishes no more than that


@dataclass(frozen=True, slots=True)
class Presiding:
    """Who held the chair while the poll was open, and what their own vote said."""

    name: str
    side: ChairSide


@dataclass(frozen=True, slots=True)
class CountedPoll:
    """All that a sentence about a count may need. `weighted`: None where every vote weighs one."""

    verdict: Verdict
    rules: Rules
    chamber: Chamber
    heads: Counts
    subject: Subject
    weighted: WeightedCount | None = None
    colleges: tuple[College, ...] = ()
    presiding: Presiding | None = None
    method: Method = ELECTRONIC
    among: CountedOptions | None = None  # of a question answered by an option

    @property
    def answers(self) -> Answers:
        """The choices of the method, in the order in which they are offered, or the options of the question."""
        return self.among.answers if self.among else self.method.answers

    @property
    def deciding(self) -> Counts:
        """The count that decided: in units of weight where votes weigh, else in heads."""
        return self.weighted.counts if self.weighted else self.heads

    def weight_of(self, choice: str) -> Fraction:
        """What those who chose this weigh together; their number where every vote weighs one."""
        if self.among and choice in self.among.heads:
            return self.among.weights[choice] if self.weighted else Fraction(self.among.heads[choice])
        amount = self.deciding.as_dict()[choice]
        return self.weighted.of(amount) if self.weighted else Fraction(amount)

    def heads_of(self, choice: str) -> int:
        """How many rights to vote said this."""
        if self.among and choice in self.among.heads:
            return self.among.heads[choice]
        return int(self.heads.as_dict()[choice])

    def threshold(self, rule: MajorityRule) -> "Threshold":
        """What the votes for must exceed or reach for this majority: in the unit of the roll, exact."""
        counts, chamber = self.deciding, self.weighted.chamber if self.weighted else self.chamber
        base, share = Fraction(base_of(rule, counts, chamber)), share_of(rule)
        scale, step = (self.weighted.scale, self.weighted.step) if self.weighted else (1, 1)
        if share is None:
            return Threshold(base / 2 / scale, is_exceeded=True)
        return Threshold(Fraction(max(ceil(share * base / step), 1) * step, scale), is_exceeded=False)


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number of votes to exceed (« plus de 7 voix »), or to reach (« au moins 10 voix »)."""

    votes: Fraction
    is_exceeded: bool

    def holds(self, for_: Fraction) -> bool:
        """Whether so many votes for carry the decision."""
        return for_ > self.votes if self.is_exceeded else for_ >= self.votes
