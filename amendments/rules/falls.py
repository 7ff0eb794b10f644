"""What falls when an amendment is adopted: the one definition, for the sitting and for `voting decide` alike.

Pure. Told in docs/rules/what-falls.md. Where two amendments meet is told by `redline` when their texts are known (the
sitting), by their half-open spans when these alone are (a case); what follows from it is told here, for both.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

import redline

T = TypeVar("T")


class ClashKind(StrEnum):
    """Why two amendments do not simply stand side by side."""

    OVERLAP = "overlap"
    DELETE_EDIT = "delete_edit"
    MOVE_EDIT = "move_edit"
    ORDER_TO_CHOOSE = "order_to_choose"  # different insertions at one point: both may stand, one after the other

    @property
    def makes_fall(self) -> bool:
        """Whether one adopted leaves nothing of the other to vote; false where an order is to be chosen."""
        return self in redline.FALLING  # by their names, which are these words


SAME_PLACE: Final = "same_place"
"""What `redline` calls two different insertions at one point."""


@dataclass(frozen=True, slots=True)
class Extent:
    """What an amendment takes of a text: characters [start, end), a point where it only inserts; or all of it."""

    start: int = 0
    end: int = 0
    is_whole: bool = False

    @property
    def is_point(self) -> bool:
        """Whether it takes nothing away."""
        return self.start == self.end and not self.is_whole


def clash_between(one: Extent | None, other: Extent | None) -> ClashKind | None:
    """How two amendments to one text meet, by what they take of it; None where they stand side by side, or none knows.

    A deletion or a rewriting of the whole meets everything. Otherwise spans that overlap, or an insertion strictly
    inside a replaced span; at its edge it stands. Two insertions at one point are an order to choose.
    """
    if any(extent is not None and extent.is_whole for extent in (one, other)):
        return ClashKind.OVERLAP
    if one is None or other is None:
        return None
    if one.is_point and other.is_point:
        return ClashKind.ORDER_TO_CHOOSE if one.start == other.start else None
    if one.is_point or other.is_point:
        point, span = (one, other) if one.is_point else (other, one)
        return ClashKind.OVERLAP if span.start < point.start < span.end else None
    return ClashKind.OVERLAP if max(one.start, other.start) < min(one.end, other.end) else None


def clash_of_texts(conflict: str) -> ClashKind:
    """The same, of two amendments whose texts `redline` compared: by the kind of their conflict."""
    return ClashKind.ORDER_TO_CHOOSE if conflict == SAME_PLACE else ClashKind(conflict)


def falling(
    others: Iterable[T], *, is_identical: Callable[[T], bool], clashes: Callable[[T], Iterable[ClashKind]]
) -> list[T]:
    """Those of the others still to vote that fall if an amendment is adopted.

    `is_identical`: whether another says the same, and is adopted with it; `clashes`: where another meets it. One
    clash that makes fall is enough, wherever it is.
    """
    return [other for other in others if not is_identical(other) and any(clash.makes_fall for clash in clashes(other))]
