"""The rules of one congress as values, and the models (« associations », « conseil municipal »…) that give them.

Pure data, told in docs/rules/presets.md. What the law of a body forbids of them is in `law`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, Final

from congress.rules.rule_names import BallotKind, Body, PresetName, QuorumRule, TieRule


@dataclass(frozen=True, slots=True)
class HouseRules:
    """What a congress decides of its sittings and votes, by the names of its columns and of its folder.

    `quorum_checked`: item, vote, sitting or on_request. `majority`: several must all hold. `public_request`,
    `secret_request`: one member present in so many obtains such a vote; 0: nobody obtains it by number.
    `convening_days`: clear days between the convening and the sitting; 0: the statutes ask for none.
    """

    preset: PresetName
    body: Body
    quorum: QuorumRule
    quorum_checked: str
    majority: tuple[str, ...]
    tie_rule: TieRule
    ballot: BallotKind
    proxies_per_holder: int
    substitutes: bool
    remote_presence: bool
    convening_days: int
    public_request: int
    secret_request: int
    prevailing_request: BallotKind

    @classmethod
    def of(cls, row: object) -> "HouseRules":
        """The rules that a congress, or what somebody wants of one, holds."""
        read = {field.name: getattr(row, field.name) for field in fields(cls)}
        named = {name: kind(read[name]) for name, kind in _ENUMERATIONS.items()}
        return cls(**{**read, **named, "majority": tuple(map(str, read["majority"]))})

    def as_values(self) -> dict[str, Any]:
        """The same by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


_ENUMERATIONS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "preset": PresetName, "body": Body, "quorum": QuorumRule, "quorum_checked": str, "tie_rule": TieRule,
    "ballot": BallotKind, "prevailing_request": BallotKind,
}  # fmt: skip


def _council(preset: PresetName, body: Body, *, at_a_distance: bool, days: int) -> HouseRules:
    """The rules that the CGCT gives to a council: L2121-17, L2121-20, L2121-21 (EPCI: by L5211-1)."""
    return HouseRules(
        preset=preset, body=body, quorum=QuorumRule.MAJORITY_MEMBERS, quorum_checked="item",
        majority=("absolute_cast",), tie_rule=TieRule.CASTING_VOTE, ballot=BallotKind.PUBLIC, proxies_per_holder=1,
        substitutes=at_a_distance, remote_presence=at_a_distance, convening_days=days, public_request=4,
        secret_request=3, prevailing_request=BallotKind.SECRET,
    )  # fmt: skip


def _association(preset: PresetName, quorum: QuorumRule, majority: str, tie_rule: TieRule, proxies: int) -> HouseRules:
    """Usual statutes: the 1901 law is silent, so each of these may be changed."""
    return HouseRules(
        preset=preset, body=Body.ASSOCIATION, quorum=quorum, quorum_checked="sitting", majority=(majority,),
        tie_rule=tie_rule, ballot=BallotKind.PUBLIC, proxies_per_holder=proxies, substitutes=False,
        remote_presence=True, convening_days=15, public_request=4, secret_request=3,
        prevailing_request=BallotKind.SECRET,
    )  # fmt: skip


PRESETS: Final[Mapping[PresetName, HouseRules]] = MappingProxyType(
    {
        PresetName.ASSOCIATION: _association(
            PresetName.ASSOCIATION, QuorumRule.QUARTER_MEMBERS_WITH_PROXIES, "absolute_cast", TieRule.CASTING_VOTE, 2
        ),
        PresetName.MUNICIPAL_COUNCIL: _council(
            PresetName.MUNICIPAL_COUNCIL, Body.COMMUNE, at_a_distance=False, days=3
        ),
        PresetName.EPCI: _council(PresetName.EPCI, Body.EPCI, at_a_distance=True, days=5),
        PresetName.TWO_THIRDS: _association(
            PresetName.TWO_THIRDS, QuorumRule.MAJORITY_MEMBERS, "2/3_cast", TieRule.REJECTED, 1
        ),
        PresetName.NATIONAL_ASSEMBLY: HouseRules(
            preset=PresetName.NATIONAL_ASSEMBLY, body=Body.PARLIAMENT, quorum=QuorumRule.MAJORITY_MEMBERS,
            quorum_checked="on_request", majority=("absolute_cast",), tie_rule=TieRule.REJECTED,
            ballot=BallotKind.PUBLIC, proxies_per_holder=1, substitutes=False, remote_presence=False,
            convening_days=0, public_request=0, secret_request=0, prevailing_request=BallotKind.SECRET,
        ),
    }
)  # fmt: skip
"""What each model sets; `own` sets nothing. The order is that of the page."""


def differing(rules: HouseRules) -> tuple[str, ...]:
    """The names of what a congress changed of the model that it took; none where it took none."""
    model = PRESETS.get(rules.preset)
    if model is None:
        return ()
    given, asked = model.as_values(), rules.as_values()
    return tuple(name for name in given if given[name] != asked[name])
