"""What the law of a body forbids, with the article that says so: of its rules, of a sitting, of a vote.

Pure data, told in docs/rules/presets.md; the sentences are in `congress.services.lawful`. An association forbids
nothing: the 1901 law leaves it all to its statutes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from congress.rules.presets.house_rules import PRESETS, HouseRules
from congress.rules.rule_names import BallotKind, Body, ItemNature, QuorumRule, TieRule


class Prohibition(StrEnum):
    """Something that the law of a body does not let its council do."""

    OTHER_BODY = "other_body"  # the model is that of another body
    OTHER_QUORUM = "other_quorum"
    OTHER_MOMENT = "other_moment"  # the quorum is checked as each item is put in discussion
    OTHER_MAJORITY = "other_majority"
    OTHER_TIE_RULE = "other_tie_rule"
    SECRET_BY_DEFAULT = "secret_by_default"  # noqa: S105 - a rule, not a password
    MORE_PROXIES = "more_proxies"
    SUBSTITUTES = "substitutes"
    REMOTE_PRESENCE = "remote_presence"
    SHORTER_CONVENING = "shorter_convening"
    OTHER_PUBLIC_REQUEST = "other_public_request"
    OTHER_SECRET_REQUEST = "other_secret_request"  # noqa: S105 - a rule, not a password
    COLLEGES = "colleges"
    WEIGHTS = "weights"
    SECRET_AT_A_DISTANCE = "secret_at_a_distance"  # noqa: S105 - a rule, not a password
    HANDS_AT_A_DISTANCE = "hands_at_a_distance"
    ELECTION_AT_A_DISTANCE = "election_at_a_distance"
    BUDGET_AT_A_DISTANCE = "budget_at_a_distance"
    DELEGATES_AT_A_DISTANCE = "delegates_at_a_distance"


@dataclass(frozen=True, slots=True)
class Breach:
    """What is asked against the law: the setting that asks it (a name of `HouseRules`, or empty) and the article."""

    prohibition: Prohibition
    article: str
    setting: str = ""


_COUNCIL: Final = {
    Prohibition.OTHER_QUORUM: "CGCT, art.\u00a0L2121-17",
    Prohibition.OTHER_MOMENT: "CGCT, art.\u00a0L2121-17",
    Prohibition.OTHER_MAJORITY: "CGCT, art.\u00a0L2121-20",
    Prohibition.OTHER_TIE_RULE: "CGCT, art.\u00a0L2121-20",
    Prohibition.MORE_PROXIES: "CGCT, art.\u00a0L2121-20",
    Prohibition.SECRET_BY_DEFAULT: "CGCT, art.\u00a0L2121-21",
    Prohibition.OTHER_PUBLIC_REQUEST: "CGCT, art.\u00a0L2121-21",
    Prohibition.OTHER_SECRET_REQUEST: "CGCT, art.\u00a0L2121-21",
    Prohibition.COLLEGES: "CGCT, art.\u00a0L2121-20",
    Prohibition.WEIGHTS: "CGCT, art.\u00a0L2121-20",
}
_FORBIDDEN: Final[Mapping[Body, Mapping[Prohibition, str]]] = MappingProxyType(
    {
        Body.ASSOCIATION: {},
        Body.COMMUNE: {
            **_COUNCIL,
            Prohibition.REMOTE_PRESENCE: "CGCT, art.\u00a0L2121-7, L2121-17",
            Prohibition.SUBSTITUTES: "CGCT, art.\u00a0L2121-20",
            Prohibition.SHORTER_CONVENING: "CGCT, art.\u00a0L2121-11",
        },
        Body.EPCI: {
            **_COUNCIL,
            Prohibition.SHORTER_CONVENING: "CGCT, art.\u00a0L2121-12, L5211-1",
            Prohibition.SECRET_AT_A_DISTANCE: "CGCT, art.\u00a0L5211-11-1",
            Prohibition.HANDS_AT_A_DISTANCE: "CGCT, art.\u00a0L2121-21, L5211-11-1",
            Prohibition.ELECTION_AT_A_DISTANCE: "CGCT, art.\u00a0L5211-11-1",
            Prohibition.BUDGET_AT_A_DISTANCE: "CGCT, art.\u00a0L5211-11-1",
            Prohibition.DELEGATES_AT_A_DISTANCE: "CGCT, art.\u00a0L5211-11-1",
        },
        Body.PARLIAMENT: {
            Prohibition.OTHER_TIE_RULE: "Règlement de l’Assemblée nationale, art.\u00a068",
            Prohibition.MORE_PROXIES: "Constitution, art.\u00a027",
            Prohibition.SUBSTITUTES: "Constitution, art.\u00a025, 27",
            Prohibition.REMOTE_PRESENCE: "Règlement de l’Assemblée nationale, art.\u00a061",
            Prohibition.COLLEGES: "Constitution, art.\u00a027",
            Prohibition.WEIGHTS: "Constitution, art.\u00a027",
        },
    }
)
_LEAST_DAYS: Final = {Body.COMMUNE: 3, Body.EPCI: 3}
_NEVER_AT_A_DISTANCE: Final = {
    ItemNature.ELECTION: Prohibition.ELECTION_AT_A_DISTANCE,
    ItemNature.BUDGET: Prohibition.BUDGET_AT_A_DISTANCE,
    ItemNature.DELEGATES: Prohibition.DELEGATES_AT_A_DISTANCE,
}


def article_against(body: Body, prohibition: Prohibition) -> str:
    """The article by which the law of a body forbids it; empty where it does not."""
    return _FORBIDDEN[body].get(prohibition, "")


QUORUM_WAIT: Final = timedelta(minutes=15)
"""How long a vote waits that wants a quorum, where it is then valid whatever the number (RAN, art. 61)."""


def waits_for_quorum(body: Body) -> bool:
    """Whether a vote that wants a quorum is put off for a while and then held whatever the number."""
    return body is Body.PARLIAMENT


def is_council(body: Body) -> bool:
    """Whether the body is a council under the CGCT: an association has its statutes, a parliament its own rules."""
    return body in (Body.COMMUNE, Body.EPCI)


def cgct(body: Body, article: str) -> str:
    """« (CGCT, art. L2121-17) » after a space, for a council; empty for whoever that law does not bind."""
    return f" (CGCT, art.\u00a0{article})" if is_council(body) else ""


def spares_open_items(body: Body) -> bool:
    """Whether an item once opened goes to its end, whoever leaves and whatever is found since (CE, on L2121-17)."""
    return is_council(body)


def against_at_a_distance(body: Body, nature: ItemNature) -> Breach | None:
    """What forbids to decide an item of this nature while members take part at a distance, or nothing."""
    prohibition = _NEVER_AT_A_DISTANCE.get(nature)
    article = article_against(body, prohibition) if prohibition else ""
    return Breach(prohibition, article) if prohibition and article else None


def breaches(rules: HouseRules, *, has_colleges: bool = False) -> tuple[Breach, ...]:
    """All that the law of the body forbids of these rules, in the order of the page; none where nothing is."""
    model = PRESETS.get(rules.preset)
    if model is not None and model.body is not rules.body:
        return (Breach(Prohibition.OTHER_BODY, "", "body"),)
    asked = (
        (Prohibition.OTHER_QUORUM, "quorum", rules.quorum is not QuorumRule.MAJORITY_MEMBERS),
        (Prohibition.OTHER_MOMENT, "quorum_checked", rules.quorum_checked != "item"),
        (Prohibition.OTHER_MAJORITY, "majority", rules.majority != ("absolute_cast",)),
        (Prohibition.OTHER_TIE_RULE, "tie_rule", rules.tie_rule is not _tie_rule(rules.body)),
        (Prohibition.SECRET_BY_DEFAULT, "ballot", rules.ballot is BallotKind.SECRET),
        (Prohibition.MORE_PROXIES, "proxies_per_holder", rules.proxies_per_holder > 1),
        (Prohibition.SUBSTITUTES, "substitutes", rules.substitutes),
        (Prohibition.REMOTE_PRESENCE, "remote_presence", rules.remote_presence),
        (Prohibition.SHORTER_CONVENING, "convening_days", rules.convening_days < _LEAST_DAYS.get(rules.body, 0)),
        (Prohibition.OTHER_PUBLIC_REQUEST, "public_request", rules.public_request != 4),
        (Prohibition.OTHER_SECRET_REQUEST, "secret_request", rules.secret_request != 3),
        (Prohibition.COLLEGES, "college_rule", has_colleges),
    )
    return tuple(
        Breach(prohibition, article_against(rules.body, prohibition), setting)
        for prohibition, setting, is_asked in asked
        if is_asked and article_against(rules.body, prohibition)
    )


def _tie_rule(body: Body) -> TieRule:
    """The tie rule that the law of a body imposes, where it imposes one."""
    return TieRule.REJECTED if body is Body.PARLIAMENT else TieRule.CASTING_VOTE
