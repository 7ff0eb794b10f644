"""The server: gunicorn, workers of many threads. `python -m app.server.gunicorn_server HOST PORT THREADS PROCESSES`.

This process only watches the worker: it loads nothing of ours, so that the site is in memory once. Where it watches
several, it holds what they share: the lock of the SQLite file, and the folder of the locks by which they take turns.
"""

import os
import sys
from typing import IO, Any

from gunicorn.app.base import BaseApplication

from app.server.quick_start import sorting_memory_later


class Server(BaseApplication):
    """Gunicorn configured here rather than by a file."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Give gunicorn our settings."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, loaded in the worker alone."""
        with sorting_memory_later():
            from app.server.worker import serving_app

            return serving_app()


def run_server(host: str, port: int, threads: int, processes: int = 1) -> None:
    """Serve until interrupted."""
    held = _hold_what_is_shared() if processes > 1 else None
    options = {
        "bind": f"{host}:{port}",
        "workers": processes,
        "worker_class": "app.server.patient_worker.PatientWorker",
        "worker_connections": 600,  # each a file of the process, that may often open a thousand
        "forwarded_allow_ips": "",  # what a proxy says is believed where TRUSTED_PROXIES says so (`app.proxies`)
        "threads": threads,
        "timeout": 60,
        "graceful_timeout": 10,
        "keepalive": 5,
        "loglevel": "warning",
        "control_socket_disable": True,
    }
    print(f"Hémicycle : http://{host}:{port}", flush=True)  # noqa: T201 (the command's answer)
    try:
        Server(options).run()
    finally:
        if held is not None:
            held.close()


def _hold_what_is_shared() -> IO[str] | None:
    """The lock of the SQLite file, kept by this process for all those that it starts."""
    from app.server.start_checks import instance_folder, writer_lock
    from core.turns.one_at_a_time import LOCKS

    instance = instance_folder()
    os.environ[LOCKS] = str(instance)
    if os.environ.get("DATABASE_URL"):
        return None
    return writer_lock(instance, os.environ.get("SITE_URL", f"http://127.0.0.1:{os.environ['PORT']}").rstrip("/"))


if __name__ == "__main__":
    run_server(sys.argv[1], *map(int, sys.argv[2:]))
