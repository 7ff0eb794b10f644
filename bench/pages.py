"""Pages of the demonstration in mid-sitting: server time, queries, weight; the server's start and memory.

Limits: 100 ms of server time a page, 150 kB without pictures, first page within 3 s of starting, 200 MB resident.
"""

import gzip
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import flask_migrate
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from app.demo_cli import load_demonstration
from app.factory import create_app
from core.database import db
from core.unit_of_work import stop_writer

RUNS = 15
PORT = 8199
ADDRESSES = (
    "", "propositions", "propositions/5", "propositions/5/versions", "propositions/5/amender", "points-de-vue",
    "amendements", "propositions/5/amendements", "amendements/12", "seances", "seances/3", "seances/3/ecran",
    "scrutins/14", "programme", "motion", "lettre", "lettre.pdf", "lettre.docx",
)  # fmt: skip


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app({"INSTANCE_PATH": folder, "WTF_CSRF_ENABLED": False, "RATELIMIT_ENABLED": False})
        with app.app_context():
            flask_migrate.upgrade(directory=str(Path(__file__).parent.parent / "migrations"))
            started = time.monotonic()
            load_demonstration(adopted=False)
            print(f"demonstration played through the services: {time.monotonic() - started:.1f} s")
        for role in ("elue", "presidence", "public"):
            _table(app, role)
        stop_writer(app)
        _server(folder)


def _table(app: Flask, role: str) -> None:
    client = app.test_client()
    client.post("/demonstration", data={"role": role})
    print(f"\nas {role}: median of {RUNS} (limit 100 ms, 150 kB)")
    print(f"{'page':34}{'status':>8}{'ms':>8}{'queries':>9}{'kB':>8}{'gzip':>8}")
    for address in ADDRESSES + (("seances/3/presidence",) if role == "presidence" else ()):
        _row(app, client, f"/congres-2020/{address}")


def _row(app: Flask, client: FlaskClient, address: str) -> None:
    count = [0]

    def counted(*_: object) -> None:
        count[0] += 1

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", counted)
    answer = client.get(address)
    event.remove(engine, "before_cursor_execute", counted)
    queries, times = count[0], []
    for _ in range(RUNS):
        started = time.perf_counter()
        answer = client.get(address)
        times.append((time.perf_counter() - started) * 1000)
    size, packed = len(answer.data) / 1000, len(gzip.compress(answer.data)) / 1000
    shown = address.removeprefix("/congres-2020") or "/"
    median = statistics.median(times)
    over = "  over" if median > 100 and answer.status_code == 200 else ""
    print(f"{shown:34}{answer.status_code:>8}{median:>8.1f}{queries:>9}{size:>8.1f}{packed:>8.1f}{over}")


def _server(folder: str) -> None:
    """A real server on the prepared instance: seconds to its first page, resident memory after some pages."""
    program = Path(sys.executable).parent / "hemicycle"
    environment = {**os.environ, "HEMICYCLE_INSTANCE": folder, "PORT": str(PORT)}
    started = time.monotonic()
    server = subprocess.Popen([program, "serve"], env=environment, stdout=subprocess.DEVNULL)
    try:
        first = _wait_for_page(started)
        for address in ADDRESSES * 3:
            _read(f"http://127.0.0.1:{PORT}/congres-2020/{address}")
        print(f"\nserver: first page after {first:.2f} s (limit 3 s), resident memory {_resident(server.pid):.0f} MB "
              "over all its processes (limit 200 MB)")  # fmt: skip
    finally:
        server.terminate()
        server.wait(20)


def _wait_for_page(started: float) -> float:
    while time.monotonic() - started < 30:
        if _read(f"http://127.0.0.1:{PORT}/congres-2020/") == 200:
            return time.monotonic() - started
        time.sleep(0.02)
    raise SystemExit("the server gave no page within 30 s")


def _read(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            answer.read()
            return int(answer.status)
    except OSError:
        return 0


def _resident(pid: int) -> float:
    """Resident memory of a process and its children, in MB."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    pages = sum(int(Path(f"/proc/{each}/statm").read_text(encoding="ascii").split()[1]) for each in (pid, *children))
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
