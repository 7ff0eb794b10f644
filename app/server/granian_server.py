"""The server: Granian, processes of many threads (`app.server.__main__` starts it).

This process makes the application and watches those that serve it, forked from it: one import, one memory of it, and a
process that ends is replaced in no time. It holds what they share: the lock of the SQLite file, the folder of the locks
by which they take turns, and the sockets, so that whoever comes while one is replaced waits and is answered.
"""

import multiprocessing
import os
import resource
import socket
from collections.abc import Callable
from functools import partial
from typing import IO, Any, cast

from granian._granian import SocketHolder
from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.mp import MPServer

from app.server.bridge import Bridge, Wsgi
from app.server.quick_start import sorting_memory_later
from core.turns.one_processor import OneProcessor

WAITING = 4096  # connections that the system keeps until they are taken
HEAD_SECONDS = 20  # for a whole head to arrive, and for the next request of a connection that is kept
LARGEST_HEAD = 32 * 1024
UNREAD_SECONDS = 20  # for whoever reads nothing of their answer
STOP_SECONDS = 10
LISTENERS = 2500  # of each process; those beyond ask
FILES_APART = 500  # what a process opens that is no connection


class Server(MPServer):
    """Granian on sockets of our own; those that serve end with the process that watches them."""

    def __init__(self, **options: Any) -> None:
        super().__init__("app", **options)
        self._ended, self._lasting = os.pipe()
        self.number = 0  # of the process that is started next, and in it its own

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
    with sorting_memory_later():
        from app.factory import create_app
        from app.server.worker import serving_app

        app = create_app()  # nothing is open or started in it yet
    print(f"Hémicycle\u00a0: http://{host}:{port}", flush=True)  # noqa: T201 (the command's answer)
    try:
        serve_forked(partial(serving_app, app), (host, port), threads=threads, processes=processes)
    finally:
        if held is not None:
            held.close()


def serve_forked(ready: Callable[[], Wsgi], address: tuple[str, int], *, threads: int, processes: int) -> None:
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

    def load() -> Bridge:
        OneProcessor(server.number).stay()
        return Bridge(ready(), address, threads=threads, ended=server.forget_the_others_end(), listeners=LISTENERS)

    server.serve(target_loader=cast("Any", load), wrap_loader=False)


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
