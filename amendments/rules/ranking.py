"""Amendments in the order of the votes, by the place on which each first bears (`redline.order_of`). Pure.

The order is a proposal to the chair, told in docs/rules/amendments-order.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import redline
from amendments.rules.carry_over import KnownText
from amendments.rules.item_numbers import neutral_together
from amendments.rules.kept.bearings import bearing_of, location_of
from amendments.rules.kept.worked_out import Asked, WorkedOut
from amendments.rules.locations import Spot
from amendments.rules.ordering.moves import ChairMove, ProposedVote, moved


@dataclass(frozen=True, slots=True)
class Rankable:
    """An amendment as the ranking sees it: its id, the two texts compared, whether it is voted on."""

    id: int
    old: KnownText
    new: KnownText
    is_voted: bool = True


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate at its rank among the votes (None: not voted); `is_batch`: identical to a neighbour.

    `vote`: the vote to which it belongs, whether it is voted or not.
    """

    id: int
    rank: int | None
    is_batch: bool
    vote: ProposedVote


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """Amendments voted one after the other that first bear on one place."""

    spot: Spot
    ranked: tuple[Ranked, ...]


def votes_in_order(candidates: Iterable[Rankable], width: int, moves: Iterable[ChairMove] = ()) -> list[ProposedVote]:
    """The votes in their order, as the chair moved them; identical candidates are one."""
    by_old = _by_old(candidates)
    votes: list[ProposedVote] = []
    for old, found in by_old.items():
        discussions = len({vote.discussion for vote in votes})
        votes += _votes_of(old, found, discussions)
    if len(by_old) > 1:  # texts that are not compared: by place, the order of each kept there
        known = {candidate.id: candidate for found in by_old.values() for candidate in found}
        votes.sort(key=lambda vote: _spot_of(known[vote.ids[0]], width))
    return moved(votes, moves)


def questions_of_order(candidates: Sequence[Rankable], width: int, *, with_places: bool) -> list[Asked]:
    """What the order of these candidates asks about texts: those of one text together; where each bears, if need be."""
    by_old = _by_old(candidates)
    placed = candidates if with_places or len(by_old) > 1 else ()
    bearings = [bearing_of.asked(candidate.old, candidate.new, width) for candidate in placed]
    return [*bearings, *(votes_kept.asked(old, _texts(found)) for old, found in by_old.items())]


def in_order(candidates: Iterable[Rankable], width: int, moves: Iterable[ChairMove] = ()) -> list[PlaceGroup]:
    """Groups in the order of the votes; ranks run through all of them. What is not voted stands at its place, last."""
    known = {candidate.id: candidate for candidate in candidates}
    groups: list[tuple[Spot, list[Ranked]]] = []
    rank = 0
    for vote in votes_in_order(known.values(), width, moves):
        spot = _spot_of(known[vote.ids[0]], width)
        voted = [found for found in vote.ids if known[found].is_voted]
        rank += 1 if voted else 0
        if not groups or groups[-1][0] != spot:
            groups.append((spot, []))
        groups[-1][1].extend(
            Ranked(found, rank if found in voted else None, len(voted) > 1 and found in voted, vote)
            for found in vote.ids
        )
    return [PlaceGroup(spot, tuple(ranked)) for spot, ranked in groups]


def _spot_of(candidate: Rankable, width: int) -> Spot:
    return location_of(candidate.old, candidate.new, width).first


def _votes_of(old: KnownText, candidates: Sequence[Rankable], discussions: int) -> list[ProposedVote]:
    """The votes on amendments to one text, their joint discussions numbered from one after `discussions`."""
    same: dict[str, list[Rankable]] = {}
    for candidate in candidates:
        same.setdefault(candidate.new.sha256, []).append(candidate)
    return [
        ProposedVote(
            tuple(candidate.id for sha256 in vote.items for candidate in same[sha256]),
            vote.group + discussions if vote.group else None,
            vote.is_tied,
        )
        for vote in votes_kept(old, _texts(candidates))
    ]


def _by_old(candidates: Iterable[Rankable]) -> dict[KnownText, list[Rankable]]:
    found: dict[KnownText, list[Rankable]] = {}
    for candidate in candidates:
        found.setdefault(candidate.old, []).append(candidate)
    return found


def _texts(candidates: Iterable[Rankable]) -> tuple[KnownText, ...]:
    """What they propose, identical texts once."""
    return tuple(dict.fromkeys(candidate.new for candidate in candidates))


def _ordered_votes(old: KnownText, texts: tuple[KnownText, ...]) -> tuple[redline.OrderedVote, ...]:
    """The votes on these texts, in their order, by the fingerprints of identical ones together."""
    base, variants = neutral_together(old.text, {text.sha256: text.text for text in texts})
    return redline.order_of(base, variants).votes


def _as_json(votes: tuple[redline.OrderedVote, ...]) -> Any:
    return [[vote.items, vote.lines, vote.group, vote.is_tied] for vote in votes]


def _from_json(told: Any) -> tuple[redline.OrderedVote, ...]:
    return tuple(
        redline.OrderedVote(tuple(items), (lines[0], lines[1]) if lines else None, group, is_tied)
        for items, lines, group, is_tied in told
    )


votes_kept = WorkedOut(_ordered_votes, most=256, as_json=_as_json, from_json=_from_json, weight=lambda key: len(key[1]))
