"""A fault that repeats itself: logged whole the first time, then counted, and said once a minute with its count.

A fault that each request meets writes kilobytes each time: a disk fills, and what else is wrong is not seen.
"""

import logging
import threading
import time
import traceback
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

EVERY = 60.0  # seconds
_Fault = tuple[str, tuple[str, ...]]  # what is said of it, the way to it


@dataclass(slots=True)
class _Repeated:
    logged_at: float
    held: int = 0


class RepeatedFaults:
    """The faults of one process; `log` says them."""

    def __init__(self, log: logging.Logger) -> None:
        self._log = log
        self._known: dict[_Fault, _Repeated] = {}
        self._lock = threading.Lock()

    def tell(self, said: str, error: BaseException) -> None:
        """Log a fault with where it happened, or count it when it was logged less than a minute ago."""
        _forget_values(error)
        way = _way(error)
        key = f"{said}: {type(error).__name__} {way[-1] if way else '(nowhere)'}", way
        with self._lock:
            known = self._known.get(key)
            if known is not None and time.monotonic() - known.logged_at < EVERY:
                known.held += 1
                if known.held == 1:
                    self._count_later(key)
                return
            self._known[key] = _Repeated(time.monotonic())
        self._log.error("%s: %s", said, type(error).__name__, exc_info=error)

    def _count_later(self, key: _Fault) -> None:
        timer = threading.Timer(EVERY, self._say_count, (key,))
        timer.daemon = True
        timer.start()

    def _say_count(self, key: _Fault) -> None:
        with self._lock:
            known = self._known[key]
            count, known.held, known.logged_at = known.held, 0, time.monotonic()
        if not count:  # it was logged whole again just before
            return
        self._log.error("%s: %d times more in a minute", key[0], count)


def _way(error: BaseException) -> tuple[str, ...]:
    """Each file and line from where it was caught to where it was raised: two of our places may fail in one library.

    Each once: an error that is handed to all who waited for one commit takes the way of each of them.
    """
    walked = traceback.walk_tb(error.__traceback__)
    return tuple(dict.fromkeys(f"{frame.f_code.co_filename}:{line}" for frame, line in walked))


def _forget_values(error: BaseException) -> None:
    """Errors of a database lose what they were about, that may be a choice or an address.

    Their parameters, and what PostgreSQL says of them below its first line (« Failing row contains… »).
    """
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, SQLAlchemyError) and hasattr(cause, "hide_parameters"):
            cause.hide_parameters = True
            cause.args = tuple(str(said).partition("\n")[0] for said in cause.args)
            cause.__cause__, cause.__suppress_context__ = None, True
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
