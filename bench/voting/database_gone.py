"""PostgreSQL crashes while people vote, is away for ten seconds, comes back: the answers that they have are the truth.

The site goes on all the while and is not started again. Whoever has no answer, or « ne répond pas » (503), sends the
same again until it is taken.
"""

import os
import signal
import tempfile
import time
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url

from bench.voting.served_chamber import BACK, PORT, require_whole_journal, served
from tests.support.crowded_chamber import chamber
from tests.support.killed_server import IN_FLIGHT, VotingCrowd, until_it_answers
from tests.support.postgresql_server import libpq, start_again

AWAY = 10.0  # seconds


def is_back_in_time(times: int) -> bool:
    """Whether the site answered in time after each crash; prints what was found, and a lost vote ends the run."""
    back = []
    with tempfile.TemporaryDirectory(prefix="hemicycle-bench-") as folder:
        Path(folder).chmod(0o755)  # the server's files lie inside, under another user
        with chamber(Path(folder) / "chamber", 2 * IN_FLIGHT, on_postgresql=True) as made, served(made, 1):
            cluster = Path(folder) / "chamber" / "postgresql"
            with psycopg.connect(libpq(make_url(made.address)), autocommit=True) as admin:
                admin.execute("ALTER DATABASE bench SET synchronous_commit = on")  # what was answered is written
            until_it_answers(PORT)
            crowd = VotingCrowd(PORT, made, at_once=IN_FLIGHT + 14)
            for _ in range(times):
                crowd.vote_until_killed(lambda: _crash(cluster), after=IN_FLIGHT)
                time.sleep(AWAY)
                start_again(cluster)
                back.append(until_it_answers(PORT))
                crowd.send_again()
                acknowledged = crowd.require_truth()
            crowd.require_same_count()
            require_whole_journal(made)
    print(
        f"postgresql: {times} times away for {AWAY:.0f} s with {IN_FLIGHT} votes or more on their way, {acknowledged}"
        f" acknowledged, none lost, none invented; the site, not started again, answers {max(back):.1f} s at most after"
        f" it (limit {BACK:.0f})",
        flush=True,
    )
    return max(back) <= BACK


def _crash(cluster: Path) -> None:
    """The server of the database ends at once, and keeps nothing that is not on its disk."""
    pid_file = cluster / "data" / "postmaster.pid"
    os.kill(int(pid_file.read_text(encoding="utf-8").split()[0]), signal.SIGQUIT)
    while pid_file.exists():
        time.sleep(0.02)
