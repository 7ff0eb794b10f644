"""Ballots a second: 8,000 signed-in members over HTTP, beside a bare Flask application in the same run.

Whole requests (cookie, token, form), each a change: a ballot and its history are written. Closed loop (64 connections
that ask again as soon as they are answered), the same answered by the page after it (what a phone asks for), open loop
(1,000 a second), then 8,000 members once each; what is stored is what was acknowledged. A profile of one thread is
printed. `python -m bench.ballots 1000 sqlite`: fewer, on one.
"""

import cProfile
import io
import os
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.connections import _processor
from bench.voting.load import Load, closed_loop, open_loop
from tests.support.crowded_chamber import HEMICYCLE, ROOT, CrowdedChamber, application_of, chamber, in_rounds
from tests.support.killed_server import until_it_answers

PORT = 8196
MEMBERS = 8000
SECONDS = 6.0
CONNECTIONS = 64
A_SECOND = 1000.0
WITHIN = 10.0  # seconds, for every member's vote
A_BALLOT = 1.0  # milliseconds of processor
PAIRS = 500  # a second: a vote, and the page that shows it
BY_SCRIPT = b"\r\nPrefer: return=representation\r\nAccept-Encoding: gzip\r\n\r\n"
MEMORY = 200  # megabytes, what processes share counted once
# Processes; the server of the bare application, its processes and threads; what of its rate is reached.
SHARES = ((1, ("granian", 1, 64), 0.9), (2, ("gunicorn", 2, 8), 1.3))
BARE_TABLES = (
    "CREATE TABLE bare_member (id INTEGER PRIMARY KEY, name TEXT)",
    "CREATE TABLE bare_vote (id {serial} PRIMARY KEY, member_id INTEGER, choice TEXT)",
)


def main() -> None:
    """Print the tables; exit 1 where a goal is missed, unless the machine was taken."""
    members = next((int(word) for word in sys.argv[1:] if word.isdigit()), MEMBERS)
    named = [word for word in sys.argv[1:] if word in {"sqlite", "postgresql"}]
    missed = []
    for database in named or ("sqlite", "postgresql"):
        with tempfile.TemporaryDirectory(prefix="hemicycle-bench-") as folder:
            Path(folder).chmod(0o755)  # the server's files lie inside, under another user
            with chamber(Path(folder) / "chamber", members, on_postgresql=database == "postgresql") as made:
                print(f"-- {database}, {members} members, load {os.getloadavg()[0]:.1f}", flush=True)
                missed += _measured(database, Path(folder), made)
                if database == "sqlite":
                    print(_profile(made))
    for sentence in missed:
        print(f"MISSED: {sentence}")
    sys.exit(1 if missed else 0)


def _measured(database: str, folder: Path, made: CrowdedChamber) -> list[str]:
    """The rows of one database, printed; what was missed."""
    missed, requests = [], in_rounds(made.voters)
    for processes, beside, share in SHARES:
        floor = _bare(folder, made, *beside)
        command = [str(HEMICYCLE), "serve", "--port", str(PORT), "--processes", str(processes)]
        with _served(command, made.environment) as site:
            before = _stored(made)
            closed = _row(f"ours, {processes} x {32 // processes}", site, requests)
            share_of_bare = f"{closed.rate / floor.rate:.0%} of the bare application (goal {share:.0%})"
            print(f"    {share_of_bare}, {closed.server_ms:.2f} ms of processor a ballot (goal {A_BALLOT:.0f})")
            paired = _row("    answered by its page", site, (it.replace(b"\r\n\r\n", BY_SCRIPT, 1) for it in requests))
            opened = open_loop(PORT, requests, a_second=A_SECOND, count=4000, connections=256)
            print(f"    open loop, {A_SECOND:.0f} a second: {opened.told}")
            once = open_loop(PORT, requests, a_second=1e6, count=len(made.voters), connections=256)
            print(
                f"    each of {len(made.voters)} members once: {once.seconds:.1f} s (goal {WITHIN:.0f}), {once.told}",
                flush=True,
            )
            loads = (closed, opened, once)
            acknowledged = paired.statuses.get(200, 0) + sum(load.statuses.get(303, 0) for load in loads)
            stored = _stored(made) - before
            megabytes = _memory(site)
            print(f"    {acknowledged} acknowledged, {stored} stored; {megabytes} MB (goal {MEMORY} for one process)")
        name = f"{database}, {processes}"
        missed += [f"{name}: {acknowledged} acknowledged, {stored} stored"] if acknowledged != stored else []
        missed += [f"{name}: an answer that is no vote"] if any(set(load.statuses) != {303} for load in loads) else []
        missed += [f"{name}: a vote without its page"] if set(paired.statuses) != {200} else []
        missed += [f"{name}: {paired.rate:.0f} pairs a second"] if paired.rate < PAIRS else []
        missed += [f"{name}: under {share:.0%} of the bare application"] if closed.rate < share * floor.rate else []
        missed += [f"{name}: {once.seconds:.1f} s for all"] if once.seconds > WITHIN else []
        missed += [f"{name}: {closed.server_ms:.2f} ms a ballot"] if closed.server_ms > A_BALLOT else []
        missed += [f"{name}: {megabytes} MB"] if processes == 1 and megabytes > MEMORY else []
        missed += [f"{name}: p99 of {opened.quantile(0.99):.0f} ms"] if opened.quantile(0.99) > 50 else []
    return missed


