"""The server: gunicorn, one worker of many threads, and a thread that sends the mail that is due.

On SQLite one process writes: it holds a lock on a file of the instance for as long as it serves.
"""

import fcntl
import itertools
import logging
import threading
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from app.factory import create_app
from app.upkeep import forget
from core.clock import machine_now
from core.database import db
from core.errors import RuleBroken
from core.mail import send_due

MAIL_EVERY = 15.0  # seconds
FORGET_EVERY = 240  # rounds of mail: an hour
_log = logging.getLogger(__name__)


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn configured here rather than by a file."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.options = options
        self._lock: Any = None
        super().__init__()

    def load_config(self) -> None:
        """Give gunicorn our settings."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application, in the worker: the lock is taken and the mail thread started there."""
        app = create_app()
        with app.app_context():
            if db.engine.dialect.name == "sqlite":
                self._lock = take_writer_lock(Path(app.config["INSTANCE_PATH"]))
        threading.Thread(target=_send_mail_for_ever, args=(app,), name="mail", daemon=True).start()
        return app


def take_writer_lock(instance: Path) -> Any:
    """The open file that shows that this process alone serves the SQLite database; refused to a second one."""
    file = (instance / "writer.lock").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise RuleBroken(
            "un autre serveur écrit déjà dans cette base SQLite : arrêtez-le, ou prenez PostgreSQL"
        ) from error
    return file


def run_server(host: str, port: int, threads: int) -> None:
    """Serve until interrupted."""
    options = {
        "bind": f"{host}:{port}",
        "workers": 1,
        "worker_class": "gthread",
        "threads": threads,
        "timeout": 60,
        "graceful_timeout": 10,
        "keepalive": 5,
        "loglevel": "warning",
        "control_socket_disable": True,
    }
    print(f"Hémicycle : http://{host}:{port}", flush=True)  # noqa: T201 (the command's answer)
    Server(options).run()


def _send_mail_for_ever(app: Flask) -> None:
    stop = threading.Event()
    rounds = itertools.count()
    while not stop.wait(MAIL_EVERY):
        try:
            with app.app_context():
                send_due(machine_now())
                if next(rounds) % FORGET_EVERY == 0:
                    forget(machine_now())
        except Exception:  # noqa: BLE001 (the next round may succeed)
            _log.exception("the mail that is due could not be sent")
