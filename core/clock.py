"""The machine's clock, given by configuration so that a test can hold it still.

Tokens and rate limits use it as it is; a congress has a clock of its own (`congress.clock`), at an offset.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol, cast

from flask import current_app


class Clock(Protocol):
    """Anything that tells the time."""

    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        ...


class MachineClock:
    """The time of the machine; set back while it serves, it goes on: no vote is closed before it was opened.

    It ticks with what the system counts since it started, which nobody sets and every process shares, and follows the
    machine's time forward. One made in a process before it forks others is theirs too.
    """

    def __init__(self, wall: Callable[[], float] = time.time, ticks: Callable[[], float] = time.monotonic) -> None:
        self._wall, self._ticks = wall, ticks
        self._ahead = wall() - ticks()  # of what is counted since the start of the system

    def now(self) -> datetime:
        """The present instant, aware, UTC."""
        wall = self._wall()  # first: a thread that is held up between the two is never taken for a clock set forward
        ticks = self._ticks()
        self._ahead = max(self._ahead, wall - ticks)
        return datetime.fromtimestamp(self._ahead + ticks, UTC)


def machine_now() -> datetime:
    """The present instant by the application's clock, aware, UTC. For views and commands only."""
    return cast("Clock", current_app.config["CLOCK"]).now()


def follows_too_soon(last: datetime | None, machine: datetime, pause: timedelta) -> bool:
    """Whether a press comes less than the pause after the last act, both by the machine's clock.

    A clock that stands still (a test's) measures nothing: two acts at its one instant are apart. A clock that was put
    back by more than the pause measures nothing either; of two presses in one instant, the one that was read first may
    come second.
    """
    return last is not None and timedelta(0) < abs(machine - last) < pause
