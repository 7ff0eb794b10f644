"""A time during which something may be done: one rule for all of them of what its two instants mean."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Phase(StrEnum):
    """Where an instant stands in respect of a window."""

    BEFORE = "before"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Window:
    """From its opening to its closing, and not a second more; the very instant of the closing is inside or not."""

    opens: datetime
    closes: datetime
    closing_is_inside: bool = True

    def phase(self, now: datetime) -> Phase:
        """Before the opening, open, or closed."""
        if now < self.opens:
            return Phase.BEFORE
        is_in = now <= self.closes if self.closing_is_inside else now < self.closes
        return Phase.OPEN if is_in else Phase.CLOSED

    def is_open(self, now: datetime) -> bool:
        """Whether what it is for may be done now."""
        return self.phase(now) is Phase.OPEN

    def is_over(self, now: datetime) -> bool:
        """Whether it is closed for good."""
        return self.phase(now) is Phase.CLOSED
