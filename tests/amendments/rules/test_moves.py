"""What the chair moves in the order of the votes, and what a move breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amendments.rules.ordering.moves import (
    Break,
    BreakKind,
    ChairMove,
    ProposedVote,
    broken,
    moved,
    put_before,
    taken_with,
)


def order(*votes: str) -> list[ProposedVote]:
    """« 1+2 », « 3:1 » (in the joint discussion 1)."""
    told = (vote.partition(":") for vote in votes)
    return [
        ProposedVote(tuple(int(one) for one in ids.split("+")), int(group) if group else None) for ids, _, group in told
    ]


def shown(votes) -> list[str]:
    return ["+".join(map(str, vote.ids)) for vote in votes]


BASE = order("1", "2+3:1", "4:1", "5", "6")


@pytest.mark.parametrize(
    ("taken", "anchor", "expected"),
    [
        ((5,), 1, ["5", "1", "2+3", "4", "6"]),
        ((1,), None, ["2+3", "4", "5", "6", "1"]),
        ((2, 3, 4), None, ["1", "5", "6", "2+3", "4"]),
        ((4,), 2, ["1", "4", "2+3", "5", "6"]),
    ],
)
def test_a_move_puts_a_vote_before_another(taken, anchor, expected):
    assert shown(moved(BASE, [put_before(BASE, taken, anchor)])) == expected


def test_a_batch_moves_whole_and_a_discussion_where_it_is_asked():
    assert taken_with(BASE, 3, whole_discussion=False) == [2, 3]
    assert taken_with(BASE, 3, whole_discussion=True) == [2, 3, 4]
    assert taken_with(BASE, 5, whole_discussion=True) == [5]
    assert taken_with(BASE, 9, whole_discussion=False) == []


def test_it_means_the_same_once_those_around_it_are_decided():
    move = put_before(BASE, (6,), 2)
    left = order("1", "4:1", "5", "6")
    assert shown(moved(left, [move])) == ["1", "6", "4", "5"]
    assert moved(order("1", "5"), [move]) == order("1", "5")  # itself decided
    assert [vote.move for vote in moved(left, [ChairMove(7, move.moved, move.followed_by)])] == [None, 7, None, None]


def test_what_it_breaks_is_said():
    drops = {2: [4], 3: [4], 4: [2, 3]}.get
    beside = {5: [6], 6: [5]}.get

    def breaks(taken, anchor):
        after = moved(BASE, [put_before(BASE, taken, anchor)])
        return broken(BASE, after, drops=lambda one: drops(one, ()), beside=lambda one: beside(one, ()))

    assert breaks((4,), 2) == [Break(BreakKind.INVERTED, (4,), (2, 3))]
    assert breaks((2, 3), None) == [
        Break(BreakKind.INVERTED, (4,), (2, 3)),
        Break(BreakKind.SPLIT, (4, 2, 3)),
    ]
    assert breaks((6,), 5) == [Break(BreakKind.PLACE, (6,), (5,))]
    assert breaks((5,), 4) == [Break(BreakKind.SPLIT, (2, 3, 4))]
    assert breaks((2, 3, 4), None) == []
    assert breaks((1,), None) == []


@given(st.permutations(range(8)), st.lists(st.tuples(st.integers(0, 7), st.none() | st.integers(0, 7)), max_size=5))
def test_no_vote_is_lost_nor_put_twice_whatever_is_moved(ids, wanted):
    votes = [ProposedVote((one,)) for one in ids]
    moves = [put_before(votes, (taken,), anchor) for taken, anchor in wanted]
    assert sorted(vote.ids for vote in moved(votes, moves)) == sorted(vote.ids for vote in votes)
