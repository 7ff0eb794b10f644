"""Amendments in the order of the text and, at one place, in the order of the votes (`rules.voting_order`). Pure.

The order is a proposal to the chair: deletions first, then rewritings, then the most distant from the text; identical
ones together. Alinéas inserted at one place stay in the order of their numbers: their order is chosen.
"""

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from amendments.rules.carry_over import KnownText
from amendments.rules.locations import Spot, compared, location_of
from amendments.rules.voting_order import OrderItem, OrderItemKind, ranked
from amendments.rules.word_edits import edits_of


@dataclass(frozen=True, slots=True)
class Rankable:
    """An amendment as the ranking sees it: its id, the two texts compared, whether it is voted on."""

    id: int
    old: KnownText
    new: KnownText
    is_voted: bool = True


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate at its rank among the votes (None: not voted); `is_batch`: identical to a neighbour."""

    id: int
    rank: int | None
    is_batch: bool


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """The amendments that first bear on one place, in the order of their votes."""

    spot: Spot
    ranked: tuple[Ranked, ...]


def in_order(candidates: Iterable[Rankable], width: int) -> list[PlaceGroup]:
    """Groups in the order of the text; ranks run through all of them."""
    by_spot: dict[Spot, list[Rankable]] = {}
    for candidate in candidates:
        spot = location_of(candidate.old, candidate.new, width).first
        by_spot.setdefault(spot, []).append(candidate)
    groups = []
    rank = 0
    for spot in sorted(by_spot):
        batches = _batches(spot, by_spot[spot], width)
        found = []
        for batch in batches:
            voted = [candidate for candidate in batch if candidate.is_voted]
            rank += 1 if voted else 0
            found += [
                Ranked(candidate.id, rank if candidate.is_voted else None, len(voted) > 1 and candidate.is_voted)
                for candidate in batch
            ]
        groups.append(PlaceGroup(spot, tuple(found)))
    return groups


def _batches(spot: Spot, candidates: Sequence[Rankable], width: int) -> list[list[Rankable]]:
    """Batches of identical amendments, in the order of the votes."""
    batches: dict[tuple[KnownText, KnownText], list[Rankable]] = {}
    for candidate in candidates:
        batches.setdefault((candidate.old, candidate.new), []).append(candidate)
    items = {str(batch[0].id): batch for batch in batches.values()}
    order = ranked([_item(identifier, batch[0], spot, width) for identifier, batch in items.items()])
    return [items[item.id] for item in order]


def _item(identifier: str, candidate: Rankable, spot: Spot, width: int) -> OrderItem:
    if spot.is_after:
        return OrderItem(identifier, OrderItemKind.INSERT, str(spot.rank), distance=0)
    kind, distance = _measure(candidate.old, candidate.new, spot.alinea, width)
    return OrderItem(identifier, kind, str(spot.rank), distance=distance)


@functools.lru_cache(maxsize=4096)
def _measure(old: KnownText, new: KnownText, alinea: int, width: int) -> tuple[OrderItemKind, int]:
    """What a change does to one alinéa (0: the title), and how many characters it takes away and brings there."""
    difference = compared(old, new, width)
    removed = added = 0
    kind = OrderItemKind.REPLACE
    for block in difference.blocks:
        here = difference.old.blocks[block.old[0]] if block.old else None
        if here is None or (here.alinea or 0) != alinea:
            continue
        _, edits = edits_of(block.spans)
        removed += sum(len(edit.removed) for edit in edits)
        added += sum(len(edit.added) for edit in edits)
        if block.op == "delete":
            kind = OrderItemKind.DELETE
        elif removed >= len(here.body):
            kind = OrderItemKind.REWRITE
    return kind, removed + added
