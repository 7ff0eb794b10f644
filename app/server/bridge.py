"""The bridge from Granian to Flask: a thread gets a request once all of it has arrived, and is never held by who sends
slowly, nor by who reads slowly.

The loop receives, as a proxy that buffers does; one of the threads makes the answer, which Granian sends. Granian's own
interface for Flask gives a request to a thread as soon as its head has come: as many half requests as there are
threads, and nobody is answered for as long as their senders like.
"""

import asyncio
import functools
import io
import logging
import os
import queue
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast

from flask import Flask
from granian.rsgi import HTTPProtocol, ProtocolClosed, Scope  # type: ignore[attr-defined]  # as its types forget

from app.server.telling import start_telling
from core.batches.committed_answer import ToldAnswer
from core.batches.held_answers import BECAME, CAN_HOLD, HELD, HeldAnswer
from core.sqlite.write_turns import PATIENCE, NoTurn
from live.streams import BEAT, LISTENS, SERVER, Listener, Streams

ARRIVAL = 30.0  # seconds for a whole body to arrive
LOOK = 0.5  # seconds between two looks at who is late
LAST_WAIT = 1.0  # the same, of a server that is told to stop
AT_ONCE = 16 * 1024  # a body no longer is received in one go
LARGEST_KEPT = 12 * 1024 * 1024  # above what the site takes: the rest is received, and dropped
LARGEST_DROPPED = 100 * 1024 * 1024
MOST_KEPT = 96 * 1024 * 1024  # of all that is arriving
MOST_ARRIVING = 4096
OF_CONTENT = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}
Ready = tuple[int, list[tuple[str, str]], bytes]  # an answer: its status, its head, its body
ListensOn = tuple[Listener, int, list[tuple[str, str]]]  # who listens from here on, and the head of their stream
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Arriving:
    """A body of which a part has come."""

    until: float
    kept: int = 0


@dataclass(slots=True)
class Request:
    """One that has arrived, for a thread to answer."""

    scope: Scope
    protocol: HTTPProtocol
    body: bytes
    length: int | None  # of its body, as it came; None: it has none
    answered: "asyncio.Future[ListensOn | None]"
    became: ToldAnswer | None = None  # of the work for which its answer was held, in vain


