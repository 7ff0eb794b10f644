"""The site of a chamber, served in a group of processes of its own; whether its journal is whole."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.support.crowded_chamber import HEMICYCLE, ROOT, SLUG, CrowdedChamber

BACK = 3.0  # seconds in which it answers again
PORT = 8197


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


def require_whole_journal(made: CrowdedChamber) -> None:
    """End the run where the journal does not verify."""
    done = subprocess.run(
        [str(HEMICYCLE), "journal", "verify", SLUG], env=made.environment, cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"the journal does not verify:\n{done.stdout}{done.stderr}")
