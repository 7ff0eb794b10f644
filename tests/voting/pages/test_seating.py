"""The places of the hemicycle drawing: one sign for each member, sorted by choice, none over another."""

from itertools import groupby, pairwise
from math import dist, hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting.pages.seating import HEIGHT, WIDTH, Seat, radius, seats

PICTURE = [("for", 61), ("abstain", 12), ("against", 40), ("not_taking_part", 2), ("absent", 16)]
KINDS = ["for", "abstain", "against", "not_taking_part", "absent"]
CENTRE = WIDTH / 2
SQUARE = 1.72  # side of the sign of « against », in radii of a sign: templates/macros/hemicycle.html

chambers = st.builds(
    lambda numbers: list(zip(KINDS, numbers, strict=True)), st.lists(st.integers(0, 120), min_size=5, max_size=5)
)


def rows_of(drawn):
    """The places of each row, from left to right, outermost row first."""
    base = max(seat.y for seat in drawn)
    lengths = {seat: hypot(seat.x - CENTRE, seat.y - base) for seat in drawn}
    rows = [[]]
    for seat in sorted(drawn, key=lambda seat: -lengths[seat]):
        if rows[-1] and lengths[rows[-1][-1]] - lengths[seat] > radius(len(drawn)):
            rows.append([])
        rows[-1].append(seat)
    return [sorted(row, key=lambda seat: seat.x) for row in rows]


def test_one_seat_for_each_member_in_the_order_of_the_groups():
    drawn = seats(PICTURE)

    assert len(drawn) == 131
    assert [seat.kind for seat in drawn] == [kind for kind, number in PICTURE for _ in range(number)]


def test_the_first_group_is_at_the_left_and_the_last_at_the_right():
    drawn = seats(PICTURE)

    assert all(seat.x < CENTRE for seat in drawn[:6])
    assert all(seat.x > CENTRE for seat in drawn[-6:])
    assert drawn[0] == Seat(28.0, 534.0, "for")


def test_the_picture_of_131_members_has_six_rows_and_signs_of_20():
    assert [len(row) for row in rows_of(seats(PICTURE))] == [30, 27, 24, 20, 17, 13]
    assert radius(131) == 20


@pytest.mark.parametrize(
    ("total", "rows"), [(1, [1]), (2, [2]), (3, [3]), (9, [9]), (15, [15]), (16, [9, 7]), (27, [12, 9, 6])]
)
def test_a_small_chamber_has_few_rows_of_large_signs(total, rows):
    assert [len(row) for row in rows_of(seats([("for", total)]))] == rows
    assert radius(total) == 40


@given(chambers)
def test_every_sign_is_in_the_drawing_and_none_touches_another(groups):
    drawn = seats(groups)
    size = radius(len(drawn))

    assert len(drawn) == sum(number for _, number in groups)
    for seat in drawn:
        assert size <= seat.x <= WIDTH - size
        assert size <= seat.y <= HEIGHT - size
    near = sorted(drawn, key=lambda seat: seat.x)
    for index, seat in enumerate(near):
        for other in near[index + 1 :]:
            if other.x - seat.x > 2 * size:
                break
            assert dist((seat.x, seat.y), (other.x, other.y)) >= 2 * size
            assert max(other.x - seat.x, abs(other.y - seat.y)) >= SQUARE * size, "two squares touch"


@pytest.mark.parametrize("start", range(1, 601, 100))
def test_from_3_to_600_seats_rows_are_balanced_and_the_two_sides_alike(start):
    for total in range(max(start, 3), start + 100):
        drawn = seats([("for", total)])
        rows = rows_of(drawn)
        assert all(len(inner) <= len(outer) for outer, inner in pairwise(rows)), total
        spaces = [dist((a.x, a.y), (b.x, b.y)) for row in rows for a, b in pairwise(row)]
        assert max(spaces) <= 1.5 * min(spaces), total
        assert all(abs(sum(seat.x - CENTRE for seat in row)) < 0.1 * len(row) for row in rows), total


@given(chambers)
def test_each_choice_is_one_slice_from_left_to_right(groups):
    drawn = seats(groups)
    base = max((seat.y for seat in drawn), default=0)

    assert [kind for kind, _ in groupby(seat.kind for seat in drawn)] == [kind for kind, number in groups if number]
    lengths = [(CENTRE - seat.x) / (hypot(seat.x - CENTRE, seat.y - base) or 1) for seat in drawn]
    assert all(after <= before + 0.01 for before, after in pairwise(lengths))


def test_the_same_counts_give_the_same_drawing():
    assert seats(PICTURE) == seats(list(PICTURE))


def test_a_seat_unpacks_for_the_template():
    x, y, kind = Seat(1.0, 2.0, "for")

    assert (x, y, kind) == (1.0, 2.0, "for")


@pytest.mark.parametrize("total", [1, 2, 5, 600, 1200])
def test_any_size_of_chamber_has_a_sign_that_can_be_seen(total):
    assert len(seats([("for", total)])) == total
    assert radius(total) >= 3


def test_an_empty_chamber_has_no_seat():
    assert seats([]) == []


def test_it_refuses_what_cannot_be_drawn():
    with pytest.raises(ValueError, match="negative"):
        seats([("for", -1)])
