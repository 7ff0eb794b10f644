"""The worker of the server: a thread gets a request once all of it has arrived, and is never held by who sends slowly.

Gunicorn's own gives a connection to a thread as it comes: as many half requests as there are threads, and nobody is
answered for as long as their senders like. Here the one loop receives, as a proxy that buffers does; a thread finds the
whole request, and what it answers fits in the socket or is given up.
"""

import errno
import re
import socket
import time
from dataclasses import dataclass, field
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

ARRIVAL = 30.0  # seconds for a whole request to arrive
LAST_WAIT = 1.0  # the same, of a server that is told to stop
SENDING = 20.0  # seconds for an answer to be taken
ROOM = 512 * 1024  # of an answer, in the socket: its thread is free before it is taken
PIECE = 256 * 1024
LONGEST_HEAD = 64 * 1024  # gunicorn refuses it far below
LARGEST_KEPT = 12 * 1024 * 1024  # above what the site takes: the rest is received, and dropped
LARGEST_DROPPED = 100 * 1024 * 1024
MOST_KEPT = 96 * 1024 * 1024  # of all that is arriving
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,15})[ \t]*\r\n", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:[^\r]*chunked", re.IGNORECASE)
_LAST_CHUNK = b"\r\n0\r\n\r\n"


class PatientSocket(socket.socket):
    """A connection that its thread never waits for: all was received before, and an answer has its time."""

    def setblocking(self, flag: bool) -> None:
        """Blocking, for gunicorn, is for a time only."""
        self.settimeout(SENDING if flag else 0.0)

    def sendall(self, *args: Any) -> None:
        """Send, or find the reader gone when they took too long."""
        try:
            super().sendall(*args)
        except TimeoutError as error:
            raise ConnectionResetError(errno.ECONNRESET, "the answer was not taken in time") from error

    def recv(self, *_args: Any) -> bytes:
        """The end: whoever reads here has had the whole request."""
        return b""

    def receive(self, size: int) -> bytes:
        """What has come; `BlockingIOError` when nothing has."""
        return super().recv(size)


@dataclass(slots=True)
class Arriving:
    """A request of which a part has come."""

    until: float
    kept: bytearray = field(default_factory=bytearray)
    dropped: int = 0
    head: int = 0  # its length, once it is whole
    wanted: int | None = 0  # the length of its body; None: told by its last chunk

    def take(self, piece: bytes) -> None:
        """One more piece."""
        room = max(0, LARGEST_KEPT - len(self.kept))
        looked = max(0, len(self.kept) - 3)
        self.kept += piece[:room]
        self.dropped += max(0, len(piece) - room)
        if not self.head and (end := self.kept.find(b"\r\n\r\n", looked)) >= 0:
            self.head = end + 4
            said = bytes(self.kept[: self.head])
            length = _LENGTH.search(said)
            self.wanted = None if _CHUNKED.search(said) else int(length[1]) if length else 0

    @property
    def is_whole(self) -> bool:
        """Whether a thread may have it: nothing more is to come, or nothing more is received."""
        if not self.head:
            return len(self.kept) > LONGEST_HEAD
        come = len(self.kept) - self.head + self.dropped
        if come > LARGEST_DROPPED or (self.wanted or 0) > LARGEST_DROPPED:
            return True
        if self.wanted is None:
            return self.dropped > 0 or self.kept.endswith(_LAST_CHUNK)
        return come >= self.wanted


class PatientWorker(ThreadWorker):
    """Gunicorn's worker of many threads, whose loop receives."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.arriving: dict[TConn, Arriving] = {}

    def accept(self, listener: Any) -> None:
        """A new connection: nothing of it reaches a thread yet."""
        try:
            accepted, address = listener.accept()
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE):
                self._drop_oldest()
            elif error.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return
        self.nr_conns += 1
        connection = PatientSocket(fileno=accepted.detach())
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, ROOM)
        self._wait_for(TConn(self.cfg, connection, address, listener.getsockname()))
        if self.nr_conns >= self.worker_connections:
            self._drop_oldest()

    def enqueue_req(self, conn: TConn) -> None:
        """A connection that was kept is readable, or had more than one request in it."""
        self._wait_for(conn, conn.parser.unreader.take_buffered())

    def murder_pending(self) -> None:
        """Whoever did not send a whole request in time is gone; so are the largest when all together are too large."""
        late = time.monotonic() + (0 if self.alive else ARRIVAL - LAST_WAIT)
        for conn in [conn for conn, request in self.arriving.items() if request.until < late]:
            self._drop(conn)
        while sum(len(request.kept) for request in self.arriving.values()) > MOST_KEPT:
            self._drop(max(self.arriving, key=lambda conn: len(self.arriving[conn].kept)))

    def _wait_for(self, conn: TConn, first: bytes = b"") -> None:
        request = self.arriving[conn] = Arriving(time.monotonic() + ARRIVAL)
        conn.sock.setblocking(False)
        self.poller.register(conn.sock, EVENT_READ, partial(self._receive, conn))
        if first:
            request.take(first)
            self._hand_over_if_whole(conn)

    def _receive(self, conn: TConn, _socket: Any) -> None:
        try:
            piece = conn.sock.receive(PIECE)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if not piece:
            self._drop(conn)
            return
        self.arriving[conn].take(piece)
        self._hand_over_if_whole(conn)

    def _hand_over_if_whole(self, conn: TConn) -> None:
        if not self.arriving[conn].is_whole:
            return
        request = self.arriving.pop(conn)
        self.poller.unregister(conn.sock)
        conn.init()
        conn.parser.unreader.unread(bytes(request.kept))
        super().enqueue_req(conn)

    def _drop_oldest(self) -> None:
        """Make room: whoever sends a whole request at once has left the place already, or asks again."""
        if self.arriving:
            self._drop(min(self.arriving, key=lambda conn: self.arriving[conn].until))
        elif self.keepalived_conns:
            self._close(self.keepalived_conns.popleft())

    def _drop(self, conn: TConn) -> None:
        self.arriving.pop(conn)
        self._close(conn)

    def _close(self, conn: TConn) -> None:
        self.poller.unregister(conn.sock)
        self.nr_conns -= 1
        conn.close()
