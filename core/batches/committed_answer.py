"""An answer that comes with a commit: waited for by another thread, or told to whoever holds what is answered."""

import threading
from collections.abc import Callable
from typing import Any


class ComingAnswer:
    """Given once, by the thread that works; or given up, by whoever waits, before the work has begun."""

    __slots__ = ("_begun", "_error", "_value")

    def __init__(self) -> None:
        self._begun = threading.Lock()
        self._value: Any = None
        self._error: BaseException | None = None

    def begin(self) -> bool:
        """Whether the work may begin; called by the one, or by the other who gives up, and true once."""
        return self._begun.acquire(blocking=False)

    def give(self, value: Any) -> None:
        """What was asked for."""
        self._value = value
        self._come_now()

    def fail(self, error: BaseException) -> None:
        """Why there is none."""
        self._error = error
        self._come_now()

    def taken(self) -> Any:
        """The answer that came; raises what was failed with."""
        if self._error is not None:
            raise self._error
        return self._value

    def _come_now(self) -> None:
        raise NotImplementedError


class CommittedAnswer(ComingAnswer):
    """One for which a thread waits: on a plain lock, since a `Future` costs as much as what is asked."""

    __slots__ = ("_come",)

    def __init__(self) -> None:
        super().__init__()
        self._come = threading.Lock()
        self._come.acquire()  # until it comes

    def wait(self, seconds: float = -1) -> bool:
        """Whether it came, in this time."""
        return self._come.acquire(timeout=seconds)

    def _come_now(self) -> None:
        self._come.release()


class ToldAnswer(ComingAnswer):
    """One for which no thread waits: the one that works tells that it came."""

    __slots__ = ("_tell",)

    def __init__(self, tell: "Callable[[ToldAnswer], None]") -> None:
        super().__init__()
        self._tell = tell

    def _come_now(self) -> None:
        self._tell(self)
