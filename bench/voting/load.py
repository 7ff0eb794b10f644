"""A crowd of connections in one process: closed loop (each asks again once answered) or open (so many a second).

Sockets and no library: the whole client costs some 40 µs of processor a request, printed beside what is measured.
In the open loop a latency counts from the instant at which the request was due, not from when it could be sent.
"""

import selectors
import socket
import statistics
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

_HEAD_END = b"\r\n\r\n"
_LENGTH = b"content-length:"


@dataclass
class Load:
    """What a crowd found."""

    seconds: float = 0.0
    processor: float = 0.0  # of the client itself
    server_ms: float = 0.0  # of processor, of the server for one request
    latencies: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    unanswered: int = 0

    @property
    def answered(self) -> int:
        """How many got an answer."""
        return len(self.latencies)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answered / self.seconds

    def quantile(self, share: float) -> float:
        """The latency under which this share of the answers came, in milliseconds."""
        ordered = sorted(self.latencies)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0

    @property
    def told(self) -> str:
        """One line of a table."""
        middle = 1000 * statistics.median(self.latencies) if self.latencies else 0.0
        statuses = ", ".join(f"{status}: {count}" for status, count in sorted(self.statuses.items()))
        return (
            f"{self.rate:6.0f}/s  p50 {middle:6.1f} ms  p99 {self.quantile(0.99):7.1f} ms  [{statuses}]"
            f"  unanswered {self.unanswered}  client {1e6 * self.processor / max(1, self.answered):.0f} µs"
        )


class _Connection:
    """One kept connection: at most one request on its way."""

    def __init__(self, port: int) -> None:
        self.port, self.since, self.received = port, 0.0, bytearray()
        self.open()

    def open(self) -> None:
        """Connected anew."""
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received.clear()

    def send(self, request: bytes, since: float) -> None:
        """A request on its way, due at an instant."""
        self.since = since
        self.socket.sendall(request)

    def status(self) -> int | None:
        """The status of the answer once it has come whole; `ConnectionError` when it will not come."""
        piece = self.socket.recv(65536)
        if not piece:
            raise ConnectionResetError
        self.received += piece
        end = self.received.find(_HEAD_END)
        if end < 0:
            return None
        head = bytes(self.received[:end]).lower()
        at = head.find(_LENGTH)
        length = int(head[at + len(_LENGTH) :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        if len(self.received) < end + 4 + length:
            return None
        self.received.clear()
        if b"connection: close" in head:
            self.socket.close()
            self.open()
        return int(head[9:12])


def closed_loop(port: int, requests: Iterator[bytes], *, connections: int, seconds: float) -> Load:
    """Each connection asks again as soon as it is answered."""
    until = time.monotonic() + seconds
    return _run(port, requests, connections, lambda now, _sent: now < until, None)


def open_loop(port: int, requests: Iterator[bytes], *, a_second: float, count: int, connections: int) -> Load:
    """So many a second are due, whatever is answered; they go by the first connection that is free."""
    return _run(port, requests, connections, lambda _now, sent: sent < count, 1 / a_second)


def _run(port: int, requests: Iterator[bytes], connections: int, goes_on, every: float | None) -> Load:
    found, chosen = Load(), selectors.DefaultSelector()
    free: deque[_Connection] = deque(_Connection(port) for _ in range(connections))
    for connection in free:
        chosen.register(connection.socket, selectors.EVENT_READ, connection)
    started, used, sent, busy = time.monotonic(), time.process_time(), 0, 0
    while True:
        now = time.monotonic()
        while free and goes_on(now, sent) and (every is None or started + sent * every <= now):
            connection = free.popleft()
            connection.send(next(requests), now if every is None else started + sent * every)
            sent, busy = sent + 1, busy + 1
        if not busy and not goes_on(now, sent):
            break
        due = started + sent * every - now if every is not None and free and goes_on(now, sent) else 1.0
        events = chosen.select(max(0.0, due))
        if not events and due >= 1.0 and now - max((it.since for it in _held(chosen)), default=now) > 60:
            found.unanswered += busy
            break
        for key, _ in events:
            busy -= _received(key.data, found, free, chosen)
    found.seconds, found.processor = time.monotonic() - started, time.process_time() - used
    for connection in _held(chosen):
        connection.socket.close()
    return found


def _received(connection: _Connection, found: Load, free: deque[_Connection], chosen: selectors.BaseSelector) -> int:
    """1 where a request ended, answered or not."""
    before = connection.socket
    try:
        status = connection.status()
    except OSError:
        status = 0
        connection.open()
    if connection.socket is not before:
        chosen.unregister(before)
        chosen.register(connection.socket, selectors.EVENT_READ, connection)
    if status is None:
        return 0
    if status:
        found.latencies.append(time.monotonic() - connection.since)
        found.statuses[status] = found.statuses.get(status, 0) + 1
    else:
        found.unanswered += 1
    free.append(connection)
    return 1


def _held(chosen: selectors.BaseSelector) -> list[_Connection]:
    return [key.data for key in (chosen.get_map() or {}).values()]
