"""Amendments in the order of the votes, by the place on which each first bears (`redline.order_of`). Pure.

The order is a proposal to the chair, told in docs/rules/amendments-order.md.
"""

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import redline
from amendments.rules.carry_over import KnownText
from amendments.rules.item_numbers import neutral_together
from amendments.rules.locations import Spot, location_of


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
    """Amendments voted one after the other that first bear on one place."""

    spot: Spot
    ranked: tuple[Ranked, ...]


def in_order(candidates: Iterable[Rankable], width: int) -> list[PlaceGroup]:
    """Groups in the order of the votes; ranks run through all of them. What is not voted stands at its place, last."""
    by_old: dict[KnownText, list[Rankable]] = {}
    for candidate in candidates:
        by_old.setdefault(candidate.old, []).append(candidate)
    batches = [(_spot_of(batch, width), batch) for old, found in by_old.items() for batch in _batches(old, found)]
    if len(by_old) > 1:  # texts that are not compared: by place, the order of each kept there
        batches.sort(key=lambda found: found[0])
    groups: list[tuple[Spot, list[Ranked]]] = []
    rank = 0
    for spot, batch in batches:
        voted = [candidate for candidate in batch if candidate.is_voted]
        rank += 1 if voted else 0
        if not groups or groups[-1][0] != spot:
            groups.append((spot, []))
        groups[-1][1].extend(
            Ranked(candidate.id, rank if candidate.is_voted else None, len(voted) > 1 and candidate.is_voted)
            for candidate in batch
        )
    return [PlaceGroup(spot, tuple(ranked)) for spot, ranked in groups]


def _spot_of(batch: Sequence[Rankable], width: int) -> Spot:
    return location_of(batch[0].old, batch[0].new, width).first


def _batches(old: KnownText, candidates: Sequence[Rankable]) -> list[list[Rankable]]:
    """Batches of identical amendments to one text, in the order of the votes."""
    same: dict[str, list[Rankable]] = {}
    for candidate in candidates:
        same.setdefault(candidate.new.sha256, []).append(candidate)
    texts = tuple(found[0].new for found in same.values())
    return [[candidate for sha256 in vote for candidate in same[sha256]] for vote in _votes(old, texts)]


@functools.lru_cache(maxsize=64)
def _votes(old: KnownText, texts: tuple[KnownText, ...]) -> tuple[tuple[str, ...], ...]:
    """The votes on these texts, in their order: the fingerprints of identical ones together; kept in memory."""
    base, variants = neutral_together(old.text, {text.sha256: text.text for text in texts})
    return tuple(vote.items for vote in redline.order_of(base, variants).votes)
