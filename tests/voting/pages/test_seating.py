"""The places of the hemicycle drawing: one sign for each member, sorted by choice, none over another."""

from math import dist, hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting.pages.seating import BASE_Y, CENTRE_X, HEIGHT, INNER, OUTER, WIDTH, Seat, radius, seats

PICTURE = [("for", 61), ("abstain", 12), ("against", 40), ("not_taking_part", 2), ("absent", 16)]
groups_of_a_chamber = st.lists(
    st.tuples(st.sampled_from(["for", "abstain", "against", "absent"]), st.integers(0, 90)), max_size=5
)


def test_one_seat_for_each_member_in_the_order_of_the_groups():
    drawn = seats(PICTURE)

    assert len(drawn) == 131
    assert [seat.kind for seat in drawn] == [kind for kind, number in PICTURE for _ in range(number)]


def test_the_first_group_is_at_the_left_and_the_last_at_the_right():
    drawn = seats(PICTURE)

    assert all(seat.x < CENTRE_X for seat in drawn[:6])
    assert all(seat.x > CENTRE_X for seat in drawn[-6:])
    assert drawn[0] == Seat(CENTRE_X - OUTER, BASE_Y, "for")


def test_the_picture_of_131_members_has_six_rows_and_signs_of_20():
    rows = {round(hypot(seat.x - CENTRE_X, seat.y - BASE_Y)) for seat in seats(PICTURE)}

    assert len(rows) == 6
    assert radius(131) == 20


@given(groups_of_a_chamber)
def test_every_sign_is_in_the_drawing_and_none_touches_another(groups):
    drawn = seats(groups)
    size = radius(len(drawn))

    assert len(drawn) == sum(number for _, number in groups)
    for seat in drawn:
        assert size <= seat.x <= WIDTH - size
        assert size <= seat.y <= HEIGHT - size
        assert INNER - 1 <= hypot(seat.x - CENTRE_X, seat.y - BASE_Y) <= OUTER + 1
    for index, seat in enumerate(drawn):
        for other in drawn[index + 1 :]:
            assert dist((seat.x, seat.y), (other.x, other.y)) >= 2 * size - 0.3


def test_the_same_counts_give_the_same_drawing():
    assert seats(PICTURE) == seats(list(PICTURE))


def test_a_seat_unpacks_for_the_template():
    x, y, kind = Seat(1.0, 2.0, "for")

    assert (x, y, kind) == (1.0, 2.0, "for")


@pytest.mark.parametrize(("total", "rows"), [(1, 6), (2, 6), (5, 6), (7, 1), (600, 6), (1200, 12)])
def test_any_size_of_chamber_has_a_sign_that_can_be_seen(total, rows):
    assert len(seats([("for", total)], rows)) == total
    assert radius(total, rows) >= 3


def test_an_empty_chamber_has_no_seat():
    assert seats([]) == []


@pytest.mark.parametrize(("groups", "rows"), [([("for", -1)], 6), ([("for", 1)], 0)])
def test_it_refuses_what_cannot_be_drawn(groups, rows):
    with pytest.raises(ValueError, match="rows must be"):
        seats(groups, rows)
