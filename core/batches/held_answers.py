"""Answers that the server holds until what they say is durable: no thread waits for a commit.

The view answers as if it were. The server, which says beforehand that it can, hands the work over, sends that answer
once the work is committed and was answered as hoped; else it has the request answered again, by the same view, told
what became of it. Without such a server (a test's client) the thread waits.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from core.batches.committed_answer import ToldAnswer

# In the environment of a request: that the server can hold its answer; what it then holds; what became of the work.
CAN_HOLD: Final = "hemicycle.can_hold"
HELD: Final = "hemicycle.held"
BECAME: Final = "hemicycle.became"


@dataclass(frozen=True, slots=True)
class HeldAnswer:
    """What is to be done before an answer may be sent, and whether it then may."""

    hand_over: Callable[[ToldAnswer], None]
    is_hoped: Callable[[Any], bool]

    def may_be_sent(self, became: ToldAnswer) -> bool:
        """Whether the work was answered as hoped."""
        try:
            return self.is_hoped(became.taken())
        except BaseException:  # noqa: BLE001 (told to the view, which raises it)
            return False
