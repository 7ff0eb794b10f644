"""Two processes serve one site: votes come in over both, who listens is told by both, and stopping loses nothing."""

import json
import re
import socket
import time
from contextlib import ExitStack
from urllib.parse import urlencode

from sqlalchemy import select

from accounts.limits import BY_MAILBOX
from accounts.models import Device
from core.clock import machine_now
from core.database import session
from core.unit_of_work import run
from tests.support.crowded_chamber import SLUG, VotingDevice, application_of, let_go
from tests.support.served_chamber import VOTERS, close_the_poll, listening, served, status


def test_votes_over_both_are_all_kept_whoever_listens_is_told_and_limits_are_counted_once(made):
    with served(made) as port, ExitStack() as stack:
        listeners = [stack.enter_context(listening(port, voter.cookie)) for voter in made.voters[:8]]
        for listener in listeners:
            head = listener.recv(4096)
            assert head.startswith(b"HTTP/1.1 200 OK"), head
            assert b"text/event-stream" in head and b"no-store" in head

        for choice in ("for", "against"):
            for voter in made.voters:
                assert status(port, voter.request(choice)) == 303
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
            assert status(port, _asking_for_a_link(made.voters[1])) == 303
        assert made.rows("SELECT count(*) FROM outbox_message") == [(BY_MAILBOX,)]


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


def _asking_for_a_link(by: VotingDevice) -> bytes:
    body = urlencode({"csrf_token": by.token, "email": "m1@exemple.test"})
    head = f"POST /{SLUG}/connexion HTTP/1.1\r\nHost: x\r\nCookie: session={by.cookie}\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded"
    return f"{head}{kind}\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode()
