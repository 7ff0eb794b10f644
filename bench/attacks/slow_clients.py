"""Eight hundred connections that go on as slowly as they can, and what others wait meanwhile.

One kind after the other: those that say nothing, that stay after an answer, that send a head or a body a byte a
second, that read the largest file of the site a byte or a kilobyte a second, or nothing of it. Beside them one visitor
asks again and again. Printed: the visitor's middle and slowest answer, how many of the 800 the server still keeps after
half a minute, and how much memory they took. Exit 1 if the visitor waited for more than a second.
"""

import os
import resource
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.support.network import free_port

CONNECTIONS = 800
LASTS = 35.0  # seconds: above every patience of the server
ASKED_EVERY = 0.25
AT_ONCE = 65_536  # bytes
LIMIT = 1.0  # seconds that a visitor may wait
PORT = free_port()
HEMICYCLE = Path(sys.executable).parent / "hemicycle"
HEAD = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"
WHOLE = HEAD + b"\r\n"
LARGE = HEAD.replace(b"/healthz", b"/static/js/editor.js") + b"\r\n"
FORM = HEAD.replace(b"GET /healthz", b"POST /langue") + (
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\n"
)


@dataclass(frozen=True)
class Slowness:
    """What each of them sends at first, then a byte a second, and whether they read a byte a second."""

    name: str
    first: bytes = b""
    drips: bytes = b""
    reads: int = 0


KINDS = (
    Slowness("say nothing"),
    Slowness("stay after an answer", WHOLE, reads=AT_ONCE),
    Slowness("send a head, a byte a second", HEAD, drips=b"X-Long: " + b"a" * 100),
    Slowness("send a form, a byte a second", FORM, drips=b"a" * 100),
    Slowness("read 230 kB, a byte a second", LARGE, reads=1),
    Slowness("read 230 kB, a kilobyte a second", LARGE, reads=1024),
    Slowness("read nothing of 230 kB", LARGE),
)


def main() -> None:
    """Print the table; exit 1 if a visitor waited."""
    _now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 8192), most))
    with tempfile.TemporaryDirectory(prefix="hemicycle-bench-") as folder:
        environment = {**os.environ, "HEMICYCLE_INSTANCE": folder}
        environment.pop("DATABASE_URL", None)
        subprocess.run([HEMICYCLE, "db", "upgrade"], env=environment, check=True, capture_output=True)
        command = [str(HEMICYCLE), "serve", "--port", str(PORT)]
        site = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
        try:
            _until_it_answers()
            for _ in range(20):
                _asked()
            print(f"   middle  slowest  still there      memory  {CONNECTIONS} connections that")
            slowest = max(_row(kind, site.pid) for kind in (Slowness("are not there"), *KINDS))
        finally:
            os.killpg(site.pid, signal.SIGKILL)
            site.wait()
    sys.exit(1 if slowest > LIMIT else 0)


def _row(kind: Slowness, parent: int) -> float:
    """The longest that a visitor waited beside them, once they all have had their answers."""
    free, before, waited = _open_files(parent), _memory(parent), list[float]()
    opened = [] if kind.name == "are not there" else [_opened(kind) for _ in range(CONNECTIONS)]
    _asked()  # after what they asked for
    started, turn, most = time.monotonic(), 0, before
    while time.monotonic() - started < LASTS:
        waited.append(_asked())
        most = max(most, _memory(parent))
        time.sleep(ASKED_EVERY)
        if time.monotonic() - started > turn:
            turn += 1
            for one in opened:
                _go_on(one, kind, turn)
    print(
        f"{statistics.median(waited):7.3f} s{max(waited):7.3f} s{_open_files(parent) - free:13}"
        f"{(most - before) / 1e6:+9.0f} MB  {kind.name}",
        flush=True,
    )
    for one in opened:
        one.close()
    time.sleep(1)  # the server takes note
    return max(waited)


def _opened(kind: Slowness) -> socket.socket:
    one = socket.socket()
    if kind.reads < AT_ONCE:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)  # the system takes little in their place
    one.connect(("127.0.0.1", PORT))
    one.sendall(kind.first)
    one.setblocking(False)
    return one


def _go_on(one: socket.socket, kind: Slowness, turn: int) -> None:
    """Send and read a little; whoever was cut off notices nothing."""
    with suppress(OSError):
        if kind.drips:
            one.send(kind.drips[turn % len(kind.drips) :][:1])
        if kind.reads:
            one.recv(kind.reads)


def _asked() -> float:
    """How long a visitor waits for an answer, on a connection of their own."""
    started = time.monotonic()
    with socket.create_connection(("127.0.0.1", PORT), timeout=30) as opened:
        opened.sendall(HEAD + b"Connection: close\r\n\r\n")
        assert opened.recv(64).startswith(b"HTTP/1.1 200"), "a visitor is refused"
    return time.monotonic() - started


def _until_it_answers() -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with suppress(OSError):
            _asked()
            return
        time.sleep(0.05)
    raise SystemExit("the site did not start")


def _open_files(parent: int) -> int:
    """How many files, and so connections, the process that serves has open."""
    return len(list(Path(f"/proc/{_serving(parent)}/fd").iterdir()))


def _memory(parent: int) -> int:
    """The bytes that the process that serves holds, and the system for the connections of the machine."""
    lines = Path(f"/proc/{_serving(parent)}/status").read_text().splitlines()
    own = next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
    (pages,) = (int(line.split()[-1]) for line in Path("/proc/net/sockstat").read_text().splitlines() if "TCP:" in line)
    return own * 1024 + pages * resource.getpagesize()


def _serving(parent: int) -> int:
    return int(Path(f"/proc/{parent}/task/{parent}/children").read_text().split()[0])


if __name__ == "__main__":
    main()