def _row(name: str, site: int, requests: Iterator[bytes]) -> Load:
    """One closed loop, after a second of warming that counts for the rows alone."""
    warmed = closed_loop(PORT, requests, connections=CONNECTIONS, seconds=1)
    before = _processor(site)
    found = closed_loop(PORT, requests, connections=CONNECTIONS, seconds=SECONDS)
    found.server_ms = 1000 * (_processor(site) - before) / max(1, found.answered)
    print(f"{name:24} {found.told}  server {found.server_ms:.2f} ms", flush=True)
    found.statuses = {
        it: found.statuses.get(it, 0) + warmed.statuses.get(it, 0) for it in found.statuses | warmed.statuses
    }
    return found


def _bare(folder: Path, made: CrowdedChamber, server: str, processes: int, threads: int) -> Load:
    """The floor: the same work and no rule."""
    address = made.environment.get("DATABASE_URL", str(folder / f"bare-{processes}.sqlite"))
    _bare_tables(address)
    module = "bench.voting.bare" if server == "gunicorn" else "tests.support.bare_as_served"
    command = [sys.executable, "-m", module, str(PORT), str(processes), str(threads)]
    with _served(command, {**made.environment, "BARE_DATABASE": address}) as site:
        return _row(f"bare, {server} {processes} x {threads}", site, _bare_requests())


def _bare_tables(address: str) -> None:
    from sqlalchemy import create_engine, text

    is_postgresql = address.startswith("postgresql")
    url = address.replace("postgresql://", "postgresql+psycopg://") if is_postgresql else f"sqlite:///{address}"
    engine = create_engine(url)
    with engine.begin() as database:
        for table in BARE_TABLES:
            made = table.format(serial="SERIAL" if is_postgresql else "INTEGER")
            database.execute(text(made.replace("TABLE", "TABLE IF NOT EXISTS")))
        rows = [{"id": number, "name": f"m{number}"} for number in range(1000)]
        database.execute(text("INSERT INTO bare_member (id, name) VALUES (:id, :name) ON CONFLICT DO NOTHING"), rows)
    engine.dispose()


def _bare_requests() -> Iterator[bytes]:
    """Forms of a thousand members, whose cookies the bare application signed."""
    from bench.voting.bare import application

    app, body = application(), b"choice=for"
    signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    heads = [
        f"POST /vote HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: session={signer.dumps({'member': number})}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        for number in range(1000)
    ]
    while True:
        for head in heads:
            yield head.encode() + body


@contextmanager
def _served(command: list[str], environment: dict[str, str]) -> Iterator[int]:
    """The process of a server that answers; it is stopped afterwards."""
    site = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        until_it_answers(PORT)
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
        before, used = used, _processor(site)
        if used - before < 0.02:
            return


def _memory(parent: int) -> int:
    """The megabytes of a server and those that it started, what they share counted once."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    rolled = [Path(f"/proc/{one}/smaps_rollup").read_text() for one in (str(parent), *children)]
    return sum(int(text.partition("\nPss:")[2].split()[0]) for text in rolled) // 1024


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
