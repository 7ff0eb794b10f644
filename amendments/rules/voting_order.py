"""Order of amendments: what is voted before what, on one batch or apart, and what falls when one is adopted.

Pure. Told in docs/rules/amendments-order.md (RAN art. 100, Sénat art. 46 bis), what falls in what-falls.md. Amendments
are told here by what they do to a *target* (an article, a block): their spans are half-open ranges of its characters.
The order is a proposal to the chair, never a verdict.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from amendments.rules.falls import ClashKind, Extent, clash_between, falling

BATCH_MARK: Final = "+"
"""Joins the ids of a batch: identical amendments 7 and 8 are voted once, as « 7+8 »."""


class OrderItemKind(StrEnum):
    """What an amendment does to its target; `sub` amends another amendment."""

    DELETE = "delete"
    REWRITE = "rewrite"
    REPLACE = "replace"
    INSERT = "insert"
    SUB = "sub"


class OrderItemStatus(StrEnum):
    """What became of an amendment, by the stored names."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    FALLEN = "fallen"
    NO_OBJECT = "no_object"
    WITHDRAWN = "withdrawn"
    NOT_SUPPORTED = "not_supported"


@dataclass(frozen=True, slots=True)
class OrderItem:
    """One amendment as the order sees it.

    `span`: characters of the target replaced, [start, end); a point when both are equal. `text`: the words proposed;
    without them two items are never identical. `distance`: how far from the text, computed from both when absent.
    """

    id: str
    kind: OrderItemKind
    target: str
    span: tuple[int, int] | None = None
    text: str | None = None
    distance: int | None = None
    parent: str | None = None
    supported: bool = True
    withdrawn: bool = False

    @property
    def own_end(self) -> OrderItemStatus | None:
        """The status that its author gave it: withdrawn, or not supported in the sitting (no vote, drops nobody)."""
        if self.withdrawn:
            return OrderItemStatus.WITHDRAWN
        return None if self.supported else OrderItemStatus.NOT_SUPPORTED


@dataclass(frozen=True, slots=True)
class Played:
    """The votes in order (ids of batches), the status of every item, and what caused it where something else did."""

    order: tuple[str, ...]
    status: dict[str, OrderItemStatus]
    cause: dict[str, str]


def distance(item: OrderItem) -> int:
    """How far an item takes the text: the given distance, else characters replaced plus characters proposed."""
    if item.distance is not None:
        return item.distance
    start, end = item.span or (0, 0)
    return end - start + len(item.text or "")


def ranked(items: Iterable[OrderItem]) -> list[OrderItem]:
    """These items in the order of voting: deletions, rewritings, then the most distant first; else as given."""
    ranks = {OrderItemKind.DELETE: 0, OrderItemKind.REWRITE: 1}
    return sorted(items, key=lambda item: (ranks.get(item.kind, 2), -distance(item)))


def identical(one: OrderItem, other: OrderItem) -> bool:
    """Whether two items say the same: kind, target, parent, span and words (spaces and apostrophes apart)."""
    if one.text is None or other.text is None:
        return False
    return (
        (one.kind, one.target, one.parent, one.span) == (other.kind, other.target, other.parent, other.span)
        and _normalised(one.text) == _normalised(other.text)
    )  # fmt: skip


def _normalised(text: str) -> str:
    text = unicodedata.normalize("NFC", text).replace("’", "'")
    return re.sub(r"\s+", " ", text).strip()


def clash(one: OrderItem, other: OrderItem) -> bool:
    """Whether the adoption of one leaves nothing of the other to vote (docs/rules/what-falls.md).

    On one target, by what each takes of it; a sub-amendment clashes only with another of the same parent.
    """
    return any(kind.makes_fall for kind in _clashes(one, other))


def _clashes(one: OrderItem, other: OrderItem) -> list[ClashKind]:
    if one.target != other.target or one.parent != other.parent:
        return []
    kind = clash_between(_extent(one), _extent(other))
    return [kind] if kind else []


