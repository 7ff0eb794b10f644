"""A server that answers at a port and has come to rest; what it uses of processor and memory."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.connections import processor_of
from tests.support.crowded_chamber import ROOT
from tests.support.killed_server import until_it_answers


@contextmanager
def served_at(port: int, command: list[str], environment: dict[str, str]) -> Iterator[int]:
    """The process of a server that answers; it is stopped afterwards."""
    site = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        until_it_answers(port)
        _until_idle(site.pid)
        yield site.pid
    finally:
        site.terminate()
        try:
            site.wait(20)
        except subprocess.TimeoutExpired:
            site.kill()


def _until_idle(site: int) -> None:
    """A server does what it does once, after its first answer (its templates compiled), before it is measured."""
    used = -1.0
    for _ in range(30):
        time.sleep(1)  # the second process too
        before, used = used, processor_of(site)
        if used - before < 0.02:
            return


def megabytes_of(parent: int) -> int:
    """The megabytes of a server and those that it started, what they share counted once."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    rolled = [Path(f"/proc/{one}/smaps_rollup").read_text() for one in (str(parent), *children)]
    return sum(int(text.partition("\nPss:")[2].split()[0]) for text in rolled) // 1024
