"""A poll among options, as every sentence about it takes it: what may be chosen, by which rule, the votes of each.

Pure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from voting.rules.asking.rankings import RunoffRound
from voting.rules.methods.answers import Answers
from voting.rules.outcome import Reason
from voting.rules.quorum import Amount


@dataclass(frozen=True, slots=True)
class AskedOptions:
    """What may be chosen and by which rule; once it is closed, what was: one key, or several with as many votes."""

    rule: str  # election, relative, absolute, instant_runoff, schulze
    round: int
    names: tuple[tuple[str, str], ...]
    chosen: tuple[str, ...] = ()
    reason: Reason | None = None

    @property
    def chosen_names(self) -> tuple[str, ...]:
        """The names of what was chosen."""
        return tuple(name for key, name in self.names if key in self.chosen)


@dataclass(frozen=True, slots=True)
class CountedOptions:
    """What each choice received, an order counting for what it puts first.

    `rounds`: of an instant runoff. `pairs`: for each two options, how many put the first before the second. Both are in
    units of which `scale` make a vote.
    """

    answers: Answers
    heads: Mapping[str, int]
    weights: Mapping[str, Fraction]
    rounds: tuple[RunoffRound, ...] = ()
    pairs: Mapping[tuple[str, str], Amount] = field(default_factory=dict)
    scale: int = 1
