"""docs/rules/majority.md: tables of the law, and properties of every formula."""

from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from voting.rules.majority import (
    Choice,
    Counts,
    MajorityRule,
    is_reached,
    needed,
    needed_by_all,
    tally,
    tally_weights,
)
from voting.rules.quorum import Chamber

RULES = st.sampled_from(MajorityRule)
WHOLE = st.one_of(st.integers(0, 5), st.integers(0, 700))  # so few that half is half
WEIGHTS = st.fractions(min_value=0, max_value=50, max_denominator=12)
CHAMBERS = st.builds(Chamber, members=st.integers(0, 900), present=WHOLE, represented=st.integers(0, 60))
COUNTS = st.builds(Counts, WHOLE, WHOLE, WHOLE, WHOLE, WHOLE, WHOLE)
WEIGHED = st.builds(Counts, WEIGHTS, WEIGHTS, WEIGHTS, WEIGHTS, WEIGHTS, WEIGHTS)


@pytest.mark.parametrize(
    ("rule", "counts", "members", "least"),
    [
        ("absolute_cast", Counts(61, 40, 12), 131, 51),
        ("absolute_cast", Counts(27, 26), 60, 27),
        ("absolute_cast", Counts(10, 10), 20, 11),
        ("absolute_cast", Counts(6, 5, 0, 7, 2), 29, 6),
        ("2/3_cast", Counts(20, 9), 29, 20),
        ("3/5_cast", Counts(542, 362), 925, 543),
        ("3/5_cast", Counts(543, 362), 925, 543),
        ("absolute_cast_with_abstentions", Counts(3, 1, 1), 5, 3),
        ("absolute_cast_with_abstentions_and_blanks", Counts(3, 1, 1, 1), 6, 4),
        ("absolute_cast_with_null", Counts(41, 30, 0, 4, 10, 15), 100, 41),
        ("absolute_members", Counts(286, 200, 84), 570, 286),
        ("2/3_members", Counts(19, 0), 29, 20),
        ("3/5_members", Counts(1, 0), 5, 3),
        ("absolute_present", Counts(7, 4, 2), 20, 11),
        ("absolute_cast", Counts(), 20, 1),
        ("2/3_cast", Counts(0, 0, 5), 20, 1),
    ],
)
def test_the_number_needed(rule, counts, members, least):
    chamber = Chamber(members, members)
    assert needed(MajorityRule(rule), counts, chamber) == least
    assert isinstance(needed(MajorityRule(rule), counts, chamber), int)


def literal(rule, votes, chamber):
    """The formula as interfaces write it, apart from the code; what nobody voted for is never adopted."""
    for_, against, members = votes.for_, votes.against, chamber.members
    if for_ == 0:
        return False
    return {
        "absolute_cast": for_ > against,
        "2/3_cast": 3 * for_ >= 2 * (for_ + against),
        "3/5_cast": 5 * for_ >= 3 * (for_ + against),
        "absolute_cast_with_abstentions": for_ > against + votes.abstain,
        "absolute_cast_with_abstentions_and_blanks": for_ > against + votes.abstain + votes.blank,
        "absolute_cast_with_null": 2 * for_ > for_ + against + votes.null,
        "absolute_members": 2 * for_ > members,
        "2/3_members": 3 * for_ >= 2 * members,
        "3/5_members": 5 * for_ >= 3 * members,
        "absolute_present": 2 * for_ > chamber.present + chamber.represented,
    }[rule]


@given(rule=RULES, counts=st.one_of(COUNTS, WEIGHED), chamber=CHAMBERS)
def test_a_majority_is_its_formula_and_the_number_needed_is_where_it_begins(rule, counts, chamber):
    assert is_reached(rule, counts, chamber) == literal(rule, counts, chamber)
    if counts.cast:
        assert is_reached(rule, counts, chamber) == (counts.for_ >= needed(rule, counts, chamber))


