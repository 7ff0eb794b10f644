"""The server killed while people vote, a hundred times on each database: the client's log of answers is the truth.

Each time at least fifty votes are on their way. Then every acknowledged vote is there once, none that was not sent;
whoever had no answer sends the same again; the journal verifies. `python -m bench.killed 10 postgresql`: ten, on one.
"""

import os
import signal
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from tests.support.crowded_chamber import HEMICYCLE, ROOT, SLUG, chamber
from tests.support.killed_server import IN_FLIGHT, VotingCrowd, until_it_answers

KILLS = 100
BACK = 3.0  # seconds
PORT = 8197


def main() -> None:
    """Print what was found on each database; exit 1 if a vote was lost, or the site was late."""
    kills = next((int(word) for word in sys.argv[1:] if word.isdigit()), KILLS)
    named = [word for word in sys.argv[1:] if word in {"sqlite", "postgresql"}]
    late = [name for name in named or ("sqlite", "postgresql") if not _killed_on(name, kills)]
    sys.exit(1 if late else 0)


def _killed_on(database: str, kills: int) -> bool:
    """Whether the site was back in time, each time; a lost or an invented vote ends the run."""
    with tempfile.TemporaryDirectory(prefix="hemicycle-bench-") as folder:
        Path(folder).chmod(0o755)  # the server's files lie inside, under another user
        with chamber(Path(folder) / "chamber", IN_FLIGHT + 14, on_postgresql=database == "postgresql") as made:
            crowd, back, acknowledged = VotingCrowd(PORT, made), [], 0
            for number in range(kills):
                command = [str(HEMICYCLE), "serve", "--port", str(PORT), "--processes", str(1 + number % 2)]
                site = subprocess.Popen(
                    command, env=made.environment, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True
                )
                try:
                    back.append(until_it_answers(PORT))
                    crowd.send_again()
                    crowd.vote_until_killed(partial(os.killpg, site.pid, signal.SIGKILL), seconds=0.3)
                finally:
                    site.kill()
                    site.wait()
                acknowledged = crowd.require_truth()
            verify = [str(HEMICYCLE), "journal", "verify", SLUG]
            subprocess.run(verify, env=made.environment, cwd=ROOT, check=True, capture_output=True)
    print(
        f"{database}: {kills} kills with {IN_FLIGHT} votes or more on their way, {acknowledged} acknowledged, none"
        f" lost, none invented; back in {max(back):.1f} s at most (limit {BACK:.0f})",
        flush=True,
    )
    return max(back) < BACK


if __name__ == "__main__":
    main()
