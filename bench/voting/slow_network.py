"""A vote on a bad mobile network, 400 kbit/s, 400 ms, 5 % of packets lost: from the press to « enregistré ».

The real page and its script in Chromium, a real server, a relay between them that is as slow as that network
(`bench.voting.slow_relay`). Limit: 5 seconds. Beside them the same without the network: what the browser takes.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

from bench.voting.slow_relay import Network, SlowRelay
from tests.support.browser import PROGRAMS, SHARE_NOTHING
from tests.support.crowded_chamber import HEMICYCLE, ROOT, SLUG, CrowdedChamber, VotingDevice, chamber
from tests.support.network import free_port

VOTERS, LIMIT = 20, 5.0
NETWORK = Network()
QUICK = Network(bits_per_second=10**9, round_trip=0.0, loss=0.0)


def main() -> None:
    """Print the seconds of each network."""
    with (
        tempfile.TemporaryDirectory() as folder,
        chamber(Path(folder), VOTERS + 14) as made,
        _served(made) as port,
        sync_playwright() as playwright,
    ):
        program = next(filter(None, map(shutil.which, PROGRAMS)), None)
        browser = playwright.chromium.launch(executable_path=program, args=SHARE_NOTHING)
        for name, network, some in (
            ("no network", QUICK, made.voters[:4]),
            ("400 kbit/s, 400 ms, 5 % lost", NETWORK, made.voters[4 : 4 + VOTERS]),
        ):
            _table(browser, name, network, some, port)


def _table(browser: Browser, name: str, network: Network, voters: list[VotingDevice], port: int) -> None:
    taken, loaded, lost = [], [], 0
    for seed, voter in enumerate(voters):
        relay = SlowRelay(port, network, seed)
        try:
            page_seconds, seconds = _vote(browser, relay.port, voter)
        finally:
            relay.stop()
        lost += relay.lost
        loaded.append(page_seconds)
        taken.append(seconds)
    taken.sort()
    over = sum(seconds > LIMIT for seconds in taken)
    told = f"median {median(taken):.2f} s, 95th {taken[int(0.95 * (len(taken) - 1))]:.2f} s, longest {taken[-1]:.2f} s"
    print(f"{name}: {len(taken)} votes, {lost} packets lost\n  from the press to « enregistré »: {told}", flush=True)
    print(f"  over {LIMIT:.0f} s: {over}; the page before it, typefaces and all: {median(loaded):.1f} s", flush=True)


def _vote(browser: Browser, port: int, voter: VotingDevice) -> tuple[float, float]:
    """Seconds until the page can be pressed, and from the press to the answer."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.add_cookies([{"name": "session", "value": voter.cookie, "url": f"http://127.0.0.1:{port}"}])
    page = context.new_page()
    page.set_default_timeout(120_000)
    try:
        started = time.monotonic()
        page.goto(f"http://127.0.0.1:{port}/{SLUG}/scrutins/1", wait_until="load")
        loaded = time.monotonic() - started
        page.wait_for_timeout(2_000)  # a ballot takes no press before it can be read
        started = time.monotonic()
        page.get_by_role("button", name="Pour", exact=True).click(no_wait_after=True)
        page.get_by_text("est enregistré").first.wait_for()
        return loaded, time.monotonic() - started
    finally:
        context.close()


@contextmanager
def _served(made: CrowdedChamber) -> Iterator[int]:
    port = free_port()
    environment = {**made.environment, "PORT": str(port)}
    server = subprocess.Popen(
        [HEMICYCLE, "serve"], env=environment, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        until = time.monotonic() + 60
        while not _answers(port):
            if time.monotonic() > until:
                raise SystemExit("the server gave no page within a minute")
            time.sleep(0.1)
        yield port
    finally:
        os.killpg(server.pid, 15)
        server.wait(20)


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/{SLUG}/", timeout=10) as answer:
            return bool(answer.status == 200)
    except (HTTPError, URLError, ConnectionError, TimeoutError):
        return False


if __name__ == "__main__":
    main()
