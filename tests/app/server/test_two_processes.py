"""Two processes serve one site: votes come in over both, who listens is told by both, and stopping loses nothing."""

import json
import os
import re
import signal
import socket
import subprocess
import time
from contextlib import ExitStack, contextmanager
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from accounts.limits import BY_MAILBOX
from accounts.models import Device
from app.factory import create_app
from congress.actors import Actor
from congress.chamber_models import SittingOffice
from congress.models import Member
from core.clock import machine_now
from core.database import session
from core.unit_of_work import run
from tests.support.assembly import NOW
from tests.support.clock import FrozenClock
from tests.support.crowded_chamber import (
    HEMICYCLE,
    ROOT,
    SLUG,
    CrowdedChamber,
    VotingDevice,
    application_of,
    filled,
    let_go,
)
from tests.support.network import free_port
from voting.services.poll_services import close_poll

VOTERS = 12


@pytest.fixture
def made(database_url, tmp_path):
    environment = {**os.environ, "DATABASE_URL": database_url, "HEMICYCLE_INSTANCE": str(tmp_path)}
    settings = {"INSTANCE_PATH": str(tmp_path), "SQLALCHEMY_DATABASE_URI": database_url, "CLOCK": FrozenClock(NOW)}
    return filled(create_app(settings), environment, VOTERS)


@contextmanager
def served(made: CrowdedChamber, processes: int = 2):
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


def test_votes_over_both_are_all_kept_whoever_listens_is_told_and_limits_are_counted_once(made):
    with served(made) as port, ExitStack() as stack:
        listeners = [stack.enter_context(listening(port, voter.cookie)) for voter in made.voters[:8]]
        for listener in listeners:
            head = listener.recv(4096)
            assert head.startswith(b"HTTP/1.1 200 OK"), head
            assert b"text/event-stream" in head and b"no-store" in head

        for choice in ("for", "against"):
            for voter in made.voters:
                assert _status(port, voter.request(choice)) == 303
        assert made.rows("SELECT count(*) FROM ballot_cast") == [(2 * VOTERS,)]
        assert made.rows("SELECT count(*) FROM ballot WHERE choice = 'against'") == [(VOTERS,)]

        app = application_of(made)
        with app.app_context():
            run(_sign_out_the_first)
            close_the_poll(made)
            let_go(app)
        closed = time.monotonic()
        gone, *told = listeners
        for listener in told:
            (data,) = re.findall(rb"data: (.*)\n\n", _told(listener))
            assert json.loads(data).keys() == {"version", "within"}, "no word of what changed"
        assert time.monotonic() - closed < 3
        assert b"data:" not in _told(gone), "who is signed out is told nothing any more"

        for _ in range(BY_MAILBOX + 4):  # asked for by somebody else: each process counts what both have sent
            assert _status(port, _asking_for_a_link(made.voters[1])) == 303
        assert made.rows("SELECT count(*) FROM outbox_message") == [(BY_MAILBOX,)]


def listening(port: int, cookie: str) -> socket.socket:
    opened = socket.create_connection(("127.0.0.1", port), timeout=10)
    opened.sendall(f"GET /{SLUG}/seances/1/fil HTTP/1.1\r\nHost: x\r\nCookie: session={cookie}\r\n\r\n".encode())
    return opened


def _told(listener: socket.socket) -> bytes:
    """What comes until something is told, or the stream ends."""
    came = b""
    while b"data:" not in came and (piece := listener.recv(4096)):
        came += piece
        if came.endswith(b"0\r\n\r\n"):
            break
    return came


def _sign_out_the_first() -> None:
    session().scalars(select(Device).order_by(Device.id).limit(1)).one().revoked_at = machine_now()


def close_the_poll(made: CrowdedChamber) -> None:
    """By the chair, in an application of this process."""

    def close() -> None:
        chair = session().scalars(select(SittingOffice).where(SittingOffice.until.is_(None))).first()
        actor = Actor.of(session().get_one(Member, chair.member_id))
        close_poll(made.poll_id, actor=actor, now=machine_now())

    run(close)


def _asking_for_a_link(by: VotingDevice) -> bytes:
    body = urlencode({"csrf_token": by.token, "email": "m1@exemple.test"})
    head = f"POST /{SLUG}/connexion HTTP/1.1\r\nHost: x\r\nCookie: session={by.cookie}\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded"
    return f"{head}{kind}\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()


def _answers(port: int) -> bool:
    try:
        return _status(port, b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n") == 200
    except OSError:
        return False


def _status(port: int, sent: bytes) -> int:
    """On a connection of its own: the system chooses which process gets it."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as opened:
        opened.sendall(sent)
        return int(opened.recv(4096).split(b" ")[1])
