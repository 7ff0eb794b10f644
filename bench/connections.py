"""Pages of a congress on PostgreSQL, asked for by as many connections at once as the server has threads.

Printed beside the floor of the same run: the same questions by one visitor, one after the other; and with fewer
connections to the database than threads, which wait for one another then. The processor that a page takes is printed
too: where all of it is taken, no number of connections makes the slowest answer come sooner.
"""

import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg

from tests.support.postgresql_server import libpq, server, stop_server

THREADS = 64
TURNS = 16  # questions of each connection
PORT = 8198
HEMICYCLE = Path(sys.executable).parent / "hemicycle"
CONGRESS = Path(__file__).parents[1] / "demo" / "data" / "congres-2020"
PATHS = ("/congres-2020/", "/congres-2020/propositions/5", "/congres-2020/amendements", "/congres-2020/programme")


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory(prefix="hemicycle-bench-") as folder:
        workspace = Path(folder)
        workspace.chmod(0o755)  # the server's files lie inside, under another user
        try:
            _measure(workspace)
        finally:
            stop_server(workspace)


def _measure(workspace: Path) -> None:
    address = server(workspace)
    with psycopg.connect(libpq(address), autocommit=True) as admin:
        admin.execute("CREATE DATABASE bench ENCODING 'UTF8' TEMPLATE template0")
    url = address.set(database="bench").render_as_string(hide_password=False)
    environment = {**os.environ, "DATABASE_URL": url, "HEMICYCLE_INSTANCE": str(workspace / "instance")}
    for words in (("db", "upgrade"), ("congress", "import", CONGRESS)):
        subprocess.run([HEMICYCLE, *words], env=environment, check=True, capture_output=True)
    for connections in (15, THREADS):
        _serve({**environment, "DATABASE_CONNECTIONS": str(connections)}, f"{connections} to the database")


def _serve(environment: dict[str, str], name: str) -> None:
    command = [str(HEMICYCLE), "serve", "--port", str(PORT), "--threads", str(THREADS)]
    site = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait()
        _ask(4)  # templates and statements are compiled
        _row(f"{name}, 1 visitor", _ask(4 * TURNS))
        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(_ask, [2] * THREADS))  # the connections are open
            before = processor_of(site.pid)
            answers = [second for seconds in pool.map(_ask, [TURNS] * THREADS) for second in seconds]
            a_page = (processor_of(site.pid) - before) / len(answers)
        _row(f"{name}, {THREADS} visitors", answers)
        one, all_of_them = 1000 * a_page, 1000 * a_page * THREADS
        print(f"    {one:.0f} ms of processor a page: {THREADS} asked for at once take {all_of_them:.0f} ms")
    finally:
        site.terminate()
        site.wait(20)


def processor_of(parent: int) -> float:
    """The seconds of processor that a server and its processes have used."""
    used = 0.0
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended meanwhile
        if parent in (int(entry.parent.name), int(fields[1])):
            used += sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")
    return used


def _wait() -> None:
    for _ in range(600):
        try:
            _ask(1)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server gave no page within a minute")


def _ask(count: int) -> list[float]:
    """Seconds of each answer, on one connection."""
    taken = []
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
    for turn in range(count):
        started = time.monotonic()
        connection.request("GET", PATHS[turn % len(PATHS)])
        answer = connection.getresponse()
        answer.read()
        taken.append(time.monotonic() - started)
        assert answer.status == 200, answer.status
    connection.close()
    return taken


def _row(name: str, seconds: list[float]) -> None:
    ordered = sorted(1000 * one for one in seconds)
    slowest = ordered[int(len(ordered) * 0.99)]
    print(f"{name}: {len(ordered)} pages, median {statistics.median(ordered):.0f} ms, 99 % within {slowest:.0f} ms, "
          f"longest {ordered[-1]:.0f} ms")  # fmt: skip


if __name__ == "__main__":
    main()
