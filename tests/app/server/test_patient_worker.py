"""Nobody who sends slowly, or does not read, keeps the others waiting: the server has four threads, they are twenty."""

import os
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from app.server.patient_worker import LARGEST_DROPPED, LARGEST_KEPT, LONGEST_HEAD, Arriving
from tests.app.server.test_server import _answer, _serve
from tests.support.network import free_port

pytestmark = pytest.mark.one_database
SLOW = 20
HEAD = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"
FORM = b"POST /langue HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\n"


@pytest.fixture
def port(database_url, tmp_path) -> Iterator[int]:
    found = free_port()
    server = _serve(found, database_url, tmp_path)
    try:
        assert _answer(found) == 200
        yield found
    finally:
        server.terminate()
        _said, complained = server.communicate(timeout=30)
        assert complained == ""


def connected(port: int, sent: bytes) -> socket.socket:
    opened = socket.create_connection(("127.0.0.1", port), timeout=10)
    opened.sendall(sent)
    return opened


def status(opened: socket.socket) -> bytes:
    return opened.recv(65536).split(b"\r\n")[0]


def test_whoever_sends_slowly_or_does_not_leave_keeps_nobody_waiting(port):
    nothing, half_head, half_form = b"", HEAD, FORM + b"a="
    lingering = HEAD + b"Connection: close\r\n\r\n"
    for sent in (nothing, half_head, half_form, lingering):
        with ExitStack() as stack:
            for _ in range(SLOW):
                stack.enter_context(connected(port, sent))
            time.sleep(0.1)
            started = time.monotonic()
            with connected(port, HEAD + b"\r\n") as reader:
                assert status(reader) == b"HTTP/1.1 200 OK", sent
            assert time.monotonic() - started < 2, sent

    with connected(port, HEAD[:9]) as slow:  # in pieces, it is answered all the same
        for piece in (HEAD[9:], b"\r", b"\n"):
            time.sleep(0.02)
            slow.sendall(piece)
        assert status(slow) == b"HTTP/1.1 200 OK"
    two = HEAD + b"\r\n" + HEAD + b"Connection: close\r\n\r\n"
    with connected(port, two) as both:  # in one piece, each is
        answered = b""
        while piece := both.recv(65536):
            answered += piece
        assert answered.count(b"HTTP/1.1 200 OK") == 2
    with connected(port, HEAD + b"Script-Name: /x\r\nSCRIPT_NAME: /x\r\n\r\n") as pretender:
        assert status(pretender) == b"HTTP/1.1 200 OK", "no header moves the site"


def taken(*pieces: bytes) -> Arriving:
    request = Arriving(0.0)
    for piece in pieces:
        request.take(piece)
    return request


@pytest.mark.parametrize(
    ("pieces", "is_whole"),
    [
        ((b"GET / HTTP/1.1\r\n", b"\r"), False),
        ((b"GET / HTTP/1.1\r\n\r", b"\n"), True),
        ((FORM, b"a" * 999), False),
        ((FORM, b"a" * 500, b"a" * 500), True),
        ((FORM.replace(b"Content-Length: 1000", b"Transfer-Encoding: chunked"), b"2\r\na=\r\n"), False),
        ((FORM.replace(b"Content-Length: 1000", b"Transfer-Encoding: chunked"), b"2\r\na=\r\n0\r\n\r\n"), True),
        ((FORM.replace(b"Content-Length: 1000", b"Transfer-Encoding: chunked"), b"x" * LARGEST_KEPT), True),
        ((b"x" * (LONGEST_HEAD + 1),), True),  # no request: gunicorn says so
        ((FORM.replace(b"1000", b"%d" % (LARGEST_DROPPED + 1)),), True),
    ],
)
def test_a_request_is_whole_when_nothing_more_is_to_come(pieces, is_whole):
    assert taken(*pieces).is_whole is is_whole


def test_what_is_too_large_is_received_and_not_kept():
    size = LARGEST_KEPT + 5_000_000
    request = taken(FORM.replace(b"1000", b"%d" % size), os.urandom(1) * size)
    assert request.is_whole
    assert len(request.kept) == LARGEST_KEPT
