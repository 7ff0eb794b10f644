"""The election of a person: two rounds at the absolute majority of the votes cast, a third at the relative one. Pure.

CGCT L2121-21: where nobody has the absolute majority after two rounds, the third is at the relative majority; with as
many votes, the eldest is elected. Blank and spoilt papers are not cast. Told in docs/rules/election.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from voting.rules.quorum import Amount

LAST_ROUND: Final = 3


class ElectionEnd(StrEnum):
    """What a round comes to."""

    ELECTED = "elected"
    ELDEST = "eldest"  # the eldest of those who have as many votes, at the third round
    ANOTHER_ROUND = "another_round"
    NOBODY = "nobody"  # nothing was cast at the last round


@dataclass(frozen=True, slots=True)
class ElectionFinding:
    """What the numbers of a round say. `leaders`: who is elected, or those of whom the eldest is; else nobody."""

    end: ElectionEnd
    leaders: tuple[str, ...]
    cast: Amount
    needed: Amount  # more than half of the votes cast; at the third round, what the first has


def elect(votes: Mapping[str, Amount], ballot_round: int) -> ElectionFinding:
    """The finding of a round (1, 2 or 3) from the votes of each candidate, in heads or in whole units of weight."""
    if not 1 <= ballot_round <= LAST_ROUND:
        raise ValueError(f"no round {ballot_round}")
    if any(amount < 0 for amount in votes.values()):
        raise ValueError("votes must not be negative")
    cast: Amount = sum(votes.values())
    most = max(votes.values(), default=0)
    leaders = tuple(sorted(name for name, amount in votes.items() if amount == most and amount))
    absolute = cast // 2 + 1
    if ballot_round < LAST_ROUND:
        if 2 * most > cast:
            return ElectionFinding(ElectionEnd.ELECTED, leaders, cast, absolute)
        return ElectionFinding(ElectionEnd.ANOTHER_ROUND, (), cast, absolute)
    if not leaders:
        return ElectionFinding(ElectionEnd.NOBODY, (), cast, most)
    end = ElectionEnd.ELECTED if len(leaders) == 1 else ElectionEnd.ELDEST
    return ElectionFinding(end, leaders, cast, most)
