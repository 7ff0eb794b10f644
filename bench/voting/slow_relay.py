"""A relay of TCP that is slow as a bad mobile network is: a rate, a way that takes time, packets lost and sent again.

What TCP does of a loss is stood for by its effect on whoever reads: all that follows waits until the packet was sent
again, a second later (the first retransmission timeout, RFC 6298), two if it is lost again, four… A connection costs
a round trip before its first byte, and one more for TLS 1.3. Losses are drawn from a seed: a run can be made again.
"""

import asyncio
import random
import threading
from dataclasses import dataclass

PACKET = 1_400  # bytes
RETRANSMISSION = 1.0  # seconds


@dataclass(frozen=True, slots=True)
class Network:
    """What a telephone is given."""

    bits_per_second: int = 400_000
    round_trip: float = 0.4  # seconds
    loss: float = 0.05  # of packets, each way


class SlowRelay:
    """Listens on a port of its own, and hands on to a server's, each way as the network would."""

    def __init__(self, server_port: int, network: Network, seed: int) -> None:
        self._server_port, self._network, self._chance = server_port, network, random.Random(seed)
        self._loop = asyncio.new_event_loop()
        self._free = {"up": 0.0, "down": 0.0}  # when the line can take the next packet, each way
        self.port = 0
        self.lost = 0
        started = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(started,), daemon=True)
        self._thread.start()
        started.wait(10)

    def stop(self) -> None:
        """Let every connection go."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self, started: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        listening = self._loop.run_until_complete(asyncio.start_server(self._connected, "127.0.0.1", 0))
        self.port = listening.sockets[0].getsockname()[1]
        started.set()
        self._loop.run_forever()
        left = asyncio.all_tasks(self._loop)
        for task in left:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        self._loop.close()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(2 * self._network.round_trip + self._lateness() + self._lateness())
        try:
            to_server, from_server = None, None
            from_server, to_server = await asyncio.open_connection("127.0.0.1", self._server_port)
            await asyncio.gather(self._way("up", reader, to_server), self._way("down", from_server, writer))
        except (OSError, asyncio.CancelledError):  # whoever called went, or the relay stops
            pass
        finally:
            writer.close()

    async def _way(self, name: str, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        """Packets leave one after the other at the rate of the line; each arrives no sooner than the one before it."""
        arriving: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        handing = asyncio.ensure_future(self._hand_on(arriving, target))
        last = 0.0
        while packet := await source.read(PACKET):
            now = self._loop.time()
            leaves = max(now, self._free[name]) + len(packet) * 8 / self._network.bits_per_second
            self._free[name] = leaves
            last = max(last, leaves + self._network.round_trip / 2 + self._lateness())
            arriving.put_nowait((last, packet))
        arriving.put_nowait((last, b""))
        await handing

    async def _hand_on(self, arriving: "asyncio.Queue[tuple[float, bytes]]", target: asyncio.StreamWriter) -> None:
        while True:
            at, packet = await arriving.get()
            await asyncio.sleep(max(0.0, at - self._loop.time()))
            if not packet:
                target.close()
                return
            target.write(packet)
            await target.drain()

    def _lateness(self) -> float:
        """How much later a packet comes, for its losses."""
        late, pause = 0.0, RETRANSMISSION
        while self._chance.random() < self._network.loss:
            self.lost += 1
            late, pause = late + pause, pause * 2
        return late