def _extent(item: OrderItem) -> Extent | None:
    if item.kind in {OrderItemKind.DELETE, OrderItemKind.REWRITE}:
        return Extent(is_whole=True)
    if item.span is None:
        return None
    start, end = item.span
    return Extent(start, start if item.kind is OrderItemKind.INSERT else end)


def _falling(item: OrderItem, others: Iterable[OrderItem]) -> list[OrderItem]:
    return falling(
        others, is_identical=lambda other: identical(item, other), clashes=lambda other: _clashes(item, other)
    )


def falls_if_adopted(item: OrderItem, items: Iterable[OrderItem]) -> list[str]:
    """The ids of the items that would fall if this one were adopted: to be shown before the vote."""
    return [other.id for other in _falling(item, (other for other in items if other.id != item.id))]


def play(items: Sequence[OrderItem], is_adopted: Callable[[str], bool]) -> Played:
    """The votes in their order and what becomes of each item, as the verdicts come.

    `is_adopted`: the verdict of a vote, asked once for each, by the id of the first live item of its batch. Targets
    come in the order of the items; sub-amendments before their amendment (RAN art. 100).
    """
    game = _Game(tuple(items), is_adopted)
    for target in dict.fromkeys(item.target for item in items if item.kind is not OrderItemKind.SUB):
        on_target = [item for item in items if item.target == target and item.kind is not OrderItemKind.SUB]
        game.vote_in_turn(ranked(on_target))
    return Played(order=tuple(game.order), status={i.id: game.status[i.id] for i in items}, cause=game.cause)


@dataclass(slots=True)
class _Game:
    """The state of a round of votes: statuses so far."""

    items: tuple[OrderItem, ...]
    is_adopted: Callable[[str], bool]
    order: list[str] = field(default_factory=list)
    status: dict[str, OrderItemStatus] = field(default_factory=dict)
    cause: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for item in self.items:
            if item.own_end is not None:
                self.status[item.id] = item.own_end
        for item in self.items:
            if item.id in self.status and item.kind is not OrderItemKind.SUB:
                self._leave_without_object(item)

    def vote_in_turn(self, candidates: list[OrderItem]) -> None:
        """Put competing items to the vote one after the other; identical ones together."""
        for item in candidates:
            if item.id in self.status:
                continue
            batch = [item, *(o for o in candidates if o is not item and o.id not in self.status and identical(item, o))]
            subs = [sub for one in batch for sub in self._live_subs(one)]
            self.vote_in_turn(ranked(subs))
            self._vote(batch, candidates)

    def _vote(self, batch: list[OrderItem], candidates: list[OrderItem]) -> None:
        first = batch[0].id
        self.order.append(BATCH_MARK.join(item.id for item in batch))
        adopted = self.is_adopted(first)
        for item in batch:
            self.status[item.id] = OrderItemStatus.ADOPTED if adopted else OrderItemStatus.REJECTED
        if not adopted:
            for item in batch:
                self._drop_adopted_subs(item)
            return
        for other in _falling(batch[0], [other for other in candidates if other.id not in self.status]):
            self._end(other, OrderItemStatus.FALLEN, first)
            self._leave_without_object(other)

    def _live_subs(self, item: OrderItem) -> list[OrderItem]:
        return [sub for sub in self.items if sub.parent == item.id and sub.id not in self.status]

    def _leave_without_object(self, parent: OrderItem) -> None:
        for sub in self._live_subs(parent):
            self._end(sub, OrderItemStatus.NO_OBJECT, parent.id)

    def _drop_adopted_subs(self, parent: OrderItem) -> None:
        for sub in self.items:
            if sub.parent == parent.id and self.status.get(sub.id) is OrderItemStatus.ADOPTED:
                self._end(sub, OrderItemStatus.FALLEN, parent.id)

    def _end(self, item: OrderItem, status: OrderItemStatus, cause: str) -> None:
        self.status[item.id] = status
        self.cause[item.id] = cause
