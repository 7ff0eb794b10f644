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
from voting.rules.methods.answers import FOR_OR_AGAINST, FOR_OR_AGAINST_ON_PAPER, Answers
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
    CALLED = "called"  # names are called, the secretariat keys each answer
    DECLARED = "declared"  # the chair looks, and declares what is decided
    PAPERS = "papers"  # two tellers count the papers, each by themselves


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
    def is_by_device(self) -> bool:
        """Whether each votes on a device of their own."""
        return self.taking is Taking.DEVICES

    @property
    def is_called(self) -> bool:
        """Whether names are called and their answers keyed."""
        return self.taking is Taking.CALLED

    @property
    def is_declared(self) -> bool:
        """Whether the chair declares what is decided."""
        return self.taking is Taking.DECLARED

    @property
    def is_on_paper(self) -> bool:
        """Whether tellers count papers."""
        return self.taking is Taking.PAPERS

    @property
    def is_named(self) -> bool:
        """Whether who voted what is kept, and printed where the congress publishes it."""
        return self.mode is Mode.PUBLIC_NAMED


ELECTRONIC: Final = Method(MethodName.ELECTRONIC, Mode.PUBLIC_NAMED, Taking.DEVICES, FOR_OR_AGAINST)
ROLL_CALL: Final = Method(MethodName.ROLL_CALL, Mode.PUBLIC_NAMED, Taking.CALLED, FOR_OR_AGAINST)
SHOW_OF_HANDS: Final = Method(MethodName.SHOW_OF_HANDS, Mode.SHOW_OF_HANDS, Taking.DECLARED, FOR_OR_AGAINST)
PAPER: Final = Method(MethodName.PAPER, Mode.SECRET, Taking.PAPERS, FOR_OR_AGAINST_ON_PAPER)

METHODS: Final[Mapping[MethodName, Method]] = MappingProxyType(
    {method.name: method for method in (ELECTRONIC, ROLL_CALL, SHOW_OF_HANDS, PAPER)}
)
# Chosen by the chair for one vote, that they put in one press: announced and open.
AT_ONCE: Final = (SHOW_OF_HANDS, ROLL_CALL, PAPER)
# The same of a person to elect, or of one option among several: hands answer for or against alone.
ELECTIVE: Final = (PAPER, ELECTRONIC, ROLL_CALL)
# By which a poll goes on when its own method fails: a network that is gone, hands that leave a doubt (RAN art. 64, 66).
_WAYS_ON: Final[Mapping[MethodName, tuple[Method, ...]]] = MappingProxyType(
    {
        MethodName.ELECTRONIC: (SHOW_OF_HANDS, ROLL_CALL),
        MethodName.SHOW_OF_HANDS: (ELECTRONIC, ROLL_CALL),
    }
)


def ordinary(ballot: BallotKind) -> Method:
    """The method of a congress's ordinary votes: by name, each on their own device; on paper where they are secret."""
    return PAPER if ballot is BallotKind.SECRET else ELECTRONIC


def ways_on(method: Method) -> tuple[Method, ...]:
    """The methods to which one gives way while its poll is open."""
    return _WAYS_ON.get(method.name, ())
