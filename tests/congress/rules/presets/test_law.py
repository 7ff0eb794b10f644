"""The law above the rules of a congress: what each model sets is lawful, and what a law forbids names its article."""

from dataclasses import replace

import pytest

from congress.rules.presets.house_rules import PRESETS, differing
from congress.rules.presets.law import Prohibition, against_at_a_distance, breaches
from congress.rules.rule_names import BallotKind, Body, ItemNature, PresetName, QuorumRule, TieRule

COUNCIL = PRESETS[PresetName.MUNICIPAL_COUNCIL]
EPCI = PRESETS[PresetName.EPCI]
ASSEMBLY = PRESETS[PresetName.NATIONAL_ASSEMBLY]


@pytest.mark.parametrize("name", list(PRESETS))
def test_what_a_model_sets_its_own_law_allows(name):
    assert breaches(PRESETS[name]) == ()
    assert differing(PRESETS[name]) == ()
    assert PRESETS[name].preset is name


@pytest.mark.parametrize(
    ("rules", "changed", "prohibition", "article"),
    [
        (COUNCIL, {"proxies_per_holder": 2}, Prohibition.MORE_PROXIES, "L2121-20"),
        (COUNCIL, {"remote_presence": True}, Prohibition.REMOTE_PRESENCE, "L2121-17"),
        (COUNCIL, {"substitutes": True}, Prohibition.SUBSTITUTES, "L2121-20"),
        (COUNCIL, {"quorum": QuorumRule.NONE}, Prohibition.OTHER_QUORUM, "L2121-17"),
        (COUNCIL, {"quorum_checked": "sitting"}, Prohibition.OTHER_MOMENT, "L2121-17"),
        (COUNCIL, {"majority": ("2/3_cast",)}, Prohibition.OTHER_MAJORITY, "L2121-20"),
        (COUNCIL, {"tie_rule": TieRule.REJECTED}, Prohibition.OTHER_TIE_RULE, "L2121-20"),
        (COUNCIL, {"ballot": BallotKind.SECRET}, Prohibition.SECRET_BY_DEFAULT, "L2121-21"),
        (COUNCIL, {"public_request": 6}, Prohibition.OTHER_PUBLIC_REQUEST, "L2121-21"),
        (COUNCIL, {"secret_request": 4}, Prohibition.OTHER_SECRET_REQUEST, "L2121-21"),
        (COUNCIL, {"convening_days": 2}, Prohibition.SHORTER_CONVENING, "L2121-11"),
        (EPCI, {"proxies_per_holder": 2}, Prohibition.MORE_PROXIES, "L2121-20"),
        (ASSEMBLY, {"proxies_per_holder": 2}, Prohibition.MORE_PROXIES, "27"),
        (ASSEMBLY, {"tie_rule": TieRule.CASTING_VOTE}, Prohibition.OTHER_TIE_RULE, "68"),
        (ASSEMBLY, {"remote_presence": True}, Prohibition.REMOTE_PRESENCE, "61"),
    ],
)
def test_what_a_law_forbids_names_its_article(rules, changed, prohibition, article):
    (found,) = breaches(replace(rules, **changed))
    assert (found.prohibition, found.setting) == (prohibition, next(iter(changed)))
    assert article in found.article


def test_all_that_is_forbidden_is_said_at_once():
    asked = replace(COUNCIL, proxies_per_holder=3, substitutes=True, remote_presence=True)
    assert [breach.setting for breach in breaches(asked)] == ["proxies_per_holder", "substitutes", "remote_presence"]


def test_statutes_decide_all_by_themselves():
    asked = replace(
        PRESETS[PresetName.ASSOCIATION],
        quorum=QuorumRule.NONE,
        proxies_per_holder=9,
        substitutes=True,
        secret_request=0,
    )
    assert breaches(asked, has_colleges=True) == ()
    assert set(differing(asked)) == {"quorum", "proxies_per_holder", "substitutes", "secret_request"}


def test_a_model_is_that_of_its_body():
    (found,) = breaches(replace(COUNCIL, body=Body.ASSOCIATION))
    assert found.setting == "body"


@pytest.mark.parametrize("nature", [nature for nature in ItemNature if nature is not ItemNature.ORDINARY])
def test_an_epci_does_not_elect_budget_nor_appoint_at_a_distance(nature):
    assert "L5211-11-1" in against_at_a_distance(Body.EPCI, nature).article
    assert against_at_a_distance(Body.EPCI, ItemNature.ORDINARY) is None
    assert against_at_a_distance(Body.ASSOCIATION, nature) is None
