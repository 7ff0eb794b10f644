"""A tally: what each choice of a poll received, in rights to vote and in what they weigh. Pure.

Whole numbers only: heads, and millionths of a vote. It is stored as it is, whatever the choices of the poll are.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from voting.rules.asking.rankings import first_choice
from voting.rules.majority import Choice, Counts

VOTE: Final = 1_000_000  # a vote that weighs one, in millionths


class Voices(NamedTuple):
    """How many rights to vote said one thing, and what they weigh together, in millionths of a vote."""

    heads: int
    weight: int


@dataclass(frozen=True, slots=True)
class Tally:
    """What each choice received, in the order of the method; empty where a result is declared and nothing counted."""

    voices: Mapping[str, Voices]

    @classmethod
    def of(cls, choices: Iterable[str], votes: Iterable[tuple[str, int]]) -> "Tally":
        """The tally of (choice, weight) pairs, one right to vote each; KeyError for a choice that is not offered."""
        heads = dict.fromkeys(choices, 0)
        weights = dict.fromkeys(heads, 0)
        for choice, weight in votes:
            heads[choice] += 1
            weights[choice] += weight
        return cls({choice: Voices(heads[choice], weights[choice]) for choice in heads})

    @property
    def heads(self) -> dict[str, int]:
        """By choice, how many rights to vote said it."""
        return {choice: received.heads for choice, received in self.voices.items()}

    @property
    def weights(self) -> dict[str, int]:
        """By choice, what they weigh together."""
        return {choice: received.weight for choice, received in self.voices.items()}

    @property
    def weighs(self) -> bool:
        """Whether some vote received weighs more or less than one."""
        return any(received.weight != received.heads * VOTE for received in self.voices.values())

    def sum_of(self, choices: Iterable[str]) -> int:
        """How many rights to vote said one of these."""
        return sum(self.voices[choice].heads for choice in choices if choice in self.voices)

    @property
    def firsts(self) -> "Tally":
        """The same where an order counts for what it puts first."""
        voices: dict[str, Voices] = {}
        for choice, received in self.voices.items():
            before = voices.get(first := first_choice(choice), Voices(0, 0))
            voices[first] = Voices(before.heads + received.heads, before.weight + received.weight)
        return Tally(voices)

    @property
    def for_or_against(self) -> Counts:
        """What the majorities read of a question answered by yes or no, in heads; an option is voted for."""
        return _counts(self.heads)

    @property
    def weighted_for_or_against(self) -> Counts:
        """The same in what the votes weigh."""
        return _counts(self.weights)

    def as_json(self) -> dict[str, Any]:
        """The stored value: `{"for": {"heads": 61, "weight": 61000000}, …}`."""
        return {choice: received._asdict() for choice, received in self.voices.items()}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Tally":
        """The tally that `as_json` wrote."""
        return cls({choice: Voices(received["heads"], received["weight"]) for choice, received in stored.items()})


def _counts(votes: Mapping[str, int]) -> Counts:
    for_options = sum(amount for choice, amount in votes.items() if choice not in _CHOICES)
    return Counts.from_dict({**votes, Choice.FOR.value: votes.get(Choice.FOR.value, 0) + for_options})


_CHOICES: Final = frozenset(map(str, Choice))
