"""The machine's clock, given by configuration so that a test can hold it still.

Tokens and rate limits use it as it is; a congress has a clock of its own (`congress.clock`), at an offset.
"""

from datetime import UTC, datetime, timedelta
from typing import Protocol, cast

from flask import current_app


class Clock(Protocol):
    """Anything that tells the time."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        ...


class MachineClock:
    """The time of the machine."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        return datetime.now(UTC)


def machine_now() -> datetime:
    """The present instant by the application's clock, aware, UTC. For views and commands only."""
    return cast("Clock", current_app.config["CLOCK"]).now()


def follows_too_soon(last: datetime | None, machine: datetime, pause: timedelta) -> bool:
    """Whether a press comes less than the pause after the last act, both by the machine's clock.

    A clock that stands still (a test's) measures nothing: two acts at its one instant are apart. A clock that was put
    back measures nothing either.
    """
    return last is not None and timedelta(0) < machine - last < pause
