"""The method of a poll: the one seam through which the house learns how a poll is held. Pure.

What is offered and what it counts for (`answers`), how answers come in (`taking`), whether the law calls it public or
secret (`mode`), whether anybody's vote is kept by name. A new method is one line of `METHODS`; where its answers come
in another way, `voting.services.tallying` says once how they are counted. Nothing else asks which method it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from congress.rules.rule_names import BallotKind
from voting.rules.methods.answers import FOR_OR_AGAINST, Answers
from voting.rules.modes import Mode


class MethodName(StrEnum):
    """How a poll is held, by its stored name; those that a sitting can hold are in `METHODS`."""

    ELECTRONIC = "electronic"  # each on their own device, by name
    ROLL_CALL = "roll_call"  # each when called, aloud, by name
    SHOW_OF_HANDS = "show_of_hands"  # all at once, and the chair declares what is decided
    PAPER = "paper"  # secret, counted by tellers


class Taking(StrEnum):
    """How answers come in."""

    DEVICES = "devices"  # whoever holds a right sends it; the secretariat keys those said aloud


@dataclass(frozen=True, slots=True)
class Method:
    """How a poll is held."""

    name: MethodName
    mode: Mode
    taking: Taking
    answers: Answers

    @property
    def ballot(self) -> BallotKind:
        """What the rules of a tie look at."""
        return BallotKind.SECRET if self.mode is Mode.SECRET else BallotKind.PUBLIC

    @property
    def is_named(self) -> bool:
        """Whether who voted what is kept, and printed where the congress publishes it."""
        return self.mode is Mode.PUBLIC_NAMED


ELECTRONIC: Final = Method(MethodName.ELECTRONIC, Mode.PUBLIC_NAMED, Taking.DEVICES, FOR_OR_AGAINST)

METHODS: Final[Mapping[MethodName, Method]] = MappingProxyType({method.name: method for method in (ELECTRONIC,)})
