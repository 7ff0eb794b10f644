"""A seat and those who may hold it: its titular, or their substitute (« suppléant »), never both at once.

Pure. Told in docs/rules/presence.md. One seat is one member in exercise and one right to vote, whoever holds it.
"""

from dataclasses import dataclass, replace
from enum import StrEnum


class SeatRefusal(StrEnum):
    """Why a seat is not taken or given back now: the first that applies, in this order."""

    NOT_ADMITTED = "not_admitted"  # the rules of the congress know no substitute
    TITULAR_PRESENT = "titular_present"
    SUBSTITUTE_SEATED = "substitute_seated"  # another sits there already
    UNDER_VOTE = "under_vote"  # the poll that is open was opened with whoever sat


@dataclass(frozen=True, slots=True)
class HeldSeat:
    """Who holds a seat at an instant."""

    titular_is_there: bool = False
    substitute_is_there: bool = False

    @property
    def is_held(self) -> bool:
        """Whether somebody sits there: it counts once among those present."""
        return self.titular_is_there or self.substitute_is_there


def refusal_to_sit(seat: HeldSeat, *, admitted: bool) -> SeatRefusal | None:
    """Why a substitute may not take the seat now, or None. During a vote they may: they vote from the next one on."""
    if not admitted:
        return SeatRefusal.NOT_ADMITTED
    if seat.titular_is_there:
        return SeatRefusal.TITULAR_PRESENT
    return SeatRefusal.SUBSTITUTE_SEATED if seat.substitute_is_there else None


def refusal_to_return(seat: HeldSeat, *, under_vote: bool) -> SeatRefusal | None:
    """Why the titular may not come back to the seat now, or None: coming back ends the substitute's."""
    return SeatRefusal.UNDER_VOTE if seat.substitute_is_there and under_vote else None


def substitute_sits(seat: HeldSeat, *, admitted: bool) -> HeldSeat:
    """The seat once the substitute asked to sit: as it was where that is refused."""
    return seat if refusal_to_sit(seat, admitted=admitted) else replace(seat, substitute_is_there=True)


def titular_arrives(seat: HeldSeat, *, under_vote: bool) -> HeldSeat:
    """The seat once its titular came: theirs alone, or as it was where that is refused."""
    return seat if refusal_to_return(seat, under_vote=under_vote) else HeldSeat(titular_is_there=True)
