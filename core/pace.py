"""A second press is never the next act: how long after one act another is believed to be meant.

Pure. The pause is measured by the machine's clock, never by a congress's: a demonstration's stands where it was put.
"""

from datetime import datetime, timedelta


def follows_too_soon(last: datetime | None, machine: datetime, pause: timedelta) -> bool:
    """Whether a press comes less than the pause after the last act, both by the machine's clock.

    A clock that stands still (a test's) measures nothing: two acts at its one instant are apart. A clock that was put
    back measures nothing either.
    """
    return last is not None and timedelta(0) < machine - last < pause
