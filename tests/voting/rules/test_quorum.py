"""docs/rules/quorum.md: tables of the law, and properties of every rule."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.rules.rule_names import QuorumRule
from voting.rules.quorum import Chamber, check_quorum, is_waived, threshold

RULES = st.sampled_from(QuorumRule)
NUMBERS = st.integers(0, 2_000)


@pytest.mark.parametrize(
    ("rule", "members", "needed"),
    [
        ("none", 120, 0),
        ("majority_members", 131, 66),
        ("majority_members", 100, 51),
        ("majority_members", 11, 6),
        ("majority_members", 8, 5),
        ("majority_members", 1, 1),
        ("on_request_majority_members", 577, 289),
        ("half_members_ceil", 42, 21),
        ("half_members_ceil", 43, 22),
        ("half_members_ceil", 0, 0),
        ("two_thirds_members", 29, 20),
        ("two_thirds_members", 30, 20),
        ("quarter_members_with_proxies", 8_000, 2_000),
        ("quarter_members_with_proxies", 8_001, 2_001),
        ("half_voted_ceil", 3, 2),
    ],
)
def test_the_least_number_of_each_rule(rule, members, needed):
    assert threshold(QuorumRule(rule), members) == needed


def literal(rule, chamber, voted):
    """The rule as interfaces write it, apart from the code."""
    here, members = chamber.here, chamber.members
    return {
        "none": True,
        "majority_members": 2 * here > members,
        "on_request_majority_members": 2 * here > members,
        "half_members_ceil": here >= -(-members // 2),
        "two_thirds_members": here >= -(-2 * members // 3),
        "quarter_members_with_proxies": 4 * (here + chamber.represented) >= members,
        "half_voted_ceil": voted >= -(-members // 2),
    }[rule]


@given(rule=RULES, members=NUMBERS, present=NUMBERS, represented=NUMBERS, barred=st.integers(0, 5), voted=NUMBERS)
def test_a_check_says_what_the_rule_says_and_the_number_needed_is_the_least(
    rule, members, present, represented, barred, voted
):
    chamber = Chamber(members, present, represented, barred)
    check = check_quorum(rule, chamber, requested=True, voted=voted)
    assert check.met is literal(rule, chamber, voted)
    assert check.rule is rule
    if rule is not QuorumRule.NONE:
        assert check.met == (check.here >= check.needed)


@given(rule=RULES, members=NUMBERS, present=NUMBERS, represented=NUMBERS)
def test_proxies_never_make_a_quorum_unless_the_rule_says_so(rule, members, present, represented):
    without = check_quorum(rule, Chamber(members, present), requested=True, voted=present)
    with_proxies = check_quorum(rule, Chamber(members, present, represented), requested=True, voted=present)
    if rule.counts_proxies:
        assert with_proxies.here == without.here + represented
    else:
        assert with_proxies == without


@given(rule=RULES, members=NUMBERS, present=NUMBERS, more=st.integers(1, 50))
def test_one_more_present_never_loses_the_quorum(rule, members, present, more):
    fewer = check_quorum(rule, Chamber(members, present), requested=True, voted=present)
    if fewer.met:
        assert check_quorum(rule, Chamber(members, present + more), requested=True, voted=present + more).met


@given(rule=RULES, members=NUMBERS, present=NUMBERS)
def test_a_second_convocation_waives_any_quorum_for_the_items_of_the_first_agenda_only(rule, members, present):
    chamber = Chamber(members, present)
    second = {"convocation": 2, "requested": True, "voted": present}
    waived = check_quorum(rule, chamber, item_was_on_first_agenda=True, **second)
    assert (waived.met, waived.needed, waived.waived) == (True, 0, True)
    new_item = check_quorum(rule, chamber, item_was_on_first_agenda=False, **second)
    assert new_item == check_quorum(rule, chamber, requested=True, voted=present)
    assert not is_waived(rule, convocation=1, item_was_on_first_agenda=True, requested=True)


def test_departures_after_the_item_was_opened_do_not_spoil_its_quorum():
    assert check_quorum(QuorumRule.MAJORITY_MEMBERS, Chamber(29, 12, present_at_opening=16)).met
    assert not check_quorum(QuorumRule.MAJORITY_MEMBERS, Chamber(29, 12, present_at_opening=12)).met


def test_arrivals_after_the_item_was_opened_do_not_make_it():
    assert not check_quorum(QuorumRule.MAJORITY_MEMBERS, Chamber(29, 20, present_at_opening=14)).met


def test_those_who_must_withdraw_are_not_here():
    check = check_quorum(QuorumRule.MAJORITY_MEMBERS, Chamber(29, 15, represented=4, barred=1))
    assert (check.met, check.here, check.needed) == (False, 14, 15)
    assert Chamber(29, 15, represented=4, barred=1).entitled == 18
    assert Chamber(29, 0, barred=1).here == 0


def test_an_assembly_that_nobody_asked_to_count_is_in_number():
    rule, few = QuorumRule.ON_REQUEST_MAJORITY_MEMBERS, Chamber(577, 40)
    assert check_quorum(rule, few).met
    asked = check_quorum(rule, few, requested=True)
    assert (asked.met, asked.needed) == (False, 289)


def test_a_quorum_of_voters_is_judged_at_closing():
    rule = QuorumRule.HALF_VOTED_CEIL
    assert rule.judged_at_closing
    assert check_quorum(rule, Chamber(3, 3)).met is None
    assert check_quorum(rule, Chamber(3, 3), voted=1).met is False
    assert check_quorum(rule, Chamber(3, 0), voted=2).met is True
    assert check_quorum(rule, Chamber(3, 0), voted=Fraction(3, 2)).met is False


def test_every_rule_is_told_in_its_sheet():
    sheet = (Path(__file__).resolve().parents[3] / "docs/rules/quorum.md").read_text(encoding="utf-8")
    assert [rule for rule in QuorumRule if f"| `{rule}` |" not in sheet] == []
