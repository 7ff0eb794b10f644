"""Streams: a page that listens is told at once that something changed, and then asks as it does without a stream.

What is told says that something changed and the number of changes, nothing else: a page asks for what its reader may
see (`live.versions`). A server that keeps connections open without a thread each puts its `Streams` in the environment
of requests; where there is none, or no room is left, the answer is 503 and the page goes on asking.
"""

import asyncio
import json
import random
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from flask import current_app, request
from werkzeug.wrappers import Response

from live.pace import BUDGET, LATE, SOON

SERVER, LISTENS = "hemicycle.streams", "hemicycle.listens"  # in the environment: what the server has; who listens
OF_ONE_DEVICE = 12  # pages that listen
OF_ONE_MACHINE = 500  # pages of visitors
BEAT = 15.0  # seconds between two signs of life
LIFE = 600.0  # seconds after which a page comes anew, and is asked again who it is; up to half as long again
COMES_BACK = 3000  # milliseconds after which it does; up to twice as long
TOGETHER = 50  # pages that ask at the same instant; more of them share out a millisecond each


@dataclass(frozen=True, slots=True, eq=False)
class Listener:
    """A page that listens: to what, and by which device that is signed in, or from which machine."""

    stream: str
    device: str | None  # its fingerprint; None of a visitor
    machine: str


def answer(stream: str, device: str | None) -> Response:
    """The head of a stream, for the server to go on with; 503 where none can be held."""
    streams: Streams | None = request.environ.get(SERVER)
    listener = Listener(stream, device, request.remote_addr or "")
    if streams is None or not streams.has_room(listener):
        answered = current_app.response_class(status=503, headers={"Retry-After": str(int(LATE))})
    else:
        request.environ[LISTENS] = listener
        answered = current_app.response_class(mimetype="text/event-stream", headers={"X-Accel-Buffering": "no"})
    answered.headers["Cache-Control"] = "no-store"
    return answered


@dataclass(slots=True)
class Held:
    """The connection of one who listens."""

    transport: Any
    task: "asyncio.Task[Any]"
    until: float


class Streams:
    """Those who listen in one process; all but `has_room`, `followed` and `devices` is called in its event loop."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: dict[Listener, Held] = {}
        self._by: Counter[tuple[str, str]] = Counter()

    def has_room(self, listener: Listener) -> bool:
        """Whether one more may listen."""
        of_one = OF_ONE_DEVICE if listener.device else OF_ONE_MACHINE
        return len(self._held) < self._most and self._by[_whose(listener)] < of_one

    def followed(self) -> dict[str, int]:
        """How many listen, by what they listen to."""
        return Counter(one.stream for one in list(self._held))

    def devices(self) -> set[str]:
        """The devices that listen."""
        return {one.device for one in list(self._held) if one.device}

    async def hold(self, protocol: Any, listener: Listener, status: int, headers: list[tuple[str, str]]) -> None:
        """Keep a page told until it goes, or has to come anew."""
        transport = protocol.response_stream(status, headers)
        transport.send_bytes(b"retry: %d\n\n" % random.randint(COMES_BACK, 2 * COMES_BACK))  # noqa: S311 (a pause)
        until = time.monotonic() + LIFE * random.uniform(1, 1.5)  # noqa: S311
        task = asyncio.current_task()
        if task is None:
            return
        self._held[listener] = Held(transport, task, until)
        self._by[_whose(listener)] += 1
        try:
            with suppress(asyncio.CancelledError):
                await protocol.client_disconnect()
        finally:
            self._left(listener)

    def tell(self, stream: str, version: int, within: float) -> None:
        """Tell those who listen to it that something changed, and within how many seconds to ask."""
        said = b"data: %s\n\n" % json.dumps({"version": version, "within": round(1000 * within)}).encode()
        for listener, held in self._held.items():
            if listener.stream == stream:
                held.transport.send_bytes(said)

    def beat(self) -> None:
        """A sign of life to all; those who have listened for long come anew."""
        now = time.monotonic()
        for listener, held in list(self._held.items()):
            if held.until < now:
                self._forget(listener)
            else:
                held.transport.send_bytes(b":\n\n")

    def end(self, devices: Iterable[str] | None = None) -> None:
        """Nothing is told any more to these devices; to nobody, where none are named."""
        named = None if devices is None else set(devices)
        for listener in list(self._held):
            if named is None or listener.device in named:
                self._forget(listener)

    def _forget(self, listener: Listener) -> None:
        """Tell them nothing from this instant on."""
        held = self._left(listener)
        if held is not None:
            held.task.cancel()

    def _left(self, listener: Listener) -> Held | None:
        held = self._held.pop(listener, None)
        if held is not None:
            self._by[_whose(listener)] -= 1
            self._by += Counter()  # without those of whom nothing is left
        return held


def spread(listeners: int, *, is_step: bool) -> float:
    """Within how many seconds so many pages ask: a step at once, what is none as those that only ask would."""
    if is_step:
        return 0.0 if listeners <= TOGETHER else listeners / 1000
    return min(max(SOON, listeners / BUDGET), LATE)


def _whose(listener: Listener) -> tuple[str, str]:
    return ("device", listener.device) if listener.device else ("machine", listener.machine)
