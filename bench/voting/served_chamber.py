"""The site of a chamber, served in a group of processes of its own; whether its journal is whole."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.crowded_chamber import HEMICYCLE, ROOT, SLUG, CrowdedChamber
from tests.support.network import free_port

BACK = 3.0  # seconds in which it answers again
PORT = free_port()


@contextmanager
def served(made: CrowdedChamber, processes: int) -> Iterator[subprocess.Popen[bytes]]:
    """The server of the instance, in a group of its own; gone afterwards."""
    command = [str(HEMICYCLE), "serve", "--port", str(PORT), "--processes", str(processes)]
    site = subprocess.Popen(command, env=made.environment, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        yield site
    finally:
        if site.poll() is None:
            os.killpg(site.pid, signal.SIGKILL)
        site.wait()


def seconds_in_line(parent: int) -> float:
    """How long a server that has started stood in line for a processor that others had: itself, then what it forked."""
    one_after_the_other = [parent, *_children(parent)[:1]]
    return sum(int(Path(f"/proc/{pid}/schedstat").read_text().split()[1]) for pid in one_after_the_other) / 1e9


def _children(parent: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def require_whole_journal(made: CrowdedChamber) -> None:
    """End the run where the journal does not verify."""
    done = subprocess.run(
        [str(HEMICYCLE), "journal", "verify", SLUG], env=made.environment, cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"the journal does not verify:\n{done.stdout}{done.stderr}")
