"""Losing the connection ends no presence: a stream that breaks, a state that is asked for no more, a server that stops."""

import socket
import struct
from contextlib import ExitStack
from datetime import timedelta

from congress.chamber_models import Presence
from congress.services.presence_services import leave
from core.database import session
from tests.support.assembly import assemble, in_discussion, opened_poll, rights, with_motion
from tests.support.crowded_chamber import SLUG, CrowdedChamber
from tests.support.served_chamber import VOTERS, listening, served, status
from voting.services.poll_services import close_poll

PRESENT = "SELECT id, member_id, mode, arrived_at, left_at FROM presence ORDER BY id"


def asking(made: CrowdedChamber, voter: int, rest: str) -> bytes:
    head = f"GET /{SLUG}/{rest} HTTP/1.1\r\nHost: x\r\nCookie: session={made.voters[voter].cookie}\r\n"
    return f"{head}Connection: close\r\n\r\n".encode()


def break_off(opened: socket.socket) -> None:
    """As a telephone that leaves the network: no word of it, whatever is sent to it comes back."""
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    opened.close()


def test_who_loses_the_connection_is_there_all_the_same_and_votes_once_it_is_back(made):
    before = made.rows(PRESENT)
    assert len(before) == VOTERS and {row[-1] for row in before} == {None}
    with ExitStack() as stack, served(made, processes=1) as port:
        streams = [listening(port, voter.cookie) for voter in made.voters[:6]]
        for stream in streams:
            assert stream.recv(4096).startswith(b"HTTP/1.1 200 OK")
        for stream in streams[:3]:
            break_off(stream)
        for stream in streams[3:5]:
            stream.close()
        stack.enter_context(streams[5])  # until the server stops
        for voter in (6, 7):
            assert status(port, asking(made, voter, "seances/1/etat")) == 200  # then nothing more
        for voter, rest in ((8, "seances/1/etat"), (9, "scrutins/1"), (10, "seances/1")):
            asked = socket.create_connection(("127.0.0.1", port), timeout=10)
            asked.sendall(asking(made, voter, rest))
            break_off(asked)
        assert made.rows(PRESENT) == before
        for voter in made.voters[:11]:  # a new connection, one after the other: the server has seen the others go
            assert status(port, voter.request("for")) == 303
        assert made.rows(PRESENT) == before
        assert made.rows("SELECT count(*) FROM ballot WHERE choice = 'for'") == [(11,)]
    assert made.rows(PRESENT) == before


def test_nothing_but_a_leave_ends_a_presence_however_long_nobody_is_heard_of(app):
    assembly = assemble(app, electors=3, opened=True)
    _, (part,) = with_motion(assembly)
    assembly.present(*assembly.electors)
    poll = opened_poll(assembly, in_discussion(assembly), part_id=part)
    app.config["CLOCK"].advance(timedelta(hours=9))
    left = assembly.read(lambda: [row.left_at for row in session().query(Presence)])
    assert left == [None] * 3 and len(rights(assembly, poll, assembly.electors[1])) == 1
    assembly.do(close_poll, poll, by=assembly.chair)
    assembly.do(leave, assembly.sitting_id, assembly.electors[1], by=assembly.electors[1])
    left = assembly.read(lambda: [row.left_at is None for row in session().query(Presence).order_by(Presence.id)])
    assert left == [True, False, True]
