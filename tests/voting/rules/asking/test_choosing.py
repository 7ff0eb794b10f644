"""One option among several: published elections, and what holds of every count."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.rules.rule_names import OptionRule
from voting.rules.asking.choosing import choose_option
from voting.rules.asking.rankings import first_choice, preferences, read_ranking, strongest_paths, written_ranking

# The capital of Tennessee, 42 % near Memphis (o1), 26 % Nashville (o2), 15 % Chattanooga (o3), 17 % Knoxville (o4): the
# example of electowiki.org, « Effects of different voting systems under similar circumstances ».
TENNESSEE = {"o1>o2>o3>o4": 42, "o2>o3>o4>o1": 26, "o3>o4>o2>o1": 15, "o4>o3>o2>o1": 17}
FOUR = ("o1", "o2", "o3", "o4")
# 45 voters, A to E being o1 to o5: M. Schulze, « A new monotonic, clone-independent, reversal symmetric, and
# condorcet-consistent single-winner election method », Social Choice and Welfare 36 (2011), and his page of examples.
SCHULZE = {"ACBED": 5, "ADECB": 5, "BEDAC": 8, "CABED": 3, "CAEBD": 7, "CBADE": 2, "DCEBA": 7, "EBADC": 8}
FIVE = ("o1", "o2", "o3", "o4", "o5")
KEYS = dict(zip("ABCDE", FIVE, strict=True))
PAPERS = {written_ranking(KEYS[letter] for letter in order): count for order, count in SCHULZE.items()}
RULES = list(OptionRule)
ORDERS = [written_ranking(order) for size in (1, 2, 3) for order in permutations(FOUR[:3], size)]
BALLOTS = st.dictionaries(st.sampled_from(ORDERS), st.integers(0, 30))


@pytest.mark.parametrize(
    ("rule", "chosen"), [("relative", "o1"), ("absolute", None), ("instant_runoff", "o4"), ("schulze", "o2")]
)
def test_the_capital_of_tennessee_is_what_each_rule_makes_it(rule, chosen):
    assert choose_option(OptionRule(rule), TENNESSEE, FOUR).chosen == chosen


def test_the_rounds_of_the_runoff_are_those_published():
    rounds = choose_option(OptionRule.INSTANT_RUNOFF, TENNESSEE, FOUR).rounds
    assert [dict(one.votes) for one in rounds] == [
        {"o1": 42, "o2": 26, "o3": 15, "o4": 17}, {"o1": 42, "o2": 26, "o4": 32}, {"o1": 42, "o4": 58},
    ]  # fmt: skip
    assert [one.left_out for one in rounds] == [("o3",), ("o2",), ()]


def test_the_election_of_45_voters_of_schulze_is_won_by_e_with_the_paths_published():
    assert choose_option(OptionRule.SCHULZE, PAPERS, FIVE).chosen == KEYS["E"]
    orders = {read_ranking(choice, FIVE): count for choice, count in PAPERS.items()}
    preferred = preferences(orders, FIVE)
    assert [preferred["o1", other] for other in FIVE[1:]] == [20, 26, 30, 22]
    paths = strongest_paths(preferred, FIVE)
    assert [paths["o1", other] for other in FIVE[1:]] == [28, 28, 30, 24]
    assert [paths["o5", other] for other in FIVE[:4]] == [25, 28, 28, 31]


@pytest.mark.parametrize(
    ("rule", "votes", "leaders"),
    [
        ("relative", {"o1": 3, "o2": 3, "o3": 1}, ("o1", "o2")),
        ("relative", {}, ()),
        ("absolute", {"o1": 3, "o2": 3}, ()),
        ("absolute", {"o1": 4, "o2": 3, "abstain": 9}, ("o1",)),
        ("instant_runoff", {"o1>o2": 2, "o2>o1": 2}, ("o1", "o2")),
        ("instant_runoff", {"o1": 4, "o2>o1": 2, "o3>o2": 2, "o2": 1}, ("o2",)),
        ("schulze", {"o1>o2": 2, "o2>o1": 2}, ("o1", "o2")),
        ("schulze", {"abstain": 2}, ()),
    ],
)
def test_nothing_parts_what_the_rule_finds_equal(rule, votes, leaders):
    assert (
        choose_option(OptionRule(rule), votes, FOUR[:3] if "o3>o2" in votes or "o3" in votes else FOUR[:2]).leaders
        == leaders
    )


@given(st.sampled_from(RULES), BALLOTS, st.integers(1, 1000))
def test_the_order_of_the_ballots_and_their_unit_change_nothing(rule, votes, unit):
    found = choose_option(rule, votes, FOUR[:3])
    again = choose_option(rule, {choice: votes[choice] * unit for choice in reversed(votes)}, FOUR[:3])
    assert again.leaders == found.leaders and again.cast == found.cast * unit


@given(st.sampled_from(RULES), BALLOTS, st.permutations(FOUR[:3]))
def test_options_that_change_names_change_the_name_of_what_is_chosen(rule, votes, others):
    names = dict(zip(FOUR[:3], others, strict=True))
    renamed = {written_ranking(names[one] for one in choice.split(">")): count for choice, count in votes.items()}
    found, again = choose_option(rule, votes, FOUR[:3]), choose_option(rule, renamed, FOUR[:3])
    assert sorted(again.leaders) == sorted(names[one] for one in found.leaders)


@given(st.sampled_from(RULES), BALLOTS)
def test_what_more_than_half_put_first_is_chosen_by_every_rule(rule, votes):
    firsts = {one: sum(count for choice, count in votes.items() if first_choice(choice) == one) for one in FOUR[:3]}
    ahead = [one for one in firsts if 2 * firsts[one] > sum(firsts.values())]
    if ahead:
        assert choose_option(rule, votes, FOUR[:3]).chosen == ahead[0]


@given(BALLOTS)
def test_schulze_chooses_whoever_beats_every_other_one(votes):
    orders = {read_ranking(choice, FOUR[:3]): count for choice, count in votes.items()}
    preferred = preferences(orders, FOUR[:3])
    for one in FOUR[:3]:
        if all(preferred[one, other] > preferred[other, one] for other in FOUR[:3] if other != one):
            assert choose_option(OptionRule.SCHULZE, votes, FOUR[:3]).leaders == (one,)


@pytest.mark.parametrize("choice", ["", ">", "o1>", "o1>o1", "o9", "for", "o1 > o2", "o1>o2>o3>o4>o5"])
def test_what_is_no_order_of_the_options_is_none(choice):
    assert read_ranking(choice, FOUR) is None
