"""What a case may say: its inputs of each kind, and what must hold between them.

Pure. JSON that a person wrote by hand comes in here; only whole numbers, exact decimals, flags, names and texts that
the rules know come out. A field given as null counts as absent, one that nobody reads is left alone.
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any, Final, Self, TypeVar

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, PlainValidator, model_validator

from amendments.rules.voting_order import OrderItemKind
from congress.rules.rule_names import BallotKind, QuorumRule, TieRule
from core.validation import FieldPath, Listed, Model, Name, refusal
from voting.rules.majority import Choice, MajorityRule
from voting.rules.outcome import CollegeRule
from voting.rules.quorum import Amount

T = TypeVar("T")
Wrong = Iterator[tuple[FieldPath, str]]  # the way to a field, and why it cannot be
MISSING = "is missing"
_DECIMAL: Final = re.compile(r"[0-9]{1,30}(\.[0-9]{1,30})?")


def _without_nulls(values: Any) -> Any:
    if isinstance(values, Mapping):
        return {name: value for name, value in values.items() if value is not None}
    return values


def _amount(value: object) -> Amount:
    """A whole number, or a decimal string such as "0.25": never a float, which is not exact."""
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return Fraction(value)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise ValueError('must be a whole number, or a decimal string such as "0.25": a float is not exact')


def _pair(value: Any) -> Any:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("must be a pair")
    return value


def _span(bounds: tuple[int, ...]) -> tuple[int, ...]:
    if len(bounds) != 2 or bounds[0] > bounds[1]:
        raise ValueError("must be [start, end], start not after end")
    return bounds


ByName = Annotated[dict[str, T], BeforeValidator(_without_nulls)]
PlainText = Annotated[str, Field(min_length=0)]  # counted, hence of whole signs
Count = Annotated[int, Field(ge=0)]
OneOrTwo = Annotated[int, Field(ge=1, le=2)]
Exact = Annotated[Amount, PlainValidator(_amount)]
TwoNames = Annotated[tuple[PlainText, PlainText], Field(strict=False), BeforeValidator(_pair)]


class CaseModel(Model):
    """An object of a case; `wrong` says what cannot be between its fields."""

    model_config = ConfigDict(extra="ignore")

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, values: Any) -> Any:
        return _without_nulls(values)

    @model_validator(mode="after")
    def _holds(self) -> Self:
        if flaws := [(path, why, None) for path, why in self.wrong()]:
            raise refusal(type(self).__name__, flaws)
        return self

    def wrong(self) -> Wrong:
        """The fields that cannot be beside the others."""
        yield from ()


class CaseKind(StrEnum):
    """What a case asks."""

    VOTE = "vote"
    PROXY = "proxy"
    MODE = "mode"
    AMENDMENTS = "amendments"


class Case(CaseModel):
    """A case; its inputs are of its kind."""

    kind: Name[CaseKind]
    inputs: dict[str, Any]


class Votes(CaseModel):
    """Votes by choice."""

    for_: Count = Field(alias="for")
    against: Count
    abstain: Count = 0
    blank: Count = 0
    null: Count = 0
    not_taking_part: Count = 0


class Weights(CaseModel):
    """The weight of each vote, that stands for the votes for and against."""

    for_: Listed[Exact] = Field(alias="for")
    against: Listed[Exact]


class CollegeVotes(CaseModel):
    """The votes of a college."""

    for_: Exact = Field(alias="for")
    against: Exact


class VoteInputs(CaseModel):
    """A vote. Votes may exceed those present (people leave); those present may not exceed the members."""

    members: Count
    present: Count
    proxies: Count = 0
    present_at_item_opening: Count | None = None
    barred_present: Count = 0
    quorum: Name[QuorumRule]
    quorum_requested: bool = False
    convocation: OneOrTwo = 1
    item_was_on_first_agenda: bool = False
    majority: Annotated[
        Listed[Name[MajorityRule]],
        Field(min_length=1),
        BeforeValidator(lambda named: named if isinstance(named, list) else [named]),
    ]
    tie_rule: Name[TieRule] = TieRule.REJECTED
    ballot: Name[BallotKind] = BallotKind.PUBLIC
    round: OneOrTwo = 1
    chair_vote: Name[Choice] | None = None
    votes: Votes | None = None
    weighted: Weights | None = None
    college_rule: Name[CollegeRule] | None = None
    colleges: Annotated[ByName[CollegeVotes], Field(min_length=1)] | None = None
    shares: ByName[Exact] | None = None

    def wrong(self) -> Wrong:
        """More people than there are; votes, colleges or shares that the rest asks for."""
        opening = self.present_at_item_opening
        if self.present > self.members:
            yield ("present",), "exceeds members"
        if (opening or 0) > self.members:
            yield ("present_at_item_opening",), "exceeds members"
        if self.barred_present > (self.present if opening is None else opening):
            yield ("barred_present",), "exceeds those present"
        if self.votes is None and self.weighted is None and self.colleges is None:
            yield ("votes",), MISSING
        if self.colleges is not None and self.college_rule is None:
            yield ("college_rule",), "is missing, and there are colleges"
        if self.college_rule and self.colleges is None:
            yield ("colleges",), MISSING
        if self.college_rule is CollegeRule.SHARE and self.shares is None:
            yield ("shares",), MISSING
        elif self.college_rule is CollegeRule.SHARE:
            yield from ((("shares", name), MISSING) for name in self.colleges or () if name not in (self.shares or ()))


class ProxyInputs(CaseModel):
    """Proxies given, [principal, holder]; acts, [holder, principal]."""

    grants: Listed[TwoNames]
    present: Listed[PlainText]
    max_per_holder: Count
    acts: Listed[TwoNames] = ()
    non_members: Listed[PlainText] = ()
    consecutive_sessions: ByName[Count] = Field(default_factory=dict)


class ModeInputs(CaseModel):
    """What decides between a show of hands, a named and a secret ballot."""

    present: Count
    ask_secret: Count = 0
    ask_public: Count = 0
    nomination: bool = False
    unanimous_waiver: bool = False
    text_imposes_secret: bool = False


class ItemInputs(CaseModel):
    """An amendment, by the names of `amendments.rules.voting_order.OrderItem`."""

    id: PlainText
    kind: Name[OrderItemKind]
    target: PlainText = ""
    span: Annotated[Listed[Count], AfterValidator(_span)] | None = None
    text: PlainText | None = None
    distance: Count | None = None
    parent: PlainText | None = None
    supported: bool = True
    withdrawn: bool = False

    def wrong(self) -> Wrong:
        """A target that is not said, a parent that only a sub-amendment has."""
        if self.kind is not OrderItemKind.SUB and "target" not in self.model_fields_set:
            yield ("target",), MISSING
        if (self.kind is OrderItemKind.SUB) != (self.parent is not None):
            yield ("parent",), "is what a sub-amendment, and nothing else, has"


class AmendmentsInputs(CaseModel):
    """Amendments, and whether each that comes to a vote is adopted."""

    items: Listed[ItemInputs]
    majority_for: ByName[bool]

    def wrong(self) -> Wrong:
        """A name borne twice, a parent that is no amendment of the case."""
        kinds = {item.id: item.kind for item in self.items}
        for rank, item in enumerate(self.items):
            if any(item.id == before.id for before in self.items[:rank]):
                yield ("items", rank, "id"), f"{item.id} is there twice"
            if item.parent is not None and kinds.get(item.parent, OrderItemKind.SUB) is OrderItemKind.SUB:
                yield ("items", rank, "parent"), f"{item.parent} is no amendment of the case"
