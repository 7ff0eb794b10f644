"""The order that is computed, as the chair moved it: what goes where, and what a move breaks. Pure.

An order is a proposal to the chair, told in docs/rules/amendments-order.md.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class ChairMove:
    """Amendments put before others, the first of `followed_by` that is still there; with none, at the end."""

    id: int
    moved: frozenset[int]
    followed_by: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposedVote:
    """One vote of an order: identical amendments, by their ids.

    `discussion`: the number of its joint discussion; `is_tied`: its number alone tells it from another; `move`: what
    brought it here.
    """

    ids: tuple[int, ...]
    discussion: int | None = None
    is_tied: bool = False
    move: int | None = None


class BreakKind(StrEnum):
    """What a move does against the rules by which the order is computed."""

    INVERTED = "inverted"  # two that exclude one another change places
    SPLIT = "split"  # a joint discussion is held in several times
    PLACE = "place"  # two insertions at one place will follow one another the other way


@dataclass(frozen=True, slots=True)
class Break:
    """Something that a move breaks: the ids of the amendments, those voted first once it is made before the others."""

    kind: BreakKind
    first: tuple[int, ...]
    then: tuple[int, ...] = ()


def moved(votes: Sequence[ProposedVote], moves: Iterable[ChairMove]) -> list[ProposedVote]:
    """The votes in the order that these moves make, one after the other; what is not voted any more moves nothing."""
    found = list(votes)
    for move in moves:
        taken = [replace(vote, move=move.id) for vote in found if not move.moved.isdisjoint(vote.ids)]
        rest = [vote for vote in found if move.moved.isdisjoint(vote.ids)]
        at = {number: rank for rank, vote in enumerate(rest) for number in vote.ids}
        rank = next((at[number] for number in move.followed_by if number in at), len(rest))
        found = [*rest[:rank], *taken, *rest[rank:]]
    return found


def put_before(votes: Sequence[ProposedVote], taken: Collection[int], anchor: int | None) -> ChairMove:
    """The move that puts these amendments before the vote that holds `anchor`; None: after all the others."""
    rest = [vote for vote in votes if set(vote.ids).isdisjoint(taken)]
    start = next((rank for rank, vote in enumerate(rest) if anchor in vote.ids), len(rest))
    return ChairMove(0, frozenset(taken), tuple(number for vote in rest[start:] for number in vote.ids))


def taken_with(votes: Sequence[ProposedVote], amendment_id: int, *, whole_discussion: bool) -> list[int]:
    """The amendments that move with one: its batch, or its whole joint discussion; none where it is not voted."""
    own = next((vote for vote in votes if amendment_id in vote.ids), None)
    if own is None:
        return []
    if not whole_discussion or own.discussion is None:
        return list(own.ids)
    return [number for vote in votes if vote.discussion == own.discussion for number in vote.ids]


def broken(
    before: Sequence[ProposedVote],
    after: Sequence[ProposedVote],
    *,
    drops: Callable[[int], Collection[int]],
    beside: Callable[[int], Collection[int]],
) -> list[Break]:
    """What comes out of the rules as the order goes from one to the other.

    `drops`: the amendments that fall if one is adopted; `beside`: those with which it has an order to choose.
    """
    return [*_changed(before, after, drops, BreakKind.INVERTED), *_split(before, after),
            *_changed(before, after, beside, BreakKind.PLACE)]  # fmt: skip


def _changed(
    before: Sequence[ProposedVote],
    after: Sequence[ProposedVote],
    others: Callable[[int], Collection[int]],
    kind: BreakKind,
) -> Iterator[Break]:
    """The votes that now come before some that they came after, and that they do not leave alone."""
    was, now = _ranks(before), _ranks(after)
    for vote in after:
        first = vote.ids[0]
        met = [found for found in others(first) if found in now]
        passed = [found for found in met if was[found] < was[first] and now[found] > now[first]]
        if passed:
            yield Break(kind, vote.ids, tuple(sorted(passed, key=now.__getitem__)))


def _split(before: Sequence[ProposedVote], after: Sequence[ProposedVote]) -> Iterator[Break]:
    """The joint discussions held in a row before, in several times after."""
    pieces = {found: _pieces(votes) for found, votes in (("before", before), ("after", after))}
    for discussion, count in pieces["after"].items():
        if count > pieces["before"].get(discussion, 1):
            together = (number for vote in after if vote.discussion == discussion for number in vote.ids)
            yield Break(BreakKind.SPLIT, tuple(together))


def _pieces(votes: Sequence[ProposedVote]) -> Mapping[int, int]:
    """In how many times each joint discussion is held."""
    counts: dict[int, int] = {}
    last: int | None = None
    for vote in votes:
        if vote.discussion is not None and vote.discussion != last:
            counts[vote.discussion] = counts.get(vote.discussion, 0) + 1
        last = vote.discussion
    return counts


def _ranks(votes: Sequence[ProposedVote]) -> dict[int, int]:
    return {number: rank for rank, vote in enumerate(votes) for number in vote.ids}
