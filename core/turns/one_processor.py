"""A process that serves stays on one processor, for as long as no other program wants that one.

Its interpreter runs one thread at a time. Left to the system, the threads take their turns now on one processor and
now on another: each begins with what is not in its memory, and each waking crosses from one to the other (decision
0030). A processor that other programs want is left to them. Nor does a thread that is woken stop the one that wakes it
(`SCHED_BATCH`): that one has the interpreter, for which it would wait at once. What the system cannot do (it is Linux
that can) is left as it is.
"""

import os
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

EVERY = 2.0  # seconds between two looks at what the others take
WANTED = 0.25  # of a processor, by which the others want this one more than another
_TASKS = Path("/proc/self/task")
_BUSY = Path("/proc/stat")
_free: list[int] = []  # where the process might run before it stayed
_IDLE = (3, 4)  # of the columns of a processor: at rest, and waiting for a disk


class OneProcessor:
    """Where a process stays: `here`, one of the processors on which it may run."""

    def __init__(self, number: int, busy: Callable[[], dict[int, float]] | None = None) -> None:
        """`number`: of the process among those that serve the site, from 0: each begins on a processor of its own.

        `busy`: how long each processor has worked (`busy_seconds`).
        """
        self._allowed, self._read = allowed(), busy or busy_seconds
        self.here = self._allowed[-1 - number % len(self._allowed)] if self._allowed else 0
        self._since, self._used, self._busy = time.monotonic(), time.process_time(), self._read()

    def stay(self) -> None:
        """Have every thread of the process, and those that it will start, run there alone; a thread looks after it."""
        for task in _TASKS.iterdir() if self._allowed else ():
            with suppress(OSError):
                os.sched_setscheduler(int(task.name), os.SCHED_BATCH, os.sched_param(0))
        if len(self._allowed) > 1:
            _free[:] = self._allowed
            self._bind()
            threading.Thread(target=self._look_for_ever, name="processor", daemon=True).start()

    def _bind(self) -> None:
        for task in _TASKS.iterdir():
            with suppress(OSError):  # a thread that has ended meanwhile; a processor that was taken away
                os.sched_setaffinity(int(task.name), {self.here})

    def _look_for_ever(self) -> None:
        while True:
            time.sleep(EVERY)
            if self.look():
                self._bind()

    def look(self) -> bool:
        """Whether it goes elsewhere: other programs have wanted this processor, and another one less, since last time.

        Two that stand on one see the same, and do not both leave it: one look in two leaves it at that.
        """
        now, used, busy = time.monotonic(), time.process_time(), self._read()
        elapsed = max(now - self._since, 0.001)
        taken = {it: (busy[it] - self._busy[it]) / elapsed for it in self._allowed if it in busy and it in self._busy}
        if self.here in taken:
            taken[self.here] -= (used - self._used) / elapsed
        self._since, self._used, self._busy = now, used, busy
        better = where_to_go(self.here, taken)
        goes = better != self.here and random.random() < 0.5  # noqa: S311 (no secret)
        self.here = better if goes else self.here
        return goes


def where_to_go(here: int, taken: Mapping[int, float]) -> int:
    """The processor that others take least, where they take clearly more of this one; `taken`: a share of each."""
    best = min(taken, key=lambda it: (taken[it], it != here), default=here)
    return best if here in taken and taken[here] - taken[best] >= WANTED else here


def allowed() -> list[int]:
    """The processors on which this process may run, in order; none where the system does not say."""
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") and _BUSY.exists() else []


def busy_seconds() -> dict[int, float]:
    """How long each processor has worked since the system started."""
    with suppress(OSError, ValueError, IndexError):
        rows = [line.split() for line in _BUSY.read_text().splitlines() if line.startswith("cpu") and line[3:4] != " "]
        ticks = os.sysconf("SC_CLK_TCK")
        return {
            int(name[3:]): sum(int(it) for place, it in enumerate(counts[:8]) if place not in _IDLE) / ticks
            for name, *counts in rows
        }
    return {}


@contextmanager
def on_any_processor() -> Iterator[None]:
    """While a thread starts another program: it is not bound to where this one stays."""
    if not _free:
        yield
        return
    before = os.sched_getaffinity(0)
    with suppress(OSError):
        os.sched_setaffinity(0, _free)
    try:
        yield
    finally:
        with suppress(OSError):
            os.sched_setaffinity(0, before)
