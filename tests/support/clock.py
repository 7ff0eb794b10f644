"""A clock in the hands of a test."""

from datetime import datetime, timedelta


class FrozenClock:
    """A clock that moves only when told to, an application asks it for the time."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """The instant at which it was set."""
        return self.at

    def advance(self, step: timedelta) -> None:
        """Move forward."""
        self.at += step
