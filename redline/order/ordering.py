"""In what order a set of amendments is put to the vote, and what falls if one of them is adopted.

By the text: what bears on an earlier word comes earlier. Where amendments exclude one another they are discussed
together and voted one after the other: the one that deletes what the others keep first, then one that writes the
whole block anew, then the furthest from the text (characters removed and brought). Once one of them is set aside,
those that it alone held together follow the text again. Identical ones are one vote. It is read on the words that
each one changes, wherever its blocks begin; the sources are told in docs/rules/amendments-order.md.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from redline.merge.conflicts import Reporter
from redline.merge.edits import Edit, Frame
from redline.merge.merging import Gathering
from redline.model.lines import DEFAULT_WIDTH
from redline.order.rivals import rivals_of

_DELETION, _REWRITING, _OTHER = range(3)
VotePosition = tuple[int, bool]


@dataclass(frozen=True, slots=True)
class OrderedVote:
    """One vote: an amendment, or identical ones; `lines`: first and last touched, none in the title alone.

    `group`: the number of the joint discussion to which it belongs; None where it excludes nothing. `is_tied`: the
    order given alone tells it from the one before or after it, at one place or as far from the text.
    """

    items: tuple[str, ...]
    lines: tuple[int, int] | None
    group: int | None
    is_tied: bool = False

    def as_json(self) -> dict[str, Any]:
        """The vote as JSON values."""
        return {
            "items": list(self.items),
            "kind": "identical" if len(self.items) > 1 else "single",
            "lines": list(self.lines) if self.lines else [],
            "group": self.group,
        }


@dataclass(frozen=True, slots=True)
class VotingOrder:
    """The votes in their order; the joint discussions by number; for each amendment those that its adoption drops."""

    votes: tuple[OrderedVote, ...]
    groups: Mapping[int, tuple[str, ...]]
    falls_if_adopted: Mapping[str, tuple[str, ...]]

    def as_json(self) -> dict[str, Any]:
        """The answer of `redline order`, as JSON values."""
        return {
            "order": [vote.as_json() for vote in self.votes],
            "groups": {str(number): list(names) for number, names in self.groups.items()},
            "falls_if_adopted": {name: list(names) for name, names in self.falls_if_adopted.items()},
        }


def order_of(base: str, variants: Mapping[str, str], *, width: int = DEFAULT_WIDTH) -> VotingOrder:
    """The order of these variants of a base; where nothing else tells two apart, they keep the order given."""
    return _Ordering(Gathering.read(base, variants), list(variants), width).order()


@dataclass(eq=False, slots=True)
class _Batch:
    """Identical variants, as one; `below`: what follows it in its joint discussion once it is set aside."""

    names: tuple[str, ...]
    rank: int
    kind: int
    distance: int
    position: VotePosition
    lines: tuple[int, int] | None
    below: list["_Batch"] = field(default_factory=list)
    first: tuple[VotePosition, int] = ((0, False), 0)  # of itself and all that is below

    @property
    def turn(self) -> tuple[int, int, VotePosition, int]:
        """By what one is voted before another of its joint discussion."""
        return self.kind, -self.distance, self.position, self.rank


class _Ordering:
    """One order, from variants already read."""

    def __init__(self, gathering: Gathering, names: Sequence[str], width: int) -> None:
        self._gathering, self._names = gathering, names
        self._reporter = Reporter(gathering.frame, gathering.variants, width)
        self._rivals = rivals_of(gathering)

    def order(self) -> VotingOrder:
        """The votes, the joint discussions, what falls."""
        batches = [self._batch(rank, names) for rank, names in enumerate(self._batches())]
        heads = self._joined(batches)
        votes: list[OrderedVote] = []
        groups: dict[int, tuple[str, ...]] = {}
        heads.sort(key=lambda batch: batch.first)
        tied = {*_tied_at_one_place(heads), *(found for batch in batches for found in _tied_below(batch))}
        for head in heads:
            members = list(_from_head(head))
            number = len(groups) + 1 if len(members) > 1 else None
            if number is not None:
                groups[number] = tuple(name for batch in members for name in batch.names)
            votes += [OrderedVote(batch.names, batch.lines, number, batch in tied) for batch in members]
        place = {name: rank for rank, name in enumerate(self._names)}
        falls = {name: tuple(sorted(self._rivals[name], key=place.__getitem__)) for name in self._names}
        return VotingOrder(tuple(votes), groups, falls)

    def _batches(self) -> Iterator[tuple[str, ...]]:
        """Identical variants together, each batch and its names in the order given."""
        place = {name: rank for rank, name in enumerate(self._names)}
        same = {name: group for group in self._gathering.identical() for name in group}
        seen: set[str] = set()
        for name in self._names:
            if name not in seen:
                batch = sorted(same.get(name, (name,)), key=place.__getitem__)
                seen.update(batch)
                yield tuple(batch)

    def _batch(self, rank: int, names: tuple[str, ...]) -> _Batch:
        frame = self._gathering.frame
        edits = sorted(self._gathering.variants[names[0]].substance, key=lambda edit: _position(edit, frame))
        if not edits:
            return _Batch(names, rank, _OTHER, 0, (len(frame.text) + 1, True), None)
        spans = [lines for edit in edits if (lines := self._reporter.lines_between(edit.start, edit.end))]
        lines = (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None
        kind = self._kind(names[0], edits)
        return _Batch(names, rank, kind, sum(map(_distance, edits)), _position(edits[0], frame), lines)

    def _kind(self, name: str, edits: Sequence[Edit]) -> int:
        """Whether a variant takes away what its rivals keep, or writes a block anew."""
        if all(edit.is_deletion for edit in edits):
            others = [edit for other in self._rivals[name] for edit in self._gathering.variants[other].substance]
            kept = [edit for edit in others if not _is_taken_from(edit, edits)]
            if any(edit.whole for edit in edits) or _covers(edits, kept):
                return _DELETION
        blocks = self._gathering.frame.document.blocks
        removed: dict[int, int] = defaultdict(int)
        for edit in edits:
            if edit.first == edit.last and not edit.leaves:
                removed[edit.first] += edit.end - edit.start
        is_rewriting = any(edit.whole and not edit.is_insertion and edit.payload and not edit.leaves for edit in edits)
        if is_rewriting or any(count >= len(blocks[index].body) for index, count in removed.items()):
            return _DELETION if all(edit.is_deletion for edit in edits) else _REWRITING
        return _OTHER

    def _joined(self, batches: Sequence[_Batch]) -> list[_Batch]:
        """The batches that head their discussion, those that follow below them.

        From the last to be voted to the first: each takes below it the discussions that it holds together.
        """
        heads: dict[_Batch, set[str]] = {}  # each with all the names of its discussion
        for batch in sorted(batches, key=lambda batch: batch.turn, reverse=True):
            rivals = set[str]().union(*(self._rivals[name] for name in batch.names))
            held = [head for head, names in heads.items() if not names.isdisjoint(rivals)] if rivals else []
            batch.below = sorted(held, key=lambda below: below.first)
            batch.first = min([(batch.position, batch.rank), *(below.first for below in batch.below)])
            together = [heads.pop(below) for below in batch.below]
            names = max(together, key=len, default=set())
            names.update(batch.names, *together)
            heads[batch] = names
        return list(heads)


def _from_head(head: _Batch) -> Iterator[_Batch]:
    waiting = [head]
    while waiting:
        found = waiting.pop()
        yield found
        waiting += reversed(found.below)


def _tied_at_one_place(batches: Sequence[_Batch]) -> Iterator[_Batch]:
    """Those of these batches, in the order of the text, that stand where a neighbour does."""
    for one, other in pairwise(batches):
        if one.first[0] == other.first[0]:
            yield from (one, other)


def _tied_below(batch: _Batch) -> Iterator[_Batch]:
    """A batch and those just below it that nothing but the order given tells apart."""
    yield from _tied_at_one_place(batch.below)
    equal = [below for below in batch.below if below.turn[:3] == batch.turn[:3]]
    if equal:
        yield from (batch, *equal)


def _position(edit: Edit, frame: Frame) -> VotePosition:
    """Where an edit stands: a block deleted or written anew where it begins, one inserted after what ends there."""
    is_inserted = edit.whole and edit.is_insertion
    if edit.whole and not is_inserted and frame.starts:
        return frame.starts[edit.first], False
    return edit.start, is_inserted


def _distance(edit: Edit) -> int:
    """How far an edit takes the text: the characters that it removes and those that it brings."""
    brought = sum(len(piece.strip()) for piece in edit.payload if isinstance(piece, str))
    return edit.end - edit.start + brought


def _is_taken_from(edit: Edit, edits: Collection[Edit]) -> bool:
    """Whether all that an edit does is to put elsewhere sentences that these take away."""
    if not edit.is_insertion or not edit.brings:
        return False
    more = "".join(piece if isinstance(piece, str) else "#" for piece in edit.payload)
    for passage in edit.brings:
        more = more.replace(passage.written, "", 1)
        if not any(taken.start <= passage.start and passage.end <= taken.end for taken in edits):
            return False
    return not more.strip()


def _covers(edits: Sequence[Edit], others: Collection[Edit]) -> bool:
    """Whether what these edits take away holds all that the others change."""
    return bool(others) and all(any(edit.start <= other.start and other.end <= edit.end for edit in edits)
                                for other in others)  # fmt: skip
