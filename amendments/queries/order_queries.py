"""The order of the votes on the amendments of a part: computed, then as the chair moved it, and why."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from amendments.models import Amendment
from amendments.order_models import OrderMove
from amendments.queries.amendment_queries import to_vote_on
from amendments.queries.amendment_readings import Reading, history_of, outcomes_of, readings_of
from amendments.queries.competing_amendments import Field, recalled_field
from amendments.queries.kept.recalling import recall
from amendments.rules.ordering.moves import Break, ChairMove, ProposedVote, broken, moved, put_before, taken_with
from amendments.rules.ranking import Rankable, questions_of_order, votes_in_order
from core.database import session
from core.digest import sha256_json
from motions.models import Part


@dataclass(frozen=True, slots=True)
class VoteInOrder:
    """One vote of the order: an amendment, or identical ones.

    `is_clean`: it can be put to the vote as it is; `discussion`: the number, within the part, of the joint discussion
    of those that exclude one another; `is_tied`: only its number says its place; `move`: the chair put it here.
    """

    amendments: tuple[Amendment, ...]
    is_clean: bool = True
    discussion: int | None = None
    is_tied: bool = False
    move: OrderMove | None = None

    @property
    def is_reserved(self) -> bool:
        """Whether the chair put it off, after the others of its text."""
        return any(row.reserved_at is not None for row in self.amendments)


def moves_on(part_ids: Collection[int]) -> dict[int, list[OrderMove]]:
    """What the chair moved, and did not undo, on each of these parts, the oldest first: in one query."""
    found: dict[int, list[OrderMove]] = {part_id: [] for part_id in part_ids}
    if not found:
        return found
    rows = (
        select(OrderMove, Amendment.part_id)
        .join(Amendment, Amendment.id == OrderMove.amendment_id)
        .where(Amendment.part_id.in_(found), OrderMove.undone_at.is_(None))
        .options(joinedload(OrderMove.moved_by))
        .order_by(OrderMove.id)
    )
    for move, part_id in session().execute(rows):
        found[part_id].append(move)
    return found


def moves_of(amendment: Amendment) -> list[OrderMove]:
    """Each time that the chair moved the vote on an amendment in the order, undone or not, the oldest first."""
    on_its_text = (
        select(OrderMove)
        .join(Amendment, Amendment.id == OrderMove.amendment_id)
        .where(Amendment.part_id == amendment.part_id)
        .options(joinedload(OrderMove.moved_by))
        .order_by(OrderMove.id)
    )
    return [move for move in session().scalars(on_its_text) if amendment.id in move.moved]


def as_moves(rows: Iterable[OrderMove]) -> list[ChairMove]:
    """The moves of the rule, from their rows."""
    return [ChairMove(row.id, frozenset(row.moved), tuple(row.followed_by)) for row in rows]


def in_vote_order(
    own: Mapping[int, Amendment], readings: Mapping[int, Reading], moves: Sequence[OrderMove], width: int
) -> list[VoteInOrder]:
    """The votes on the amendments of one part (by id), from their readings and what the chair moved.

    Sub-amendments come before theirs; what the chair reserved, with its own, after all the others.
    """
    tops = {found: row for found, row in own.items() if row.parent_id is None}
    votes = []
    for vote in _in_order(tops, readings, moves, width):
        ids = {row.id for row in vote.amendments}
        subs = {found: row for found, row in own.items() if row.parent_id in ids}
        votes.append([*_in_order(subs, readings, (), width), vote])
    votes.sort(key=lambda together: together[-1].is_reserved)
    return [vote for together in votes for vote in together]


def _in_order(
    own: Mapping[int, Amendment], readings: Mapping[int, Reading], moves: Sequence[OrderMove], width: int
) -> list[VoteInOrder]:
    """The votes on amendments to one text."""
    candidates = [Rankable(found, readings[found].old, readings[found].new) for found in own]
    by_id = {move.id: move for move in moves}
    recall(questions_of_order(candidates, width, with_places=False))
    return [
        VoteInOrder(
            tuple(own[found] for found in vote.ids),
            readings[vote.ids[0]].is_clean,
            vote.discussion,
            vote.is_tied,
            by_id.get(vote.move) if vote.move else None,
        )
        for vote in votes_in_order(candidates, width, as_moves(moves))
    ]


class PartOrder:
    """The order of the votes left on a part, and what it may become: a bounded number of queries."""

    def __init__(self, part: Part, width: int) -> None:
        self.own = {row.id: row for row in to_vote_on(part.id)}
        history = history_of([part.id])
        self._readings = readings_of(list(self.own.values()), {part.id: part}, history)
        self._moves, self._width = moves_on([part.id])[part.id], width
        self._current = history[part.id][part.current_number - 1]

    def votes(self) -> list[VoteInOrder]:
        """The votes in their order."""
        return in_vote_order(self.own, self._readings, self._moves, self._width)

    def foresee(self, amendment_id: int, before: int | None, *, whole_discussion: bool) -> "ForeseenMove | None":
        """What a move would make of the order; None where the amendment is not there to be moved."""
        candidates = [Rankable(found, self._readings[found].old, self._readings[found].new) for found in self.own]
        votes = votes_in_order(candidates, self._width, as_moves(self._moves))
        taken = taken_with(votes, amendment_id, whole_discussion=whole_discussion)
        if not taken:
            return None
        move = put_before(votes, taken, before)
        after = moved(votes, [move])
        field = recalled_field(
            self._current, list(self.own.values()), outcomes_of(self._readings, self.own.values()), self._width
        )
        return ForeseenMove(
            moved=tuple(self.own[found] for found in taken),
            followed_by=move.followed_by,
            order=tuple(tuple(self.own[found] for found in vote.ids) for vote in after),
            breaks=tuple(broken(votes, after, drops=field.falling, beside=_beside(field))),
            is_change=_ids(votes) != _ids(after),
            shown=sha256_json([_ids(votes), _ids(after)]),
        )


@dataclass(frozen=True, slots=True)
class ForeseenMove:
    """The order as a move would make it, and what it breaks; `shown`: what says, in a form, that this was seen."""

    moved: tuple[Amendment, ...]
    followed_by: tuple[int, ...]
    order: tuple[tuple[Amendment, ...], ...]
    breaks: tuple[Break, ...]
    is_change: bool
    shown: str


def _beside(field: Field) -> Callable[[int], list[int]]:
    """With which amendments one has an order to choose, at one place."""
    return lambda found: [clash.other_id for clash in field.clashes(found) if not clash.is_incompatible]


def _ids(votes: Iterable[ProposedVote]) -> list[list[int]]:
    return [list(vote.ids) for vote in votes]
