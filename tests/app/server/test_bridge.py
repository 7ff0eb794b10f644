"""Nobody who sends slowly, or does not read, keeps the others waiting: the server has four threads, they are twenty."""

import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.server import bridge
from app.server.bridge import AT_ONCE, LARGEST_DROPPED, LARGEST_KEPT
from app.server.granian_server import UNREAD_SECONDS, listening
from tests.app.server.test_server import _answer, _serve
from tests.support.bridged import Sender, bridged
from tests.support.network import free_port

pytestmark = pytest.mark.one_database
SLOW = 20
NO_TOKEN = b"403"
HEAD = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"
FORM = b"POST /langue HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\n"
IN_CHUNKS = FORM.replace(b"Content-Length: 1000", b"Transfer-Encoding: chunked")


@pytest.fixture
def server(database_url, tmp_path) -> Iterator[tuple[int, int]]:
    found = free_port()
    started = _serve(found, database_url, tmp_path)
    try:
        assert _answer(found) == 200
        yield found, started.pid
    finally:
        started.terminate()
        _said, complained = started.communicate(timeout=30)
        assert complained == ""


def connected(port: int, sent: bytes, patience: float = 10) -> socket.socket:
    opened = socket.create_connection(("127.0.0.1", port), timeout=patience)
    opened.sendall(sent)
    return opened


def status(opened: socket.socket) -> bytes:
    return opened.recv(65536).split(b"\r\n")[0]


def answered(port: int, sent: bytes, patience: float = 10) -> bytes:
    with connected(port, sent, patience) as opened:
        return status(opened)


NO_ORDINARY_REQUESTS = (
    (HEAD + b"Script-Name: /x\r\nSCRIPT_NAME: /x\r\n\r\n", b"200"),  # no header moves the site
    (HEAD + b"X-Long: " + b"a" * 600_000 + b"\r\n\r\n", b"431"),
    (HEAD + b"a: b\r\n" * 200 + b"\r\n", b"431"),
    (HEAD + b"Referer: http://x/\xc3\xa9\xff\r\n\r\n", b"200"),
    (HEAD.replace(b"/healthz", b"/%00%E9%2F") + b"\r\n", b"404"),
    (b"\x16\x03\x01 no HTTP\r\n\r\n", b"400"),
    (FORM.replace(b"Content-Length: 1000", b"Content-Length: 3\r\nContent-Length: 4") + b"a=b", b"400"),
    (FORM.replace(b"1000", b"-3") + b"a=b", b"400"),
    (FORM.replace(b"1000", b"%d" % (LARGEST_DROPPED + 1)), b"413"),
    (FORM.replace(b"1000", b"3") + b"a=b", NO_TOKEN),
    (IN_CHUNKS + b"3\r\na=b\r\n0\r\n\r\n", NO_TOKEN),
    (b"HEAD /healthz HTTP/1.0\r\n\r\n", b"200"),
)


def test_nobody_keeps_the_others_waiting_and_each_is_answered_for_what_it_is(server):
    """One server for all; it ends without a complaint, when the process that watches it is killed."""
    port, parent = server
    _send_slowly(port)
    _leave_unread(port)
    for sent, told in NO_ORDINARY_REQUESTS:
        assert answered(port, sent).split(b" ")[1] == told, sent[:200]
    for size, told in ((AT_ONCE + 200_000, NO_TOKEN), (LARGEST_KEPT + 1_000_000, b"413")):  # received, then refused
        assert answered(port, FORM.replace(b"1000", b"%d" % size) + b"x" * size).split(b" ")[1] == told
        chunks = IN_CHUNKS + b"%x\r\n" % size + b"x" * size + b"\r\n0\r\n\r\n"
        assert answered(port, chunks).split(b" ")[1] == told
    (serving,) = (int(one) for one in Path(f"/proc/{parent}/task/{parent}/children").read_text().split())
    os.kill(serving, signal.SIGKILL)  # it is replaced, and whoever comes meanwhile waits
    assert answered(port, HEAD + b"\r\n", patience=60) == b"HTTP/1.1 200 OK"  # all is imported again
    _end_with_who_watches(port, parent)


def _end_with_who_watches(port: int, parent: int) -> None:
    """What was being sent is answered, an idle connection is closed at once, and nothing serves on."""
    with connected(port, FORM + b"a=") as sending, connected(port, HEAD + b"\r\n") as kept:
        assert status(kept) == b"HTTP/1.1 200 OK"
        os.kill(parent, signal.SIGKILL)
        assert kept.recv(100) == b""
        sending.sendall(b"x" * 998)
        assert status(sending) == b"HTTP/1.1 403 Forbidden"
    until = time.monotonic() + 10
    while _is_there(port):
        assert time.monotonic() < until, "what served went on"
        time.sleep(0.05)


def _send_slowly(port: int) -> None:
    nothing, half_head, half_form = b"", HEAD, FORM + b"a="
    lingering = HEAD + b"Connection: close\r\n\r\n"
    for sent in (nothing, half_head, half_form, IN_CHUNKS + b"2\r\na=\r\n", lingering):
        with ExitStack() as stack:
            for _ in range(SLOW):
                stack.enter_context(connected(port, sent))
            time.sleep(0.1)
            started = time.monotonic()
            assert answered(port, HEAD + b"\r\n") == b"HTTP/1.1 200 OK", sent
            assert time.monotonic() - started < 2, sent

    with connected(port, HEAD[:9]) as slow:  # in pieces, it is answered all the same
        for piece in (HEAD[9:], b"\r", b"\n"):
            time.sleep(0.02)
            slow.sendall(piece)
        assert status(slow) == b"HTTP/1.1 200 OK"
    two = HEAD + b"\r\n" + HEAD + b"Connection: close\r\n\r\n"
    with connected(port, two) as both:  # in one piece, each is
        came = b""
        while piece := both.recv(65536):
            came += piece
        assert came.count(b"HTTP/1.1 200 OK") == 2


def _leave_unread(port: int) -> None:
    page = HEAD.replace(b"/healthz", b"/static/js/editor.js") + b"\r\n"
    with ExitStack() as stack:
        for _ in range(SLOW):
            stack.enter_context(connected(port, 4 * page))
        assert answered(port, HEAD + b"\r\n") == b"HTTP/1.1 200 OK"


def test_an_answer_that_nobody_reads_is_given_up():
    with listening("127.0.0.1", 0) as opened:
        assert opened.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 1000 * UNREAD_SECONDS


def asked(*senders: Sender) -> list[bytes]:
    """What reaches the application."""
    taken: list[bytes] = []

    def application(environ, start):
        taken.append(environ["wsgi.input"].read())
        start("200 OK", [])
        return [b""]

    bridged(application, *senders)
    return taken


def test_a_body_that_is_late_or_cut_reaches_nobody(monkeypatch):
    monkeypatch.setattr(bridge, "ARRIVAL", 0.05)
    monkeypatch.setattr(bridge, "LOOK", 0.02)
    whole, late, cut = Sender(b"a=", b"b"), Sender(b"a=", then="silence"), Sender(b"a=", then="cut")
    assert asked(whole, late, cut) == [b"a=b"]
    assert [one.status for one in (whole, late, cut)] == [200, 408, 408]


def test_when_too_much_arrives_the_largest_is_received_no_further(monkeypatch):
    monkeypatch.setattr(bridge, "MOST_KEPT", 1000)
    large, small = Sender(b"x" * 900, then="silence"), Sender(b"y" * 200)
    assert asked(large, small) == [b"y" * 200]
    assert [one.status for one in (large, small)] == [408, 200]


def _is_there(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0
