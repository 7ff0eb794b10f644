"""Choices put in order, « o2>o1>o3 »: how they are written, and how one is chosen from them. Pure.

Two rules of one winner, by the configuration of the congress: the instant runoff (the last is left out until one has
more than half), and the Schulze method (M. Schulze, Social Choice and Welfare 36, 2011: the strongest paths of
pairwise preferences). An option left out of an order stands behind all those in it, beside the others left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Final

from voting.rules.quorum import Amount

BEFORE: Final = ">"
MOST_RANKED: Final = 10  # what a stored choice has room for

Ranking = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunoffRound:
    """A round of an instant runoff: what each option that is left has, and those that it leaves out."""

    votes: Mapping[str, Amount]
    left_out: tuple[str, ...]


def written_ranking(order: Iterable[str]) -> str:
    """« o2>o1>o3 »: the stored choice of an order."""
    return BEFORE.join(order)


def read_ranking(choice: str, options: Sequence[str]) -> Ranking | None:
    """The order that a stored choice says, each option once at most; None where it is no order of these options."""
    order = tuple(choice.split(BEFORE))
    is_one = len(set(order)) == len(order) and all(name in options for name in order)
    return order if is_one else None


def first_choice(choice: str) -> str:
    """What a stored choice puts first: itself, unless it is an order."""
    return choice.split(BEFORE, 1)[0]


def instant_runoff(
    votes: Mapping[Ranking, Amount], options: Sequence[str]
) -> tuple[tuple[str, ...], tuple[RunoffRound, ...]]:
    """(who is chosen: one, or several that nothing parts, or none), and the rounds that led there.

    In each round a ballot counts for the first of its order that is left. More than half of what counts is enough;
    else the last is left out. As many votes for several last ones: the one that had fewer in the round before, and so
    on back to the first; where they are equal in all, they are left out together.
    """
    left, rounds = list(options), []
    while True:
        counts = _counts(votes, left)
        total, most = sum(counts.values()), max(counts.values(), default=0)
        leaders = tuple(name for name in left if counts[name] == most)
        if not total:
            rounds.append(RunoffRound(counts, ()))
            return (), tuple(rounds)
        if 2 * most > total or len(leaders) == len(left):
            rounds.append(RunoffRound(counts, ()))
            return leaders, tuple(rounds)
        out = _last_of(counts, rounds)
        rounds.append(RunoffRound(counts, out))
        left = [name for name in left if name not in out]


def schulze(votes: Mapping[Ranking, Amount], options: Sequence[str]) -> tuple[str, ...]:
    """Who is chosen: the option that no other beats by a stronger path; several where nothing parts them."""
    if not any(votes.values()):
        return ()
    paths = strongest_paths(preferences(votes, options), options)
    return tuple(one for one in options if all(paths[one, other] >= paths[other, one]
                                               for other in options if other != one))  # fmt: skip


def preferences(votes: Mapping[Ranking, Amount], options: Sequence[str]) -> dict[tuple[str, str], Amount]:
    """For each pair, how many put the first before the second."""
    found: dict[tuple[str, str], Amount] = dict.fromkeys(permutations(options, 2), 0)
    for order, amount in votes.items():
        place = {name: rank for rank, name in enumerate(order)}
        for one, other in found:
            if place.get(one, len(order)) < place.get(other, len(order)):
                found[one, other] += amount
    return found


def strongest_paths(
    preferred: Mapping[tuple[str, str], Amount], options: Sequence[str]
) -> dict[tuple[str, str], Amount]:
    """For each pair, the strength of the strongest path from the first to the second: that of its weakest link."""
    paths = {
        (one, other): amount if amount > preferred[other, one] else 0 for (one, other), amount in preferred.items()
    }
    for through in options:
        for one, other in permutations(options, 2):
            if through not in (one, other):
                paths[one, other] = max(paths[one, other], min(paths[one, through], paths[through, other]))
    return paths


def _counts(votes: Mapping[Ranking, Amount], left: Sequence[str]) -> dict[str, Amount]:
    counts: dict[str, Amount] = dict.fromkeys(left, 0)
    for order, amount in votes.items():
        first = next((name for name in order if name in counts), None)
        if first is not None:
            counts[first] += amount
    return counts


def _last_of(counts: Mapping[str, Amount], before: Sequence[RunoffRound]) -> tuple[str, ...]:
    """Those that a round leaves out: the last, parted by the rounds before where several are."""
    last = list(counts)
    for votes in (counts, *(former.votes for former in reversed(before))):
        fewest = min(votes[name] for name in last)
        last = [name for name in last if votes[name] == fewest]
    return tuple(last)
