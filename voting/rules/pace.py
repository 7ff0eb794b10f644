"""At what pace a sitting may be led: a second press is never the next step, and no poll is closed by inadvertence.

Pure. The pause is measured by the machine's clock, never by the congress's: a demonstration's stands where it was put.
"""

from datetime import datetime, timedelta

PAUSE = timedelta(milliseconds=1500)


def follows_too_soon(last: datetime | None, machine: datetime) -> bool:
    """Whether a press comes less than the pause after the last step, both by the machine's clock.

    A clock that stands still (a test's) measures nothing: two steps at its one instant are apart. A clock that was
    put back measures nothing either.
    """
    return last is not None and timedelta(0) < machine - last < PAUSE


def closes_early(received: int, expected: int) -> bool:
    """Whether more than a third of those called to vote would be left out: the closing is asked once more."""
    return 3 * (expected - received) > expected
