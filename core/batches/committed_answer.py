"""An answer that is waited for by another thread: a plain lock, since a `Future` costs as much as what is asked."""

import threading
from typing import Any


class CommittedAnswer:
    """Given once, by the thread that works; or given up, by the one that waits, before the work has begun."""

    __slots__ = ("_begun", "_come", "_error", "_value")

    def __init__(self) -> None:
        self._begun, self._come = threading.Lock(), threading.Lock()
        self._come.acquire()  # until it comes
        self._value: Any = None
        self._error: BaseException | None = None

    def begin(self) -> bool:
        """Whether the work may begin; called by the one, or by the other who gives up, and true once."""
        return self._begun.acquire(blocking=False)

    def give(self, value: Any) -> None:
        """What was asked for."""
        self._value = value
        self._come.release()

    def fail(self, error: BaseException) -> None:
        """Why there is none."""
        self._error = error
        self._come.release()

    def wait(self, seconds: float = -1) -> bool:
        """Whether it came, in this time."""
        return self._come.acquire(timeout=seconds)

    def taken(self) -> Any:
        """The answer that came; raises what was failed with."""
        if self._error is not None:
            raise self._error
        return self._value
