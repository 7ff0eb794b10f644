"""Heavy comparisons never hold a ballot: how long a vote takes to be kept, alone and while others compare long texts.

Over HTTP on loopback, on the demonstration in sitting: one elected official changes their vote again and again, while
others ask for the differences of a text of 100 kB, another at each time. With `commands` as an argument (and
`postgresql`, for that database): beside each command that writes or reads much. Limit for the slowest vote: 1 s, or
on a machine that is taken three times the slowest of those alone.
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

from bench.long_roll import LINES, long_folder, new_database
from bench.pages import HEMICYCLE, PORT, SITE, _read, _server
from tests.support.postgresql_server import stop_server

VOTES = 40
COMPARING = 3
LIMIT = 1.0
PAUSE = 0.4  # seconds between the votes of one device: it may send 150 a minute
CONGRESS = f"{SITE}/congres-2020"
_INPUT = re.compile(r"<(?:input|button)\b[^>]*>")
_ATTRIBUTE = re.compile(r'(name|value|type)="([^"]*)"')


def main() -> None:
    """Print both distributions; or one for each command."""
    if "commands" in sys.argv[1:]:
        beside_commands(on_postgresql="postgresql" in sys.argv[1:])
        return
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "HEMICYCLE_INSTANCE": folder, "PORT": str(PORT)}
        for command in (("db", "upgrade"), ("demo", "load")):
            subprocess.run([HEMICYCLE, *command], env=environment, check=True, capture_output=True)
        with _server(environment):
            voter = entered("elue")
            alone = [vote(voter) for _ in range(VOTES)]
            print_row("votes alone", alone)
            stop, done = threading.Event(), [0] * COMPARING
            threads = [threading.Thread(target=compare, args=(stop, done, rank)) for rank in range(COMPARING)]
            for thread in threads:
                thread.start()
            time.sleep(1)
            beside = [vote(voter) for _ in range(VOTES)]
            stop.set()
            for thread in threads:
                thread.join()
            print_row(f"votes beside {COMPARING} who compare", beside)
            print(f"{sum(done)} comparisons of 100 kB answered meanwhile")
            if not all(done):
                raise SystemExit("nobody compared")
            if max(beside) > max(LIMIT, 3 * max(alone)):
                raise SystemExit("a vote was held")


def beside_commands(*, on_postgresql: bool) -> None:
    """Print how long votes take beside each command; exit 1 if one was held, or a command failed."""
    with tempfile.TemporaryDirectory(prefix="hemicycle-bench-") as made:
        environment = {**os.environ, "HEMICYCLE_INSTANCE": made, "PORT": str(PORT)}
        environment.pop("DATABASE_URL", None)
        try:
            if on_postgresql:
                environment["DATABASE_URL"] = new_database(Path(made))
            for command in (("db", "upgrade"), ("demo", "load")):
                subprocess.run([HEMICYCLE, *command], env=environment, check=True, capture_output=True)
            with _server(environment):
                voter = entered("elue")
                alone = [vote(voter) for _ in range(VOTES)]
                print_row("votes alone", alone)
                limit = max(LIMIT, 3 * max(alone))
                held = [words for words in _commands(Path(made)) if _beside(words, voter, environment) > limit]
        finally:
            if on_postgresql:
                stop_server(Path(made))
    if held:
        raise SystemExit("a vote was held")


def _commands(folder: Path) -> list[tuple[str, ...]]:
    """The commands, from those that only read to those that write most."""
    long_folder(folder / "long", LINES)
    known = folder / "known"
    return [
        ("journal", "verify", "congres-2020"),
        ("journal", "export", "congres-2020"),
        ("congress", "export", "congres-2020", str(known)),
        ("letter", "export", "congres-2020", "--format", "pdf", "-o", str(folder / "letter.pdf")),
        ("amendments", "booklet", "congres-2020", "--format", "pdf", "-o", str(folder / "booklet.pdf")),
        ("tick",),
        ("congress", "import", str(folder / "long"), "--dry-run"),
        ("demo", "load", "--moment", "august"),
        ("congress", "import", str(folder / "long")),
        ("journal", "verify", "congres-2020"),
    ]


def _beside(words: tuple[str, ...], voter: OpenerDirector, environment: dict[str, str]) -> float:
    """The slowest vote while a command runs, its distribution printed."""
    seconds: list[float] = []
    with tempfile.TemporaryFile() as said:  # no pipe: whoever tells eight thousand remarks would wait to be read
        done = subprocess.Popen([HEMICYCLE, *words], env=environment, stdout=subprocess.DEVNULL, stderr=said)
        started = time.monotonic()
        while done.poll() is None or not seconds:
            seconds.append(vote(voter))
            time.sleep(PAUSE)
        print_row(f"{' '.join(words[:2])} ({time.monotonic() - started:.0f} s)", seconds)
        if done.wait() != 0:
            said.seek(0)
            raise SystemExit(f"{' '.join(words)}: {said.read().decode()[-500:]}")
    return max(seconds)


def entered(role: str) -> OpenerDirector:
    """A browser in which somebody of the demonstration is signed in."""
    reader = build_opener(HTTPCookieProcessor(CookieJar()))
    page = _read(reader, f"{SITE}/demonstration")[1].decode()
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    form = {"role": role, "csrf_token": token[1] if token else ""}
    reader.open(f"{SITE}/demonstration", urlencode(form).encode(), timeout=20).read()
    return reader


def fields_of(form: str) -> dict[str, str]:
    """The hidden fields of a form."""
    found = {}
    for tag in _INPUT.findall(form):
        given = dict(_ATTRIBUTE.findall(tag))
        if given.get("type") == "hidden" and "name" in given:
            found[given["name"]] = unescape(given.get("value", ""))
    return found


def vote(voter: OpenerDirector) -> float:
    """Seconds from the press to the answer, the vote being kept: the same each time, since another is too soon."""
    page = _read(voter, f"{CONGRESS}/scrutins/en-cours")[1].decode()
    form = next(found for found in re.findall(r"<form.*?</form>", page, re.DOTALL) if "/votes" in found.split(">")[0])
    action = unescape(re.search(r'action="([^"]+)"', form)[1])  # type: ignore[index]
    given = {**fields_of(form), "choice": "for"}
    started = time.perf_counter()
    with voter.open(f"{SITE}{action}", urlencode(given).encode(), timeout=30) as answer:
        answer.read()
    return time.perf_counter() - started


def compare(stop: threading.Event, done: list[int], rank: int) -> None:
    """Asks for the differences of another long text, until told to stop."""
    author = entered("elue")
    address = f"{CONGRESS}/propositions/5/amender"
    page = _read(author, f"{address}?alinea=1")[1].decode()
    form = next(found for found in re.findall(r"<form.*?</form>", page, re.DOTALL) if 'name="a1"' in found)
    hidden = fields_of(form)
    while not stop.is_set():
        words = " ".join(f"mot{(k * 7919 + rank + 31 * done[rank]) % 9973}" for k in range(14_000))[:99_000]
        given = {**hidden, "a1": words, "title": "Long", "reasons": "Long.", "geste": "differences"}
        with author.open(address, urlencode(given).encode(), timeout=60) as answer:
            if "<ins" not in answer.read().decode():
                raise SystemExit("a comparison showed no difference")
        done[rank] += 1


def print_row(name: str, seconds: list[float]) -> None:
    """Median, 99th percentile and slowest, in milliseconds."""
    ordered = sorted(seconds)
    last = ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))]
    print(
        f"{name:32} median {1000 * statistics.median(ordered):7.1f} ms"
        f"  p99 {1000 * last:7.1f} ms  slowest {1000 * ordered[-1]:7.1f} ms"
    )


if __name__ == "__main__":
    main()
