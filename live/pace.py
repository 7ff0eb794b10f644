"""How often a page that follows a sitting may ask: the more pages ask, the longer each waits."""

import threading
import time
from collections.abc import Callable

SOON, LATE = 2.0, 15.0  # seconds between two questions of one page: at rest, and at most
BUDGET = 400  # questions answered in a second by one process: beyond, each page waits longer
WINDOW = 1.0  # seconds over which they are counted
REMEMBERED = 0.9  # of the pages counted before, after a second without as many questions: they may come together
STEPS = (2.0, 3.0, 4.0, 6.0, 8.0, 11.0, 15.0)  # told: each new one is an answer with a body


class Pace:
    """Counts the pages that are open by their questions, and tells them when to come again."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._counting = threading.Lock()
        self._since = clock()
        self._asked = 0
        self._pages = 0.0
        self._period = SOON

    def asked(self) -> int:
        """Count a question; the milliseconds to wait before the next."""
        with self._counting:
            self._asked += 1
            now = self._clock()
            passed = now - self._since
            if passed >= WINDOW:
                self._pages = max(self._asked / passed * self._period, self._pages * REMEMBERED**passed)
                self._period = next((step for step in STEPS if self._pages <= BUDGET * step), LATE)
                self._since, self._asked = now, 0
            return round(self._period * 1000)


_pace = Pace()


def next_question() -> int:
    """Count a question put to this process; the milliseconds after which the page that puts it may put the next."""
    return _pace.asked()
