"""Who listens is told that something changed and nothing else; beyond what can be held, and without a server, one asks."""

import asyncio

import pytest

from live import streams
from live.streams import Listener, Streams, spread
from tests.support.own_loop import run_apart


class Connection:
    """What a server gives of one page that listens."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.gone = asyncio.Event()

    def response_stream(self, _status: int, _headers: object) -> "Connection":
        return self

    def send_bytes(self, data: bytes) -> None:
        self.sent.append(data)

    async def client_disconnect(self) -> None:
        await self.gone.wait()


def held(most: int, *listeners: Listener):
    """The streams with those who listen, each with its connection and its task."""

    async def open_all() -> tuple[Streams, list[Connection], list["asyncio.Task[None]"]]:
        room, opened, tasks = Streams(most), [], []
        for listener in listeners:
            assert room.has_room(listener)
            opened.append(Connection())
            tasks.append(asyncio.create_task(room.hold(opened[-1], listener, 200, [])))
            await asyncio.sleep(0)
        return room, opened, tasks

    return open_all()


def test_each_who_listens_to_it_is_told_until_it_goes_or_is_signed_out() -> None:
    async def run() -> None:
        room, (ada, bela, other), tasks = await held(
            9, Listener("a", "ada", ""), Listener("a", None, "m"), Listener("b", "cleo", "")
        )
        assert room.followed() == {"a": 2, "b": 1}
        assert room.devices() == {"ada", "cleo"}
        room.tell("a", 12, 0.5)
        assert [one.sent[1:] for one in (ada, bela, other)] == [[b'data: {"version": 12, "within": 500}\n\n']] * 2 + [
            []
        ]
        room.end({"ada"})
        room.tell("a", 13, 0.0)  # at the same instant
        assert (len(ada.sent), len(bela.sent)) == (2, 3)
        bela.gone.set()
        await asyncio.wait(tasks[:2])
        assert room.followed() == {"b": 1}
        room.end()
        await asyncio.wait(tasks)
        assert room.followed() == {}

    run_apart(run)


def test_there_is_room_for_so_many_and_for_so_many_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "OF_ONE_DEVICE", 2)
    monkeypatch.setattr(streams, "OF_ONE_MACHINE", 1)

    async def run() -> None:
        room, connections, tasks = await held(
            4, *(Listener("a", "ada", "") for _ in range(2)), Listener("a", None, "m")
        )
        assert not room.has_room(Listener("a", "ada", ""))
        assert not room.has_room(Listener("a", None, "m"))
        assert room.has_room(Listener("a", None, "n"))
        connections[0].gone.set()
        await tasks[0]
        assert room.has_room(Listener("a", "ada", ""))
        monkeypatch.setattr(streams, "LIFE", 0.0)
        monkeypatch.setattr(room, "_most", 2)
        assert not room.has_room(Listener("a", "bela", ""))
        room.end()
        await asyncio.wait(tasks)

    run_apart(run)


def test_a_sign_of_life_ends_what_has_lasted(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        room, (young,), tasks = await held(4, Listener("a", "ada", ""))
        room.beat()
        assert young.sent[-1] == b":\n\n"
        room.end()
        monkeypatch.setattr(streams, "LIFE", -1.0)
        old = asyncio.create_task(room.hold(Connection(), Listener("a", "ada", ""), 200, []))
        await asyncio.sleep(0)
        room.beat()
        await asyncio.wait([old, *tasks])
        assert not room.devices()

    run_apart(run)


def test_many_who_are_told_together_do_not_ask_together() -> None:
    assert [spread(number, is_step=True) for number in (1, 50, 2000)] == [0.0, 0.0, 2.0]
    assert [spread(number, is_step=False) for number in (1, 800, 2000, 8000)] == [2.0, 2.0, 5.0, 15.0]
