"""Requests given to the bridge as Granian gives them, and what reaches an application behind it."""

import asyncio
import os
from collections.abc import AsyncIterator
from typing import Any

from app.server.bridge import Bridge, Wsgi
from tests.support.own_loop import run_apart


class Sender:
    """What Granian gives of one request: pieces of a body, then nothing more, its end, or a connection that is cut."""

    def __init__(self, *pieces: bytes, then: str = "") -> None:
        self.pieces, self.then, self.status = pieces, then, 0
        self.headers = {"transfer-encoding": "chunked"}
        self.method, self.path, self.query_string, self.http_version, self.client = "POST", "/", "", "1.1", "x:1"

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The pieces."""
        for piece in self.pieces:
            yield piece
        if self.then == "silence":
            await asyncio.sleep(60)
        for _ in range(2 if self.then == "cut" else 1):
            yield b""

    def response_empty(self, status: int, _headers: object) -> None:
        """The status of an answer without a body."""
        self.status = status

    def response_bytes(self, status: int, _headers: object, _body: bytes) -> None:
        """The status of an answer."""
        self.status = status


def bridged(application: Wsgi, *senders: Sender) -> None:
    """Have the bridge answer them all, by two threads."""

    async def run() -> None:
        read, write = os.pipe()
        made: Any = Bridge(application, ("x", 1), threads=2, ended=read)
        made.__rsgi_init__(asyncio.get_running_loop())
        await asyncio.wait_for(asyncio.gather(*(made.__rsgi__(one, one) for one in senders)), 20)
        asyncio.get_running_loop().remove_reader(read)
        os.close(read)
        os.close(write)

    run_apart(run)
