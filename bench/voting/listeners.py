"""Thousands who listen to a sitting: how long after a vote is proclaimed the last of them is told.

`python -m bench.voting.listeners 2000`: so many connections to one process, kept open; the votes go on beside them.
"""

import selectors
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import select

from bench.connections import processor_of
from congress.actors import Actor
from congress.chamber_models import SittingOffice
from congress.models import Member
from core.clock import machine_now
from core.database import session
from core.unit_of_work import run
from tests.support.crowded_chamber import HEMICYCLE, ROOT, SLUG, CrowdedChamber, application_of, chamber, let_go
from tests.support.killed_server import until_it_answers
from voting.services.poll_services import close_poll, proclaim_poll

PORT = 8195
LISTENERS, VOTERS = 2000, 250
WITHIN = 1.0  # seconds


def main() -> None:
    """Print one line; exit 1 where the last is told late."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else LISTENERS
    sys.exit(0 if listeners_told(count) else 1)


def listeners_told(count: int = LISTENERS) -> bool:
    """Whether all are told in time."""
    folder = tempfile.TemporaryDirectory(prefix="hemicycle-bench-")
    with folder as place, chamber(Path(place) / "chamber", VOTERS) as made:
        command = [str(HEMICYCLE), "serve", "--port", str(PORT)]
        site = subprocess.Popen(command, env=made.environment, cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            until_it_answers(PORT)
            return _told(made, count, site.pid)
        finally:
            site.terminate()
            site.wait(20)


def _told(made: CrowdedChamber, count: int, site: int) -> bool:
    chosen, refused = selectors.DefaultSelector(), 0
    for rank in range(count):
        opened = socket.create_connection(("127.0.0.1", PORT), timeout=30)
        cookie = made.voters[rank % len(made.voters)].cookie
        asked = f"GET /{SLUG}/seances/1/fil HTTP/1.1\r\nHost: x\r\nCookie: session={cookie}\r\n\r\n"
        opened.sendall(asked.encode())
        if b" 200 " in opened.recv(4096):
            chosen.register(opened, selectors.EVENT_READ, opened)
        else:
            refused += 1
    _until_told(chosen, 0)
    _end_of_the_vote(made, "closed")
    _until_told(chosen, count - refused)
    before = processor_of(site)
    proclaimed = _end_of_the_vote(made, "proclaimed")
    seconds = sorted(at - proclaimed for at in _until_told(chosen, count - refused))
    last = seconds[-1] if len(seconds) == count - refused else float("inf")
    print(
        f"{count - refused} listen ({refused} refused): told after {1000 * seconds[len(seconds) // 2]:.0f} ms in the"
        f" middle, the last after {last:.2f} s (limit {WITHIN:.0f} s), {1000 * (processor_of(site) - before):.0f} ms of"
        " processor"
    )
    for key in list(chosen.get_map().values()):
        key.data.close()
    return last < WITHIN


def _until_told(chosen: selectors.BaseSelector, count: int) -> list[float]:
    """When each was told, for as long as somebody was in the last seconds."""
    told: dict[int, float] = {}
    until = time.monotonic() + (20 if count else 1)
    while len(told) < (count or 1) and time.monotonic() < until:
        for key, _ in chosen.select(0.5):
            if b"data:" in key.data.recv(4096):
                told.setdefault(key.fd, time.monotonic())
    return list(told.values())


def _end_of_the_vote(made: CrowdedChamber, how: str) -> float:
    """The chair closes or proclaims it, in a process beside; the instant at which that is durable."""
    app = application_of(made)
    with app.app_context():

        def act() -> None:
            chair = session().scalars(select(SittingOffice).where(SittingOffice.until.is_(None)).limit(1)).one()
            actor = Actor.of(session().get_one(Member, chair.member_id))
            if how == "closed":
                close_poll(made.poll_id, actor=actor, now=machine_now())
            else:
                proclaim_poll(made.poll_id, confirmed=(), actor=actor, now=machine_now())

        run(act)
        at = time.monotonic()
        let_go(app)
    return at


if __name__ == "__main__":
    main()
