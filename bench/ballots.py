"""Ballots a second: 8,000 signed-in members over HTTP, beside a bare Flask application in the same minutes.

Whole requests (cookie, token, form), each a change: a ballot and its history are written. A turn is a closed loop (64
connections that ask again as soon as they are answered) on the bare application, then on the site; the same answered
by the page after it (what a phone asks for); an open loop (1,000 a second). A machine shared with others gives a third
more or less from one minute to the next, so there are several turns, whose medians are held to the goals. Then 8,000
members once each; what is stored is what was acknowledged. A profile of one thread is printed.
`python -m bench.ballots 1000 sqlite`: fewer, on one.
"""

import cProfile
import io
import os
import pstats
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.connections import processor_of
from bench.voting.floor_of_ballots import bare_command, bare_environment, bare_requests
from bench.voting.load import Load, closed_loop, open_loop
from bench.voting.served_beside import megabytes_of, served_at
from tests.support.crowded_chamber import HEMICYCLE, CrowdedChamber, application_of, chamber, in_rounds

PORT, BARE_PORT = 8196, 8195
MEMBERS = 8000
TURNS = 5
SECONDS = 4.0
CONNECTIONS = 64
A_SECOND = 1000.0
BY_SCRIPT = b"\r\nPrefer: return=representation\r\nAccept-Encoding: gzip\r\n\r\n"
# The goals: milliseconds of processor a ballot; votes and the page after each, a second; milliseconds of the open loop;
# seconds for every member's vote; megabytes, what processes share counted once.
A_BALLOT, PAIRS, LATE, WITHIN, MEMORY = 1.0, 500, 50, 10.0, 200


@dataclass
class BallotTurn:
    """What one turn found, or the medians of several."""

    bare: float
    ours: float
    share: float
    processor: float
    pairs: float
    middle: float
    late: float
    client: float

    @property
    def told(self) -> str:
        """One line of the table."""
        return (
            f"{self.bare:10.0f}/s{self.ours:10.0f}/s{self.share:8.0%}{self.processor:8.2f} ms{self.pairs:8.0f}/s"
            f"{self.middle:8.1f} ms{self.late:8.1f} ms{self.client:8.0f} µs"
        )


HEADINGS = (
    f"{'':8}{'bare':>12}{'ours':>12}{'share':>8}{'a ballot':>11}{'pairs':>10}{'p50':>11}{'p99':>11}{'client':>11}"
)


class Served(NamedTuple):
    """So many processes of the site; the server of the bare application, its processes and threads; the goal."""

    processes: int
    beside: tuple[str, int, int]
    share: float


SERVED = (Served(1, ("granian", 1, 64), 0.9), Served(2, ("gunicorn", 2, 8), 1.3))


class Beside:
    """The site and the bare application, both served, and what the site acknowledged."""

    def __init__(self, site: int, requests: Iterator[bytes]) -> None:
        self.site, self.requests, self.bare_requests = site, requests, bare_requests()
        self.with_page = (it.replace(b"\r\n\r\n", BY_SCRIPT, 1) for it in self.requests)
        self.acknowledged, self.unexpected = 0, 0
        self.closed(self.requests, 303, seconds=1)
        closed_loop(BARE_PORT, self.bare_requests, connections=CONNECTIONS, seconds=1)

    def counted(self, load: Load, status: int) -> Load:
        """The load, whose answers are remembered: those expected are votes acknowledged."""
        voted = load.statuses.get(status, 0)
        self.acknowledged += voted
        self.unexpected += load.answered - voted + load.unanswered
        return load

    def closed(self, requests: Iterator[bytes], status: int, seconds: float = SECONDS) -> Load:
        """A closed loop on the site, with what each answer took of its processor."""
        before = processor_of(self.site)
        load = self.counted(closed_loop(PORT, requests, connections=CONNECTIONS, seconds=seconds), status)
        load.server_ms = 1000 * (processor_of(self.site) - before) / max(1, load.answered)
        return load

    def opened(self, a_second: float, count: int) -> Load:
        """An open loop on the site."""
        load = open_loop(PORT, self.requests, a_second=a_second, count=count, connections=256)
        return self.counted(load, 303)

    def turn(self) -> BallotTurn:
        """One of each, minutes apart at most."""
        bare = closed_loop(BARE_PORT, self.bare_requests, connections=CONNECTIONS, seconds=SECONDS)
        ours, paired = self.closed(self.requests, 303), self.closed(self.with_page, 200)
        opened = self.opened(A_SECOND, int(A_SECOND * SECONDS))
        return BallotTurn(
            bare.rate, ours.rate, ours.rate / bare.rate, ours.server_ms, paired.rate, opened.quantile(0.5),
            opened.quantile(0.99), 1e6 * ours.processor / max(1, ours.answered),
        )  # fmt: skip


