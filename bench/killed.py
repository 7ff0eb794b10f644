"""The server killed while people vote, a hundred times on each database: the client's log of answers is the truth.

Three hundred may vote; each time some of them do, and at least fifty votes are on their way. Then every acknowledged
vote is there once, none that was not sent; whoever had no answer sends the same again. The journal is verified every
ten kills and at the end, when the poll is closed and its count compared. Back in three seconds, unless other programs
had the processors. `python -m bench.killed 10 postgresql`: ten, on one. Then PostgreSQL itself crashes under the votes
(`bench.voting.database_gone`).
"""

import os
import signal
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from bench.voting.database_gone import is_back_in_time
from bench.voting.served_chamber import BACK, PORT, require_whole_journal, seconds_in_line, served
from tests.support.crowded_chamber import chamber
from tests.support.killed_server import IN_FLIGHT, VotingCrowd, until_it_answers

KILLS = 100
MEMBERS = 300
AT_ONCE = IN_FLIGHT + 14
VERIFIED_EVERY = 10
A_LITTLE = 0.2  # seconds in line for a processor: where it was more, others had the machine
TIMES_GONE = 3


def main() -> None:
    """Print what was found on each database; exit 1 if a vote was lost, or the site was late."""
    kills = next((int(word) for word in sys.argv[1:] if word.isdigit()), KILLS)
    named = [word for word in sys.argv[1:] if word in {"sqlite", "postgresql"}]
    late = [name for name in named or ("sqlite", "postgresql") if not _killed_on(name, kills)]
    if not named and not is_back_in_time(TIMES_GONE):
        late.append("postgresql, gone")
    sys.exit(1 if late else 0)


def _killed_on(database: str, kills: int) -> bool:
    """Whether the site was back in time, each time; a lost or an invented vote ends the run."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="hemicycle-bench-") as folder:
        Path(folder).chmod(0o755)  # the server's files lie inside, under another user
        with chamber(Path(folder) / "chamber", MEMBERS, on_postgresql=database == "postgresql") as made:
            crowd, acknowledged, first, late = VotingCrowd(PORT, made, at_once=AT_ONCE), 0, 0.0, 0
            back: dict[int, list[float]] = {1: [], 2: []}
            for number in range(kills + 1):  # the last start only takes what was sent again
                processes = 1 + number % 2
                with served(made, processes) as site:
                    answered = until_it_answers(PORT)
                    in_line = seconds_in_line(site.pid)
                    crowd.send_again()
                    if number == 0:
                        first = answered  # of a new instance, where nothing is compiled: no return
                    else:
                        back[processes].append(answered)
                        late += answered > BACK and in_line < A_LITTLE
                    if number < kills:
                        crowd.vote_until_killed(partial(os.killpg, site.pid, signal.SIGKILL), after=AT_ONCE)
                acknowledged = crowd.require_truth()
                if number == kills:
                    crowd.require_same_count()
                if number % VERIFIED_EVERY == 0 or number == kills:
                    require_whole_journal(made)
    longest = max(max(times, default=0.0) for times in back.values())
    told = ", ".join(f"{_middle(times):.1f} s by {count}" for count, times in back.items() if times)
    print(
        f"{database}: {kills} kills with {IN_FLIGHT} votes or more on their way, {acknowledged} acknowledged, none"
        f" lost, none invented, the journal whole; back in {longest:.1f} s at most (limit {BACK:.0f}), in the middle"
        f" {told} processes; first start {first:.1f} s; all of it {time.monotonic() - started:.0f} s",
        flush=True,
    )
    if longest > BACK and not late:
        print("  (later than that only where others had the processors)", flush=True)
    return not late


def _middle(times: list[float]) -> float:
    return sorted(times)[len(times) // 2]


if __name__ == "__main__":
    main()
