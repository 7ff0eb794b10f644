"""What may go wrong by a rule, each with the sentence shown and the status of the answer."""

from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from typing import TypeVar

State = TypeVar("State", bound=StrEnum)


class RuleBroken(Exception):
    """A rule was broken; `sentence` says what, where and what to do, in the user's language."""

    status = 409

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Invalid(RuleBroken):
    """What was typed or sent cannot be taken as it is."""

    status = 422

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class Forbidden(RuleBroken):
    """This person may not do or see this."""

    status = 403


class NotFound(RuleBroken):
    """Nothing is known at this address."""

    status = 404


class Busy(RuleBroken):
    """Somebody else is writing, for longer than one can be kept waiting; the same may be sent again."""

    status = 503


class TooMany(RuleBroken):
    """Too many attempts in too short a time."""

    status = 429


def require_one_of(state: State, allowed: Collection[State], said: Callable[[], Mapping[State, str]]) -> None:
    """Nothing in one of the allowed states; else a refusal that says which it is in (`said`: a sentence a state)."""
    if state not in allowed:
        raise RuleBroken(said()[state])
