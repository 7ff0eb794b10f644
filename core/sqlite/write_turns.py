"""Turns to write in a SQLite file: every process that writes waits for the same lock, the longest waiting first.

A busy database is found here, before a transaction is begun: whoever waits is told after five seconds, not each request
after five of its own. Two locks (on files beside the database): who waits for the turn holds the first, so that the
process that has just written comes after the one that waits.
"""

import fcntl
import time
from pathlib import Path
from typing import IO

PATIENCE = 5.0  # seconds
_STEP = 0.001


class NoTurn(Exception):
    """The turn did not come in time."""


class WriteTurns:
    """The turns of one process in one database; a database in memory has no other writer."""

    def __init__(self, database: str | None) -> None:
        path = Path(database) if database and database != ":memory:" else None
        self._files = [_opened(path, name) for name in ("queue", "turn")] if path else []

    def take(self, patience: float | None = None) -> None:
        """Wait for the turn; `NoTurn` after the patience."""
        if not self._files:
            return
        until = time.monotonic() + (PATIENCE if patience is None else patience)
        queue, turn = self._files
        _lock(queue, until)
        try:
            _lock(turn, until)
        finally:
            fcntl.flock(queue, fcntl.LOCK_UN)

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


def _lock(file: IO[str], until: float) -> None:
    """Lock a file before an instant of the monotonic clock; else `NoTurn`."""
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise NoTurn from None
            time.sleep(_STEP)
        else:
            return