@given(rule=RULES, counts=COUNTS, chamber=CHAMBERS, more=st.integers(1, 100))
def test_one_more_vote_for_never_loses_a_majority(rule, counts, chamber, more):
    assume(is_reached(rule, counts, chamber))
    richer = Counts(**{**fields(counts), "for_": counts.for_ + more})
    assert is_reached(rule, richer, chamber)


@given(rule=RULES, counts=COUNTS, chamber=CHAMBERS, moved=st.integers(1, 100))
def test_a_vote_that_goes_from_against_to_for_never_loses_a_majority(rule, counts, chamber, moved):
    assume(is_reached(rule, counts, chamber))
    moved = min(moved, counts.against)
    swung = Counts(**{**fields(counts), "for_": counts.for_ + moved, "against": counts.against - moved})
    assert is_reached(rule, swung, chamber)


@given(rule=RULES, counts=COUNTS, chamber=CHAMBERS, more=st.integers(1, 100))
def test_one_more_vote_against_never_wins_a_majority(rule, counts, chamber, more):
    assume(counts.cast and not is_reached(rule, counts, chamber))
    assert not is_reached(rule, Counts(**{**fields(counts), "against": counts.against + more}), chamber)


@given(rule=RULES, others=COUNTS, chamber=CHAMBERS)
def test_what_nobody_voted_for_has_no_majority(rule, others, chamber):
    assert not is_reached(rule, Counts(**{**fields(others), "for_": 0, "against": 0}), chamber)
    assert not is_reached(rule, Counts(**{**fields(others), "for_": 0}), chamber)


@given(rules=st.lists(RULES, min_size=1, max_size=4), counts=COUNTS, chamber=CHAMBERS)
def test_several_majorities_hold_from_the_greatest_number_needed(rules, counts, chamber):
    assume(counts.cast)
    together = all(is_reached(rule, counts, chamber) for rule in rules)
    assert together == (counts.for_ >= needed_by_all(rules, counts, chamber))


@given(choices=st.lists(st.sampled_from(Choice)))
def test_a_tally_is_a_recount(choices):
    counts, recount = tally(choices), Counter(choices)
    assert counts.as_dict() == {choice.value: recount[choice] for choice in Choice}
    assert counts.took_part == sum(choice is not Choice.NOT_TAKING_PART for choice in choices)
    assert counts.cast == recount[Choice.FOR] + recount[Choice.AGAINST]
    assert tally(reversed(choices)) == counts
    assert Counts.from_dict(counts.as_dict()) == counts


@given(
    first=st.lists(st.tuples(st.sampled_from(Choice), WEIGHTS)),
    other=st.lists(st.tuples(st.sampled_from(Choice), WEIGHTS)),
)
def test_two_boxes_counted_apart_or_together_weigh_the_same(first, other):
    apart = [tally_weights(first).as_dict(), tally_weights(other).as_dict()]
    assert tally_weights(first + other).as_dict() == {name: apart[0][name] + apart[1][name] for name in apart[0]}


def test_weights_are_exact():
    tenth = tally_weights([("for", Fraction("0.1")), ("for", Fraction("0.2")), ("against", Fraction("0.3"))])
    assert tenth.for_ == tenth.against
    assert needed(MajorityRule.ABSOLUTE_CAST, tenth, Chamber(3, 3)) == Fraction("0.4")


def test_an_unknown_choice_is_not_counted_silently():
    with pytest.raises(ValueError, match="yes"):
        tally(["for", "yes"])


def test_every_rule_is_told_in_its_sheet():
    sheet = (Path(__file__).resolve().parents[3] / "docs/rules/majority.md").read_text(encoding="utf-8")
    assert [rule for rule in MajorityRule if f"`{rule}`" not in sheet] == []


def fields(counts):
    return {("for_" if name == "for" else name): value for name, value in counts.as_dict().items()}


@pytest.mark.parametrize("rule", list(MajorityRule))
def test_an_empty_chamber_adopts_nothing(rule):
    assert not is_reached(rule, Counts(0, 1), Chamber(0, 0))
    assert not is_reached(rule, Counts(), Chamber(0, 0))
