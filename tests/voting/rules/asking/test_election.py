"""The election of a person: CGCT L2121-21, two rounds at the absolute majority, a third at the relative one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting.rules.election import LAST_ROUND, ElectionEnd, elect

VOTES = st.dictionaries(st.sampled_from(["o1", "o2", "o3", "o4"]), st.integers(0, 40), min_size=1)


@pytest.mark.parametrize(
    ("votes", "ballot_round", "end", "leaders", "needed"),
    [
        ({"o1": 27, "o2": 26}, 1, "elected", ("o1",), 27),
        ({"o1": 26, "o2": 26}, 1, "another_round", (), 27),
        ({"o1": 10, "o2": 6, "o3": 4}, 2, "another_round", (), 11),
        ({"o1": 10, "o2": 6, "o3": 4}, 3, "elected", ("o1",), 10),
        ({"o1": 7, "o2": 7, "o3": 4}, 3, "eldest", ("o1", "o2"), 7),
        ({"o1": 1}, 1, "elected", ("o1",), 1),
        ({"o1": 0}, 1, "another_round", (), 1),
        ({"o1": 0, "o2": 0}, 3, "nobody", (), 0),
        ({}, 3, "nobody", (), 0),
    ],
)
def test_a_round_ends_as_the_law_says(votes, ballot_round, end, leaders, needed):
    found = elect(votes, ballot_round)
    assert (found.end, found.leaders, found.needed) == (end, leaders, needed)


@pytest.mark.parametrize("ballot_round", [0, 4])
def test_there_are_three_rounds(ballot_round):
    with pytest.raises(ValueError, match="no round"):
        elect({"o1": 1}, ballot_round)


@given(VOTES, st.sampled_from([1, 2, 3]), st.integers(1, 1_000_000))
def test_the_order_and_the_unit_of_the_votes_change_nothing(votes, ballot_round, unit):
    found = elect(votes, ballot_round)
    again = elect({name: votes[name] * unit for name in reversed(votes)}, ballot_round)
    assert (again.end, again.leaders) == (found.end, found.leaders)


@given(VOTES, st.sampled_from([1, 2, 3]))
def test_one_more_vote_for_whoever_is_elected_keeps_them_elected_and_needed_is_minimal(votes, ballot_round):
    found = elect(votes, ballot_round)
    if found.end is ElectionEnd.ELECTED:
        (name,) = found.leaders
        assert elect({**votes, name: votes[name] + 1}, ballot_round).leaders == (name,)
        assert votes[name] >= found.needed
    if ballot_round < LAST_ROUND:
        assert 2 * found.needed > found.cast >= 2 * (found.needed - 1)
        assert (found.end is ElectionEnd.ELECTED) == any(amount >= found.needed for amount in votes.values())
    else:
        assert found.end is not ElectionEnd.ANOTHER_ROUND