def main() -> None:
    """Print the tables; exit 1 where a goal is missed."""
    members = next((int(word) for word in sys.argv[1:] if word.isdigit()), MEMBERS)
    named = [word for word in sys.argv[1:] if word in {"sqlite", "postgresql"}]
    missed = []
    for database in named or ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory(prefix="hemicycle-bench-") as folder:
            Path(folder).chmod(0o755)  # the server's files lie inside, under another user
            with chamber(Path(folder) / "chamber", members, on_postgresql=database == "postgresql") as made:
                print(f"-- {database}, {members} members, load {os.getloadavg()[0]:.1f}", flush=True)
                requests = in_rounds(made.voters)  # those of the second server go on from the first's: each a change
                for served in SERVED:
                    found = _measured(Path(folder), made, requests, served)
                    missed += [f"{database}, {served.processes}: {sentence}" for sentence in found]
                if database == "sqlite":
                    print(_profile(made))
    for sentence in missed:
        print(f"MISSED: {sentence}")
    sys.exit(1 if missed else 0)


def _measured(folder: Path, made: CrowdedChamber, requests: Iterator[bytes], served: Served) -> list[str]:
    """The rows of so many processes, printed; what was missed."""
    processes, beside, share = served
    command = [str(HEMICYCLE), "serve", "--port", str(PORT), "--processes", str(processes)]
    bare = bare_command(BARE_PORT, *beside)
    before = _stored(made)
    with (
        served_at(BARE_PORT, bare, bare_environment(made.environment, folder)),
        served_at(PORT, command, made.environment) as site,
    ):
        print(f"{processes} x {32 // processes}, beside {beside[0]} {beside[1]} x {beside[2]}\n{HEADINGS}", flush=True)
        both, turns = Beside(site, requests), []
        for number in range(TURNS):
            turns.append(both.turn())
            print(f"turn {number + 1:<3}{turns[-1].told}", flush=True)
        middle = BallotTurn(*(median(getattr(turn, field.name) for turn in turns) for field in fields(BallotTurn)))
        print(f"median  {middle.told}")
        once = both.opened(1e6, len(made.voters))
        megabytes = megabytes_of(site)
    stored = _stored(made) - before
    print(f"    each of {len(made.voters)} members once: {once.seconds:.1f} s ({WITHIN:.0f}), {once.told}", flush=True)
    print(f"    {both.acknowledged} acknowledged, {stored} stored; {megabytes} MB ({MEMORY} for one process)")
    return [
        *([f"{both.acknowledged} acknowledged, {stored} stored"] if both.acknowledged != stored else []),
        *([f"{both.unexpected} answers that are no vote"] if both.unexpected else []),
        *([f"{middle.share:.0%} of the bare application ({share:.0%})"] if middle.share < share else []),
        *([f"{middle.processor:.2f} ms a ballot ({A_BALLOT})"] if middle.processor > A_BALLOT else []),
        *([f"{middle.pairs:.0f} pairs a second ({PAIRS})"] if middle.pairs < PAIRS else []),
        *([f"p99 of {middle.late:.0f} ms ({LATE})"] if middle.late > LATE else []),
        *([f"{once.seconds:.1f} s for all ({WITHIN:.0f})"] if once.seconds > WITHIN else []),
        *([f"{megabytes} MB ({MEMORY})"] if processes == 1 and megabytes > MEMORY else []),
    ]


def _stored(made: CrowdedChamber) -> int:
    return int(str(made.rows("SELECT count(*) FROM ballot_cast")[0][0]))


def _profile(made: CrowdedChamber) -> str:
    """Where the time of a ballot goes, one after the other in one thread: the fifteen dearest functions."""
    app, requests = application_of(made), in_rounds(made.voters, ("abstain",))
    client = app.test_client(use_cookies=False)
    profile = cProfile.Profile()
    for number in range(600):
        head, _, body = next(requests).partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().splitlines()[1:])
        path = head.split(b" ", 2)[1].decode()
        if number >= 100:
            profile.enable()
        answer = client.post(path, data=body, headers=headers)
        profile.disable()
        assert answer.status_code == 303, answer.status_code
    told = io.StringIO()
    pstats.Stats(profile, stream=told).sort_stats("tottime").print_stats(15)
    return told.getvalue()


if __name__ == "__main__":
    main()
