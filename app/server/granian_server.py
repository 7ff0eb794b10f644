"""The server: Granian, processes of many threads (`app.server.__main__` starts it).

This process watches those that serve, forked from it. It holds what they share: the lock of the SQLite file, the folder
of the locks by which they take turns, and the sockets, so that whoever comes while one is replaced waits and is
answered. The application is made once for several of them, and one that ends is replaced in no time; a single one makes
it itself: two memories of it, written to by each, would cost a small machine 70 megabytes.
"""

import multiprocessing
import os
import resource
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, Any, cast

from granian._granian import SocketHolder
from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.mp import MPServer

from app.cli import in_one_line
from app.server.quick_start import sorting_memory_later
from core.turns.one_processor import OneProcessor

if TYPE_CHECKING:
    from flask import Flask

    from app.server.bridge import Bridge, Wsgi

WAITING = 4096  # connections that the system keeps until they are taken
HEAD_SECONDS = 20  # for a whole head to arrive, and for the next request of a connection that is kept
LARGEST_HEAD = 32 * 1024
UNREAD_SECONDS = 20  # for whoever reads nothing of their answer
STOP_SECONDS = 10
LISTENERS = 2500  # of each process; those beyond ask
FILES_APART = 500  # what a process opens that is no connection
CANNOT_START = 2  # how a process ends that could serve nothing, and would not the next time


class Server(MPServer):
    """Granian on sockets of our own; those that serve end with the process that watches them."""

    def __init__(self, **options: Any) -> None:
        super().__init__("app", **options)
        self._ended, self._lasting = os.pipe()
        self.number = 0  # of the process that is started next, and in it its own
        self.cannot_start = False

    def forget_the_others_end(self) -> int:
        """In a process that serves: what can be read once the process that watches it stops, or is gone."""
        os.close(self._lasting)
        return self._ended

    def _init_shared_socket(self) -> None:
        self._sockets = [listening(self.bind_addr, self.bind_port) for _ in range(self.workers)]

    def _drop_shared_socket(self) -> None:
        os.close(self._lasting)
        for each in self._sockets:
            each.close()

    def _spawn_worker(self, idx: int, **options: Any) -> Any:  # type: ignore[override]  # as it calls itself
        self._sso, self.number = self._sockets[idx], idx
        self._shd: Any = SocketHolder(self._sso.fileno(), False, WAITING)  # type: ignore[call-arg]  # as it is
        return super()._spawn_worker(idx=idx, **options)

    def _respawn_workers(self, workers: Any, *started_with: Any, **options: Any) -> None:
        """Replace those that ended, unless they could not even start: then none would."""
        if any(self.wrks[number].inner.exitcode == CANNOT_START for number in workers):
            self.cannot_start = self.interrupt_signal = True
            self.main_loop_interrupt.set()
            return
        super()._respawn_workers(workers, *started_with, **options)


def listening(host: str, port: int) -> socket.socket:
    """A socket of one process: the system shares connections out among those of one address."""
    family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    opened = socket.socket(family, kind, protocol)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 1000 * UNREAD_SECONDS)
    opened.bind(address)
    opened.listen(WAITING)
    return opened


def run_server(host: str, port: int, threads: int, processes: int = 1) -> None:
    """Serve the site until interrupted."""
    held = hold_what_is_shared()
    address = f"http://{host}:{port}"
    app = _made(address) if processes > 1 else None  # nothing is open or started in it yet

    def ready() -> "Wsgi":
        from app.server.worker import serving_app

        return serving_app(app or _made(address))

    try:
        serve_forked(ready, (host, port), threads=threads, processes=processes)
    finally:
        if held is not None:
            held.close()


def _made(address: str) -> "Flask":
    """The application, with all that it imports; who started the server is told where it answers."""
    with sorting_memory_later():
        import app.server.worker  # noqa: F401 (what it imports too)
        from app.factory import create_app

        made = create_app()
    print(f"Hémicycle\u00a0: {address}", flush=True)  # noqa: T201 (the command's answer)
    return made


def serve_forked(ready: "Callable[[], Wsgi]", address: tuple[str, int], *, threads: int, processes: int) -> None:
    """Serve until interrupted what is ready in each process, once it is forked from this one."""
    multiprocessing.set_start_method("fork")
    server = Server(
        address=address[0],
        port=address[1],
        interface=Interfaces.RSGI,
        workers=processes,
        loop=Loops.asyncio,
        http=HTTPModes.http1,
        websockets=False,
        backlog=WAITING,
        backpressure=open_files() - FILES_APART,
        http1_settings=HTTP1Settings(header_read_timeout=1000 * HEAD_SECONDS, max_buffer_size=LARGEST_HEAD),
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    )

    def load() -> "Bridge":
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that watches ends this one,
        signal.signal(signal.SIGTERM, signal.SIG_DFL)  # at once while it has not begun to serve
        OneProcessor(server.number).stay()
        from app.server.bridge import Bridge

        return Bridge(
            _or_end(ready), address, threads=threads, ended=server.forget_the_others_end(), listeners=LISTENERS
        )

    server.serve(target_loader=cast("Any", load), wrap_loader=False)
    if server.cannot_start:
        sys.exit(CANNOT_START)


def _or_end(ready: "Callable[[], Wsgi]") -> "Wsgi":
    """What is ready to be served; where nothing can be, this process says why and ends."""
    try:
        return ready()
    except Exception as error:  # noqa: BLE001 (told, and no other process is started)
        print(in_one_line(error) or traceback.format_exc(), file=sys.stderr, flush=True)  # noqa: T201 (see above)
        os._exit(CANNOT_START)


def open_files() -> int:
    """How many files, and so connections, each process may have open: as many as the system lets it."""
    _now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    asked = 65_536 if most == resource.RLIM_INFINITY else most
    resource.setrlimit(resource.RLIMIT_NOFILE, (asked, most))
    return asked


def hold_what_is_shared() -> IO[str] | None:
    """The lock of the SQLite file, kept by this process for all those that it starts."""
    from app.server.start_checks import instance_folder, writer_lock
    from core.turns.one_at_a_time import LOCKS

    instance = instance_folder()
    os.environ[LOCKS] = str(instance)
    if os.environ.get("DATABASE_URL"):
        return None
    return writer_lock(instance, os.environ.get("SITE_URL", f"http://127.0.0.1:{os.environ['PORT']}").rstrip("/"))
