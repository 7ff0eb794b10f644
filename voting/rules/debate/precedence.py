"""Motions from the floor: which goes before which, what it wants, what its adoption does.

Pure. docs/rules/debate.md says where each rule comes from.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class FloorKind(StrEnum):
    """What a member raises in the course of a debate; in the order in which they are taken."""

    POINT_OF_ORDER = "point_of_order"  # rappel au règlement
    SUSPENSION = "suspension"
    PREVIOUS_OBJECTION = "question_prealable"  # there is nothing to deliberate upon
    REFERRAL = "renvoi"
    CLOSURE = "cloture"


class FloorState(StrEnum):
    """Where a motion from the floor is."""

    RAISED = "raised"
    PUT = "put"
    GRANTED = "granted"  # a suspension, by the chair
    ANSWERED = "answered"  # a point of order
    CARRIED = "carried"
    LOST = "lost"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


PENDING = (FloorState.RAISED, FloorState.PUT)
WAY_OF_A_MOTION: dict[str, tuple[str, ...]] = {
    FloorState.RAISED: (
        FloorState.PUT,
        FloorState.GRANTED,
        FloorState.ANSWERED,
        FloorState.REFUSED,
        FloorState.WITHDRAWN,
    ),
    FloorState.PUT: (FloorState.CARRIED, FloorState.LOST, FloorState.GRANTED, FloorState.REFUSED),
}
NEVER_VOTED = frozenset({FloorKind.POINT_OF_ORDER})
ON_AN_ITEM = frozenset({FloorKind.PREVIOUS_OBJECTION, FloorKind.REFERRAL, FloorKind.CLOSURE})
SECONDED = ON_AN_ITEM  # nobody seconds a point of order, nor a request to suspend
ENDS_ITEM = frozenset({FloorKind.PREVIOUS_OBJECTION, FloorKind.REFERRAL})


@dataclass(frozen=True, slots=True)
class Raised:
    """A motion that waits: its id (the order in which they came), its kind."""

    id: int
    kind: FloorKind


def rank(kind: FloorKind) -> int:
    """Its place: the lowest goes first. A suspension and a point of order are alike: by arrival."""
    ranks = {FloorKind.POINT_OF_ORDER: 0, FloorKind.SUSPENSION: 0, FloorKind.PREVIOUS_OBJECTION: 1}
    return ranks.get(kind, 2 if kind is FloorKind.REFERRAL else 3)


def in_precedence(waiting: Iterable[Raised]) -> list[Raised]:
    """The motions in the order in which they are taken: by their rank, then by arrival."""
    return sorted(waiting, key=lambda one: (rank(one.kind), one.id))


def before(motion: Raised, waiting: Iterable[Raised]) -> Raised | None:
    """The motion that has to be settled before this one is put to the vote; None where it is its turn.

    A point of order and a suspension keep nobody waiting behind each other, and whatever waits behind them waits.
    """
    return next((one for one in in_precedence(waiting) if rank(one.kind) < rank(motion.kind)), None)


def goes_before_text(kind: FloorKind, *, is_whole: bool) -> bool:
    """Whether it is settled before a text of its item is put to the vote: a closure before the whole of it alone."""
    return kind in (ON_AN_ITEM if is_whole else ENDS_ITEM)


def seconds_missing(kind: FloorKind, asked: int, seconds: int) -> int:
    """How many seconders are still missing before the chair may put it to the vote."""
    return max(0, asked - seconds) if kind in SECONDED else 0
