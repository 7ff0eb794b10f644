"""A fault that repeats itself: logged whole the first time, then counted, and said once a minute with its count.

A fault that each request meets writes kilobytes each time: a disk fills, and what else is wrong is not seen.
"""

import logging
import threading
import time
from dataclasses import dataclass

EVERY = 60.0  # seconds


@dataclass(slots=True)
class _Repeated:
    logged_at: float
    held: int = 0


class RepeatedFaults:
    """The faults of one process; `log` says them."""

    def __init__(self, log: logging.Logger) -> None:
        self._log = log
        self._known: dict[str, _Repeated] = {}
        self._lock = threading.Lock()

    def tell(self, said: str, error: BaseException) -> None:
        """Log a fault with where it happened, or count it when it was logged less than a minute ago."""
        key = f"{said}: {type(error).__name__} {_place(error)}"
        with self._lock:
            known = self._known.get(key)
            if known is not None and time.monotonic() - known.logged_at < EVERY:
                known.held += 1
                if known.held == 1:
                    self._count_later(key)
                return
            self._known[key] = _Repeated(time.monotonic())
        self._log.error("%s: %s", said, type(error).__name__, exc_info=error)

    def _count_later(self, key: str) -> None:
        timer = threading.Timer(EVERY, self._say_count, (key,))
        timer.daemon = True
        timer.start()

    def _say_count(self, key: str) -> None:
        with self._lock:
            known = self._known[key]
            count, known.held, known.logged_at = known.held, 0, time.monotonic()
        self._log.error("%s: %d times more in a minute", key, count)


def _place(error: BaseException) -> str:
    """The file and the line where it was raised."""
    trace = error.__traceback__
    if trace is None:
        return "(nowhere)"
    while trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
