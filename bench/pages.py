"""Pages of the demonstration in mid-sitting, over HTTP on loopback: time, weight; the server's start and memory.

Limits: 100 ms a page, 150 kB without pictures, first page within 3 s of starting, 200 MB resident. The number of
queries of each page is held by tests/house/.
"""

import gzip
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

if TYPE_CHECKING:
    from collections.abc import Iterator

RUNS = 15
PORT = 8199
SITE = f"http://127.0.0.1:{PORT}"
HEMICYCLE = Path(sys.executable).parent / "hemicycle"
ADDRESSES = (
    "", "propositions", "propositions/5", "propositions/5/versions", "propositions/5/point-de-vue",
    "points-de-vue", "amendements", "propositions/5/amendements", "amendements/12", "seances", "seances/3",
    "seances/3/ecran", "scrutins/13", "scrutins/14", "programme", "motion", "lettre", "lettre.pdf", "lettre.docx",
)  # fmt: skip
CONSOLE = "seances/3/presidence"


def main() -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "HEMICYCLE_INSTANCE": folder, "PORT": str(PORT)}
        subprocess.run([HEMICYCLE, "db", "upgrade"], env=environment, check=True, capture_output=True)
        started = time.monotonic()
        subprocess.run([HEMICYCLE, "demo", "load"], env=environment, check=True, capture_output=True)
        print(f"demonstration played through the services: {time.monotonic() - started:.1f} s")
        with _server(environment) as (pid, first):
            for role in ("elue", "presidence", "public"):
                _table(role)
            print(f"\nserver: first page {first:.2f} s after its start (limit 3 s); "
                  f"resident memory {_resident(pid):.0f} MB over all its processes (limit 200 MB)")  # fmt: skip
    subprocess.run(
        [sys.executable, "-m", "app.server.played_demonstration"], check=True, stdout=subprocess.DEVNULL
    )  # as `make setup`
    with tempfile.TemporaryDirectory() as folder:
        environment["HEMICYCLE_INSTANCE"] = folder
        with _server(environment) as (_, first):
            print(f"on an empty site, with the demonstration played ahead: first page {first:.2f} s (limit 3 s)")


@contextmanager
def _server(environment: dict[str, str]) -> "Iterator[tuple[int, float]]":
    """A server as `make run` starts it: its process and the seconds to its first page."""
    started = time.monotonic()
    server = subprocess.Popen([HEMICYCLE, "serve", "--with-demo"], env=environment, stdout=subprocess.DEVNULL)
    try:
        reader = build_opener()
        while _read(reader, f"{SITE}/congres-2020/")[0] != 200:
            if time.monotonic() - started > 30:
                raise SystemExit("the server gave no page within 30 s")
            time.sleep(0.02)
        yield server.pid, time.monotonic() - started
    finally:
        server.terminate()
        server.wait(20)


def _table(role: str) -> None:
    reader = build_opener(HTTPCookieProcessor(CookieJar()))
    if role != "public":
        page = _read(reader, f"{SITE}/demonstration")[1].decode()
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        form = {"role": role, "csrf_token": token[1] if token else ""}
        reader.open(f"{SITE}/demonstration", urlencode(form).encode(), timeout=10).read()
    print(f"\nas {role}: median of {RUNS} (limit 100 ms, 150 kB)")
    print(f"{'page':34}{'status':>8}{'ms':>8}{'kB':>8}{'gzip':>8}")
    for address in (*ADDRESSES, *([CONSOLE] if role == "presidence" else [])):
        _row(reader, address)


def _row(reader: OpenerDirector, address: str) -> None:
    times = []
    status, content = _read(reader, f"{SITE}/congres-2020/{address}")
    for _ in range(RUNS):
        started = time.perf_counter()
        status, content = _read(reader, f"{SITE}/congres-2020/{address}")
        times.append((time.perf_counter() - started) * 1000)
    median, size = statistics.median(times), len(content) / 1000
    over = "  over" if median > 100 or size > 150 else ""
    print(f"{'/' + address:34}{status:>8}{median:>8.1f}{size:>8.1f}{len(gzip.compress(content)) / 1000:>8.1f}{over}")


def _read(reader: OpenerDirector, address: str) -> tuple[int, bytes]:
    try:
        with reader.open(address, timeout=20) as answer:
            return answer.status, answer.read()
    except HTTPError as error:
        return error.code, error.read()
    except URLError:
        return 0, b""


def _resident(pid: int) -> float:
    """Resident memory of a process and its children, in MB; a page that several share counts once (PSS)."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    shares = (Path(f"/proc/{each}/smaps_rollup").read_text(encoding="ascii") for each in (pid, *children))
    kilobytes = (re.findall(r"^Pss:\s+(\d+)", text, re.MULTILINE) for text in shares)
    return sum(int(found[0]) for found in kilobytes) / 1000


if __name__ == "__main__":
    main()
