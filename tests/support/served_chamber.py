"""A chamber with an open poll (`crowded_chamber`) served by the server itself, in as many processes as are asked for."""

import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select

from congress.actors import Actor
from congress.chamber_models import SittingOffice
from congress.models import Member
from core.clock import machine_now
from core.database import session
from core.unit_of_work import run
from tests.support.crowded_chamber import HEMICYCLE, ROOT, SLUG, CrowdedChamber
from tests.support.network import free_port
from voting.services.poll_services import close_poll

VOTERS = 12


@contextmanager
def served(made: CrowdedChamber, processes: int = 2) -> Iterator[int]:
    """The port on which it answers, until the block ends."""
    port = free_port()
    command = [str(HEMICYCLE), "serve", "--port", str(port), "--processes", str(processes), "--threads", "4"]
    site = subprocess.Popen(command, env=made.environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until and not _answers(port):
            time.sleep(0.05)
        yield port
    finally:
        site.send_signal(signal.SIGTERM)
        _said, complained = site.communicate(timeout=30)
        assert complained == b""
    assert site.returncode == 0


def listening(port: int, cookie: str) -> socket.socket:
    """A stream of the sitting, asked for."""
    opened = socket.create_connection(("127.0.0.1", port), timeout=10)
    opened.sendall(f"GET /{SLUG}/seances/1/fil HTTP/1.1\r\nHost: x\r\nCookie: session={cookie}\r\n\r\n".encode())
    return opened


def close_the_poll(made: CrowdedChamber) -> None:
    """By the chair, in an application of this process."""

    def close() -> None:
        chair = session().scalars(select(SittingOffice).where(SittingOffice.until.is_(None))).first()
        actor = Actor.of(session().get_one(Member, chair.member_id))
        close_poll(made.poll_id, actor=actor, now=machine_now())

    run(close)


def _answers(port: int) -> bool:
    try:
        return status(port, b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n") == 200
    except OSError:
        return False


def status(port: int, sent: bytes) -> int:
    """On a connection of its own: the system chooses which process gets it."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as opened:
        opened.sendall(sent)
        return int(opened.recv(4096).split(b" ")[1])
