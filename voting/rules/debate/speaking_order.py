"""In what order those who asked to speak are called.

Pure. Three rules that a sitting may join: the order of arrival; first those who have not spoken yet on the item; for
and against in turn. Whoever the chair moved to the head comes before all of them.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class SpeakerSide(StrEnum):
    """For what somebody asks to speak."""

    FOR = "for"
    AGAINST = "against"
    NEITHER = "neither"


class Turn(StrEnum):
    """In which of the two lists: that of the debate, or that of the explanations of vote."""

    DEBATE = "debate"
    EXPLANATION = "explanation"


OTHER_SIDE = {SpeakerSide.FOR: SpeakerSide.AGAINST, SpeakerSide.AGAINST: SpeakerSide.FOR}


@dataclass(frozen=True, slots=True)
class Ordering:
    """The rules of a list: whether who has not spoken comes first, whether for and against alternate."""

    newcomers_first: bool = True
    alternates: bool = True


@dataclass(frozen=True, slots=True)
class WaitingSpeaker:
    """Somebody who waits: their request's id, the side, whether they spoke on the item, the chair's move if any.

    `moved` grows with each move: the last one moved to the head is the head.
    """

    id: int
    side: SpeakerSide
    has_spoken: bool = False
    moved: int | None = None


def in_order(
    waiting: Sequence[WaitingSpeaker], ordering: Ordering, last: SpeakerSide | None = None
) -> list[WaitingSpeaker]:
    """Those who wait, given in the order of their arrival, in the order in which they are called.

    `last`: the side of whoever spoke last (or speaks): with alternation the first one called is of the other side.
    """
    moved = [one for one in waiting if one.moved is not None]
    head = sorted(moved, key=lambda one: one.moved or 0, reverse=True)
    others = [one for one in waiting if one.moved is None]
    last = _last_side(head, last)
    groups = [others]
    if ordering.newcomers_first:
        groups = [[one for one in others if not one.has_spoken], [one for one in others if one.has_spoken]]
    called = list(head)
    for group in groups:
        turn = _alternating(group, last) if ordering.alternates else group
        called += turn
        last = _last_side(turn, last)
    return called


def _last_side(called: Iterable[WaitingSpeaker], before: SpeakerSide | None) -> SpeakerSide | None:
    """The last side taken: whoever is of neither changes nothing to whose turn it is."""
    last = before
    for one in called:
        last = one.side if one.side is not SpeakerSide.NEITHER else last
    return last


def _alternating(group: Sequence[WaitingSpeaker], last: SpeakerSide | None) -> list[WaitingSpeaker]:
    """For and against in turn, each side by arrival, as long as both are there; of neither, at their arrival."""
    rank = {one.id: place for place, one in enumerate(group)}
    queues = {side: deque(one for one in group if one.side is side) for side in SpeakerSide}
    called: list[WaitingSpeaker] = []
    while any(queues.values()):
        heads = [queue[0] for queue in queues.values() if queue]
        wanted = OTHER_SIDE.get(last) if last else None
        if wanted and queues[wanted]:
            heads = [queues[wanted][0], *list(queues[SpeakerSide.NEITHER])[:1]]
        chosen = min(heads, key=lambda one: rank[one.id])
        called.append(queues[chosen.side].popleft())
        last = _last_side([chosen], last)
    return called
