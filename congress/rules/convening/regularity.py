"""Whether a sitting is convened regularly, and on which items it may decide. Pure.

A convening says the day and the hour, the place, and the questions of the agenda (CGCT L2121-10): a council decides on
no other. What is added afterwards is decided on where it was told by a convening of its own, in time or in an emergency
that the council admitted. Of a sitting of which the site sent nothing it says nothing: paper may have.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from congress.rules.convening.time_limits import Timeliness


class ConveningStanding(StrEnum):
    """What the convening of a sitting is worth."""

    UNKNOWN = "unknown"  # none was sent from here
    MOVED = "moved"  # it was for another hour
    REGULAR = "regular"
    TO_ADMIT = "to_admit"  # shortened: the council decides as the sitting opens
    ADMITTED = "admitted"
    NOT_ADMITTED = "not_admitted"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class SentConvening:
    """One that was sent: for when, with which items, how it stands to its limit, what the council said of it."""

    starts_at: datetime
    items: frozenset[int]
    timeliness: Timeliness
    admitted: bool | None = None  # the emergency; None while the council has not decided
    put_off: frozenset[int] = frozenset()  # items that it put off to another sitting

    @property
    def standing(self) -> ConveningStanding:
        """What it is worth for a sitting at its hour."""
        if self.timeliness is Timeliness.IN_TIME:
            return ConveningStanding.REGULAR
        if self.timeliness is Timeliness.LATE:
            return ConveningStanding.LATE
        return {
            None: ConveningStanding.TO_ADMIT,
            True: ConveningStanding.ADMITTED,
            False: ConveningStanding.NOT_ADMITTED,
        }[self.admitted]

    @property
    def to_decide(self) -> frozenset[int]:
        """The items on which it lets the sitting decide."""
        stands = self.standing in (ConveningStanding.REGULAR, ConveningStanding.ADMITTED)
        return self.items - self.put_off if stands else frozenset()


@dataclass(frozen=True, slots=True)
class Regularity:
    """What the convenings of a sitting are worth together."""

    standing: ConveningStanding
    to_decide: frozenset[int] = frozenset()
    awaiting: frozenset[int] = frozenset()  # on which it may decide once the council admits the emergency
    put_off: frozenset[int] = frozenset()

    def may_decide(self, item: int) -> bool:
        """Whether the sitting may decide on an item: on any, where nothing is known."""
        return self.standing is ConveningStanding.UNKNOWN or item in self.to_decide


# The best of several convenings for one hour is what the sitting has.
_BEST_FIRST = (
    ConveningStanding.REGULAR,
    ConveningStanding.ADMITTED,
    ConveningStanding.TO_ADMIT,
    ConveningStanding.NOT_ADMITTED,
    ConveningStanding.LATE,
)


def regularity(sent: Sequence[SentConvening], starts_at: datetime) -> Regularity:
    """What the convenings of a sitting that begins at `starts_at` are worth."""
    if not sent:
        return Regularity(ConveningStanding.UNKNOWN)
    for_it = [convening for convening in sent if convening.starts_at == starts_at]
    if not for_it:
        return Regularity(ConveningStanding.MOVED)
    found = [convening.standing for convening in for_it]
    put_off = frozenset[int]().union(*(convening.put_off for convening in for_it))
    decided = frozenset[int]().union(*(convening.to_decide for convening in for_it)) - put_off
    awaiting = [convening.items for convening in for_it if convening.standing is ConveningStanding.TO_ADMIT]
    return Regularity(
        next(standing for standing in _BEST_FIRST if standing in found),
        decided,
        frozenset[int]().union(*awaiting) - decided - put_off,
        put_off,
    )
