"""The server: gunicorn, one worker of many threads. `python -m app.server.gunicorn_server HOST PORT THREADS`.

This process only watches the worker: it loads nothing of ours, so that the site is in memory once.
"""

import sys
from typing import Any

from gunicorn.app.base import BaseApplication


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
        from app.server.worker import serving_app

        return serving_app()


def run_server(host: str, port: int, threads: int) -> None:
    """Serve until interrupted."""
    options = {
        "bind": f"{host}:{port}",
        "workers": 1,
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
    Server(options).run()


if __name__ == "__main__":
    run_server(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
