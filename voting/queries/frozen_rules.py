"""The rules of a poll as they are frozen when it is announced: a JSON value and its fingerprint.

Names are those of docs/rules; `voting.rules.outcome.Rules` reads them back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from congress.chamber_models import AgendaItem, Sitting
from congress.models import Congress, QuorumMoment
from congress.rules.colleges.settings import CollegeSettings, exact_share
from congress.rules.rule_names import BallotKind, CollegeRule, QuorumRule
from voting.rules.methods.method import ELECTRONIC, Method
from voting.rules.outcome import Rules


@dataclass(frozen=True, slots=True)
class FrozenRules:
    """The rules of one poll. `round`: 2 when the same question was tied once under a rule that votes again.

    `chosen_by`: of options, the rule that finds one (« election », whose round is `round`; « schulze »…); else empty.
    """

    rules: Rules
    quorum_checked: QuorumMoment
    round: int
    convocation: int
    item_was_on_first_agenda: bool
    chosen_by: str = ""
    college_shares: Mapping[str, str] = field(default_factory=dict)  # by college, exact: under the rule `share`
    quorum_by_college: bool = False

    @classmethod
    def of(
        cls, congress: Congress, sitting: Sitting, item: AgendaItem, *, ballot_round: int, method: Method = ELECTRONIC,
        chosen_by: str = "",
    ) -> "FrozenRules":  # fmt: skip
        """What the congress, the sitting, the item and the method of voting say now."""
        is_secret = BallotKind.SECRET in (congress.ballot, method.ballot)
        rules = Rules.from_names(
            {
                "quorum": congress.quorum,
                "majority": congress.majority,
                "tie_rule": congress.tie_rule,
                "ballot": BallotKind.SECRET if is_secret else BallotKind.PUBLIC,
                "college_rule": congress.college_rule,
            }
        )
        return cls(
            rules=rules,
            quorum_checked=congress.quorum_checked,
            round=ballot_round,
            convocation=sitting.convocation,
            item_was_on_first_agenda=item.on_first_agenda,
            chosen_by=chosen_by,
            college_shares=dict(congress.college_shares),
            quorum_by_college=congress.quorum_by_college,
        )

    def as_names(self) -> dict[str, Any]:
        """The JSON value stored with the poll."""
        return {
            **self.rules.as_names(),
            "quorum_checked": self.quorum_checked.value,
            "round": self.round,
            "convocation": self.convocation,
            "item_was_on_first_agenda": self.item_was_on_first_agenda,
            **({"chosen_by": self.chosen_by} if self.chosen_by else {}),
            **({"college_shares": dict(self.college_shares)} if self.college_shares else {}),
            **({"quorum_by_college": True} if self.quorum_by_college else {}),
        }

    @classmethod
    def from_names(cls, names: dict[str, Any]) -> "FrozenRules":
        """The rules that `as_names` wrote."""
        return cls(
            rules=Rules.from_names(names),
            quorum_checked=QuorumMoment(names["quorum_checked"]),
            round=names["round"],
            convocation=names["convocation"],
            item_was_on_first_agenda=names["item_was_on_first_agenda"],
            chosen_by=names.get("chosen_by", ""),
            college_shares=names.get("college_shares", {}),
            quorum_by_college=names.get("quorum_by_college", False),
        )

    @property
    def colleges(self) -> CollegeSettings:
        """What it says of colleges."""
        return CollegeSettings(self.rules.college_rule, self.college_shares, self.quorum_by_college)

    @property
    def is_on_second_convening(self) -> bool:
        """Whether its item was convened a second time, after a quorum that was missing: none is asked."""
        return self.convocation == 2 and self.item_was_on_first_agenda

    def share_of(self, college: str) -> Fraction | None:
        """The share of a college under the rule `share`; None under another."""
        if self.rules.college_rule is not CollegeRule.SHARE:
            return None
        return exact_share(self.college_shares.get(college, "")) or Fraction(0)

    @property
    def may_be_broken_by_chair(self) -> bool:
        """Whether a tie would be the chair's to break."""
        counts_all = self.rules.college_rule is None  # what colleges decide is no tie of all
        return counts_all and not self.chosen_by and self.rules.may_be_broken_by_chair(self.round)

    @property
    def checks_before_vote(self) -> bool:
        """Whether the quorum can be checked before anybody votes: not where it looks at those who voted."""
        return not self.rules.quorum.judged_at_closing and self.rules.quorum is not QuorumRule.NONE
