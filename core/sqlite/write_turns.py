"""Turns to write in a SQLite file: every process that writes waits for the same lock, the longest waiting first.

A busy database is found here, before a transaction is begun: whoever waits is told after five seconds, not each request
after five of its own. Two locks (on files beside the database): who waits for the turn holds the first, so that the
process that has just written comes after the one that waits. The system wakes who waits, at once, and lets a lock go
when its process ends, however that ends.
"""

import fcntl
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO

PATIENCE = 5.0  # seconds


class NoTurn(Exception):
    """The turn did not come in time."""


class WriteTurns:
    """The turns of one process in one database; a database in memory has no other writer."""

    def __init__(self, database: str | None) -> None:
        path = Path(database) if database and database != ":memory:" else None
        self._files = [_opened(path, name) for name in ("queue", "turn")] if path else []

    def take(self, patience: float | None = None) -> None:
        """Wait for the turn; `NoTurn` after the patience."""
        if not self._files or self._is_free():
            return
        settling, settled, is_late = threading.Lock(), threading.Event(), False

        def wait() -> None:
            with suppress(ValueError, OSError):  # closed meanwhile
                self.take_when_it_comes()
                with settling:
                    settled.set()
                    if is_late:
                        self.give_back()

        threading.Thread(target=wait, name="turn", daemon=True).start()
        if settled.wait(PATIENCE if patience is None else patience):
            return
        with settling:
            is_late = not settled.is_set()
        if is_late:
            raise NoTurn

    def take_when_it_comes(self) -> None:
        """Wait for the turn, for as long as that takes."""
        if self._files:
            queue, turn = self._files
            fcntl.flock(queue, fcntl.LOCK_EX)
            try:
                fcntl.flock(turn, fcntl.LOCK_EX)
            finally:
                fcntl.flock(queue, fcntl.LOCK_UN)

    def _is_free(self) -> bool:
        """Whether nobody else has the turn, or waits for it: then it is taken."""
        queue, turn = self._files
        try:
            fcntl.flock(queue, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        try:
            fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            fcntl.flock(queue, fcntl.LOCK_UN)
        return True

    def give_back(self) -> None:
        """Let the next process write."""
        if self._files:
            fcntl.flock(self._files[1], fcntl.LOCK_UN)

    def close(self) -> None:
        """Let the files go, and the turn with them."""
        while self._files:
            self._files.pop().close()


def _opened(database: Path, name: str) -> IO[str]:
    return database.with_name(f"{database.name}.{name}").open("a")
