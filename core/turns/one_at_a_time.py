"""One at a time, in all the processes of a site: what takes the memory and the processor that ballots need.

A lock of threads and, where several processes serve (`hemicycle serve --processes`), one on a file of the instance: the
system lets it go when its process ends, however that ends.
"""

import fcntl
import os
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import IO

LOCKS = "HEMICYCLE_LOCKS"  # the folder of the locks, said by `serve` to the processes that it starts
_STEP = 0.01


class OneAtATime:
    """A turn by its name: in this process, and in the others that serve the same site."""

    def __init__(self, name: str) -> None:
        self._name, self._lock = name, threading.Lock()
        self._file: IO[str] | None = None

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        """Whether the turn came, before the timeout where one is given; `OSError` while the folder is gone."""
        until = None if timeout < 0 else time.monotonic() + timeout
        if not self._lock.acquire(blocking, timeout):
            return False
        is_first = False
        try:
            is_first = self._is_first(blocking, until)
        finally:
            if not is_first:
                self._lock.release()
        return is_first

    def release(self) -> None:
        """Let the next one have it."""
        file, self._file = self._file, None
        if file is not None:
            file.close()
        self._lock.release()

    def __enter__(self) -> None:
        self.acquire()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.release()

    def _is_first(self, blocking: bool, until: float | None) -> bool:
        """Whether no other process has it now, or lets it go in time."""
        folder = os.environ.get(LOCKS)
        if not folder:
            return True
        file = Path(folder, f"{self._name}.lock").open("a")  # noqa: SIM115 (kept open for as long as the turn lasts)
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if not blocking or (until is not None and time.monotonic() >= until):
                    file.close()
                    return False
                time.sleep(_STEP)
            else:
                self._file = file
                return True