class Bridge:
    """Granian's application: receives, and has the threads answer."""

    def __init__(self, wsgi: Wsgi, address: tuple[str, int], *, threads: int, ended: int, listeners: int = 0) -> None:
        self._wsgi, self._threads, self._ended = wsgi, threads, ended
        self._streams = Streams(listeners)
        self._whole: queue.SimpleQueue[Request] = queue.SimpleQueue()
        self._answered: deque[tuple[Request, Ready | None, ListensOn | None]] = deque()
        self._held: dict[ToldAnswer, float] = {}  # since when
        self._is_told = False
        self._arriving: dict[asyncio.Task[Any], Arriving] = {}
        self._kept = 0  # of all that is arriving
        self._environ = {
            "SCRIPT_NAME": "",
            "SERVER_NAME": address[0],
            "SERVER_PORT": str(address[1]),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            SERVER: self._streams,
            CAN_HOLD: True,
        }

    def __rsgi_init__(self, loop: asyncio.AbstractEventLoop) -> None:
        """Start the threads, and what looks at those who send too slowly."""
        self._loop = loop
        for number in range(self._threads):
            threading.Thread(target=self._answer_for_ever, name=f"answers-{number}", daemon=True).start()
        loop.add_reader(self._ended, self._stop)
        self._look()
        self._beat()
        if isinstance(self._wsgi, Flask):
            start_telling(self._wsgi, self._streams, loop)

    async def __rsgi__(self, scope: Scope, protocol: HTTPProtocol) -> None:
        """Receive one request; it is answered by a thread."""
        told = scope.headers.get
        length = told("content-length")
        body, come = b"", None
        if told("transfer-encoding") is not None or length not in (None, "0"):
            try:
                body, come = await self._received(protocol, None if length is None else int(length))
            except (asyncio.CancelledError, ProtocolClosed, ValueError):  # too slow, or gone: nobody waits for words
                protocol.response_empty(408, [("connection", "close")])
                return
        answered = self._loop.create_future()
        self._whole.put(Request(scope, protocol, body, come, answered))
        heard = await answered
        if heard is not None:
            await self._streams.hold(protocol, *heard)

    async def _received(self, protocol: HTTPProtocol, length: int | None) -> tuple[bytes, int]:
        """The body and how long it was; of one that is too large for the site, only a part is kept."""
        if length is not None and length > LARGEST_DROPPED:
            return b"", length
        task = cast("asyncio.Task[Any]", asyncio.current_task())
        arriving = self._arriving[task] = Arriving(time.monotonic() + ARRIVAL)
        try:
            if length is not None and length <= AT_ONCE:
                return await protocol(), length
            return await self._in_pieces(protocol, length, arriving)
        finally:
            self._kept -= self._arriving.pop(task).kept

    async def _in_pieces(self, protocol: HTTPProtocol, length: int | None, arriving: Arriving) -> tuple[bytes, int]:
        kept, come, empty = bytearray(), 0, 0
        async for piece in protocol:
            come += len(piece)
            empty = 0 if piece else empty + 1
            kept += piece[: LARGEST_KEPT - len(kept)]
            self._kept += len(kept) - arriving.kept
            arriving.kept = len(kept)
            if self._kept > MOST_KEPT:
                self._make_room()
            if come > LARGEST_DROPPED:
                return b"", come
        # A body that was cut ends as a whole one does, after one empty piece more.
        if come < length if length is not None else empty > 1:
            raise ProtocolClosed
        return bytes(kept), come

    def _look(self) -> None:
        """Whoever has not sent a whole body in time is told so."""
        now = time.monotonic()
        for task in [task for task, one in self._arriving.items() if one.until < now]:
            task.cancel()
        if len(self._arriving) > MOST_ARRIVING:
            self._make_room()
        for became, since in self._held.copy().items():
            if since + PATIENCE < now and became.begin():
                became.fail(NoTurn())
        self._loop.call_later(LOOK, self._look)

    def _make_room(self) -> None:
        """Those of whom most is kept are received no further, then those who have been at it for longest."""
        kept, count = self._kept, len(self._arriving)
        for task, one in sorted(self._arriving.items(), key=lambda of: (-of[1].kept, of[1].until)):
            if kept <= MOST_KEPT and count <= MOST_ARRIVING:
                return
            kept, count = kept - one.kept, count - 1
            task.cancel()

    def _beat(self) -> None:
        self._streams.beat()
        self._loop.call_later(BEAT, self._beat)

    def _stop(self) -> None:
        """The process that watches this one stops, or is gone: what arrives has a second more, and nobody listens."""
        self._loop.remove_reader(self._ended)
        self._streams.end()
        for one in self._arriving.values():
            one.until = min(one.until, time.monotonic() + LAST_WAIT)
        os.kill(os.getpid(), signal.SIGTERM)

    def _answer_for_ever(self) -> None:
        while True:
            request = self._whole.get()
            try:
                self._answer(request)
            except Exception:  # noqa: BLE001 (Flask words its own; the thread goes on)
                _log.exception("a request was not answered")
                self._end(request, (500, [], b""))
            del request

    def _end(self, request: Request, ready: Ready | None, heard: ListensOn | None = None) -> None:
        """Have the loop send what is ready; those of many threads, and of a commit, end in one turn of it."""
        self._answered.append((request, ready, heard))
        if not self._is_told:
            self._is_told = True
            with suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(self._end_answered)

    def _end_answered(self) -> None:
        self._is_told = False
        while self._answered:
            request, ready, heard = self._answered.popleft()
            try:
                if ready is not None:
                    request.protocol.response_bytes(*ready)
            except Exception:  # noqa: BLE001 (those after it are sent)
                _log.exception("an answer was not sent")
            if not request.answered.done():
                request.answered.set_result(heard)

    def _answer(self, request: Request) -> None:
        """Have Flask answer; or say who listens from here on, or what is done before the answer may be sent."""
        told: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], _error: Any = None) -> None:
            told[:] = int(status[:3]), headers

        environ = self._environ_of(request)
        answer = self._wsgi(environ, start)
        try:
            content = b"".join(answer)
        finally:
            close = getattr(answer, "close", None)
            if close is not None:
                close()
        listener, held = environ.get(LISTENS), environ.get(HELD)
        if listener is not None and told[0] == 200:
            head = [(name, value) for name, value in told[1] if name != "Content-Length"]
            self._end(request, None, (listener, told[0], head))
        elif held is not None and told[0] < 400:
            self._hold(request, held, (told[0], told[1], content))
        else:
            self._end(request, (told[0], told[1], content))

    def _hold(self, request: Request, held: HeldAnswer, ready: Ready) -> None:
        """Send what is ready once what it says is durable; have the request answered again where it is otherwise."""

        def tell(became: ToldAnswer) -> None:
            self._held.pop(became, None)
            if held.may_be_sent(became):
                self._end(request, ready)
            else:
                request.became = became
                self._whole.put(request)

        became = ToldAnswer(tell)
        self._held[became] = time.monotonic()
        held.hand_over(became)

    def _environ_of(self, request: Request) -> dict[str, Any]:
        scope, path = request.scope, request.scope.path
        environ = {
            **self._environ,
            "REQUEST_METHOD": scope.method,
            "PATH_INFO": path if path.isascii() else path.encode().decode("latin-1"),
            "QUERY_STRING": scope.query_string,
            "SERVER_PROTOCOL": "HTTP/1.0" if scope.http_version == "1" else "HTTP/1.1",
            "REMOTE_ADDR": scope.client.rpartition(":")[0].strip("[]"),
            "wsgi.input": io.BytesIO(request.body),
        }
        if request.became is not None:
            environ[BECAME] = request.became
        for name, value in scope.headers.items():
            key = _key(name)
            if key in environ:
                value = f"{environ[key]}{'; ' if key == 'HTTP_COOKIE' else ','}{value}"  # noqa: PLW2901
            if key:
                environ[key] = value
        if request.length is not None:
            environ["CONTENT_LENGTH"] = str(request.length)
            environ.pop("HTTP_TRANSFER_ENCODING", None)
        return environ


@functools.lru_cache(maxsize=256)
def _key(name: str) -> str:
    """The header's name in the environment; none of one that could be taken for another (`Script_Name`)."""
    if "_" in name:
        return ""
    return OF_CONTENT.get(name) or "HTTP_" + name.upper().replace("-", "_")
