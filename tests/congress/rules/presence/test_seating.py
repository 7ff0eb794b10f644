"""A seat is one seat: whatever comes in whatever order, its titular and a substitute never hold it at once."""

from hypothesis import given
from hypothesis import strategies as st

from congress.rules.presence.seating import (
    HeldSeat,
    SeatRefusal,
    refusal_to_return,
    refusal_to_sit,
    substitute_sits,
    titular_arrives,
)

STEPS = st.lists(st.sampled_from(["titular", "substitute", "titular_leaves", "substitute_leaves", "opens", "closes"]))


@given(steps=STEPS, admitted=st.booleans())
def test_titular_and_substitute_never_sit_at_once_and_nobody_votes_twice(steps, admitted):
    seat, voter = HeldSeat(), None  # who holds the right in the poll that is open, "" where nobody does
    for step in steps:
        before = seat
        if step == "titular":
            seat = titular_arrives(seat, under_vote=voter is not None)
        elif step == "substitute":
            seat = substitute_sits(seat, admitted=admitted)
        elif step == "titular_leaves":
            seat = HeldSeat(substitute_is_there=seat.substitute_is_there)
        elif step == "substitute_leaves":
            seat = HeldSeat(titular_is_there=seat.titular_is_there)
        elif step == "opens" and voter is None:
            voter = "titular" if seat.titular_is_there else "substitute" if seat.substitute_is_there else ""
        elif step == "closes":
            voter = None
        assert not (seat.titular_is_there and seat.substitute_is_there)
        assert admitted or not seat.substitute_is_there
        if voter == "substitute" and before.substitute_is_there and step == "titular":
            assert seat == before, "who votes in the open poll is not put out of the seat by a return"


def test_each_refusal_has_its_reason_the_first_that_applies():
    held, taken = HeldSeat(titular_is_there=True), HeldSeat(substitute_is_there=True)
    assert refusal_to_sit(held, admitted=False) is SeatRefusal.NOT_ADMITTED
    assert refusal_to_sit(held, admitted=True) is SeatRefusal.TITULAR_PRESENT
    assert refusal_to_sit(taken, admitted=True) is SeatRefusal.SUBSTITUTE_SEATED
    assert refusal_to_sit(HeldSeat(), admitted=True) is None
    assert refusal_to_return(taken, under_vote=True) is SeatRefusal.UNDER_VOTE
    assert refusal_to_return(taken, under_vote=False) is None
    assert refusal_to_return(HeldSeat(), under_vote=True) is None
    assert (held.is_held, taken.is_held, HeldSeat().is_held) == (True, True, False)
