"""How long somebody has spoken, and how long they still may: told, warned about, never cut.

Pure: instants are given. What the chair stopped is not counted.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from voting.rules.translations import Translations

WARNING: Final = 30  # seconds before the end, from which the speaker is warned
MORE: Final = 60  # seconds that one press gives more


@dataclass(frozen=True, slots=True)
class SpeechClock:
    """A speech and its stops: `given` seconds at first, `extra` given since, `stopped` counted for nothing."""

    started_at: datetime
    given: int
    extra: int = 0
    stopped: int = 0
    stopped_since: datetime | None = None
    ended_at: datetime | None = None

    @property
    def allowed(self) -> int:
        """Seconds that the speaker may use."""
        return self.given + self.extra

    def used(self, now: datetime) -> int:
        """Whole seconds spoken until `now`; never less than none, whatever the clock was set back to."""
        until = self.ended_at or self.stopped_since or now
        return max(0, int((until - self.started_at).total_seconds()) - self.stopped)

    def left(self, now: datetime) -> int:
        """Seconds left; below zero, by how many the time is over."""
        return self.allowed - self.used(now)

    def is_short(self, now: datetime) -> bool:
        """Whether the speaker is warned: thirty seconds are left, or none."""
        return self.left(now) <= WARNING

    @property
    def runs(self) -> bool:
        """Whether time passes."""
        return self.ended_at is None and self.stopped_since is None


def duration(seconds: int, t: Translations) -> str:
    """« 1 min 48 s », « 42 s », « 2 min », with no-break spaces."""
    minutes, rest = divmod(abs(seconds), 60)
    # Minutes and seconds that somebody speaks: « 1 min 48 s ».
    said = [t.gettext("%(minutes)s\u00a0min") % {"minutes": minutes}] if minutes else []
    if rest or not minutes:
        said.append(t.gettext("%(seconds)s\u00a0s") % {"seconds": rest})
    return "\u00a0".join(said)
