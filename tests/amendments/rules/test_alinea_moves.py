"""Alinéas moved, cut and joined on their sheet: the text that they make, and the way back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import redline
from amendments.rules.alinea_moves import _NUMBER, MovableAlineas, cuts
from amendments.rules.written_alineas import rebuilt, shown_words

TEXT = "# Titre\n\nUn ; et la suite.\n\n1. deux ;\n2. trois ;\n\nQuatre.\n"
SHOWN = [shown_words(block) for block in redline.parse(TEXT).blocks]


def sheet(written: dict[int, list[str]] | None = None) -> MovableAlineas:
    return MovableAlineas(written if written is not None else {}, SHOWN, fixed=True)


def words_of(text: str) -> list[str]:
    return [block.body for block in redline.parse(text).blocks]


@pytest.mark.parametrize(
    ("spot", "step", "expected"),
    [
        ((2, 0), -1, ["Titre", "deux ;", "Un ; et la suite.", "trois ;", "Quatre."]),
        ((2, 0), 1, ["Titre", "Un ; et la suite.", "trois ;", "deux ;", "Quatre."]),
        ((4, 0), -1, ["Titre", "Un ; et la suite.", "deux ;", "Quatre.", "trois ;"]),
        ((1, 0), -1, None),
        ((4, 0), 1, None),
        ((0, 0), 1, None),
    ],
)
def test_an_alinea_goes_above_or_below_its_neighbour(spot, step, expected):
    moved = sheet()
    found = moved.move(spot, step)
    assert (found is None) == (expected is None)
    if found and expected:
        assert words_of(rebuilt(TEXT, moved.written)) == expected
        assert moved.origin(found) == spot[0]
        assert moved.moved_from(spot[0]) == found
        assert moved.put_home(spot[0]) and rebuilt(TEXT, moved.written) == TEXT


def test_the_first_item_of_a_list_says_from_where_it_counts():
    moved = sheet()
    moved.move((3, 0), -1)
    assert [block.marker for block in redline.parse(rebuilt(TEXT, moved.written)).blocks] == ["#", "", "1.", "2.", ""]


def test_the_first_one_without_a_title_goes_back_too():
    moved = MovableAlineas({}, ["Un.", "Deux."], fixed=False)
    assert moved.move((1, 0), -1) == (1, 0) and moved.written == {0: [""], 1: ["Deux.", "Un."]}


def test_what_is_joined_loses_the_sign_of_its_item():
    joined = sheet()
    assert joined.join((2, 0)) and joined.written == {2: ["1. deux ; trois ;"], 3: [""]}
    assert not joined.join((0, 0)) and not joined.join((4, 0))


def test_an_alinea_is_cut_after_a_sign_and_nowhere_else():
    cut = sheet()
    assert cuts(SHOWN[1]) == [4] and cuts("**un ; deux** ; trois") == [15] and cuts("un") == []
    assert cut.cut((1, 0), 4) and cut.written == {1: ["Un ;", "et la suite."]}
    assert not cut.cut((1, 0), 2)
    assert cut.join((1, 0)) and cut.written == {1: [SHOWN[1]]}


@given(st.lists(st.tuples(st.integers(0, 30), st.sampled_from([-1, 1])), max_size=12))
def test_moves_lose_no_alinea_and_two_opposite_ones_change_nothing(moves):
    moved = sheet()
    for at, step in moves:
        spots = moved.spots()
        spot = spots[at % len(spots)]
        before = [moved.words(other) for other in spots]
        found = moved.move(spot, step)
        after = [moved.words(other) for other in moved.spots()]
        before, after = ([_NUMBER.sub("1", words) for words in told] for told in (before, after))
        assert sorted(after) == sorted(_NUMBER.sub("1", words) for words in SHOWN)
        assert [word == after[rank] for rank, word in enumerate(before)].count(False) == (2 if found else 0)
        if found:
            assert _NUMBER.sub("1", moved.words(found)) == before[spots.index(spot)]
