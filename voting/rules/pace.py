"""At what pace a sitting may be led: a second press is never the next step, and no poll is closed by inadvertence.

Pure. The pause is measured by the machine's clock, never by the congress's: a demonstration's stands where it was put.
"""

from datetime import datetime, timedelta

LAST_CALL = timedelta(minutes=1)  # from when the chair tells the room that a poll will be closed
VERDICT_STAYS = timedelta(minutes=2)  # on the screen of the hall, once the press that proclaimed it opened another item
PAUSE = timedelta(milliseconds=1500)  # between two steps of the chair (`core.clock`)


def closes_early(received: int, expected: int) -> bool:
    """Whether more than a third of those called to vote would be left out: the closing is asked once more."""
    return 3 * (expected - received) > expected


def is_before_its_hour(told: datetime | None, now: datetime) -> bool:
    """Whether a poll would be closed sooner than everybody was told: the closing is asked once more."""
    return told is not None and now < told
