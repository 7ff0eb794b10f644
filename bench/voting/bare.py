"""The floor: a bare Flask application that reads a signed cookie, reads a row and writes another, durably.

`python -m bench.voting.bare PORT PROCESSES THREADS`: in gunicorn's worker of many threads; in the site's own server by
`tests.support.bare_as_served`.
"""

import os
import sqlite3
import sys
import threading
from typing import Any

from flask import Flask, redirect, request, session
from gunicorn.app.base import BaseApplication

_here = threading.local()


def application() -> Flask:
    """The application, on the database of `BARE_DATABASE`: a file, or PostgreSQL's address."""
    app = Flask("bare")
    app.secret_key = "bare"  # noqa: S105 (of a floor)

    @app.get("/healthz")
    def healthz() -> str:
        return "ok"

    @app.post("/vote")
    def vote() -> Any:
        member, choice = int(session["member"]), request.form["choice"]
        _vote(member, choice)
        return redirect("/healthz", code=303)

    return app


def _vote(member: int, choice: str) -> None:
    database = _connection()
    mark = "?" if isinstance(database, sqlite3.Connection) else "%s"
    if isinstance(database, sqlite3.Connection):
        database.execute("BEGIN IMMEDIATE")
    database.execute(f"SELECT name FROM bare_member WHERE id = {mark}", (member,)).fetchone()  # noqa: S608 (a mark, no value)
    database.execute(f"INSERT INTO bare_vote (member_id, choice) VALUES ({mark}, {mark})", (member, choice))  # noqa: S608
    database.commit()


def _connection() -> Any:
    """The thread's own connection."""
    if not hasattr(_here, "connection"):
        address = os.environ["BARE_DATABASE"]
        if address.startswith("postgresql"):
            import psycopg

            _here.connection = psycopg.connect(address.replace("+psycopg", ""))
        else:
            _here.connection = sqlite3.connect(address, isolation_level=None, timeout=30)
            for pragma in ("journal_mode=WAL", "synchronous=FULL"):
                _here.connection.execute(f"PRAGMA {pragma}")
    return _here.connection


class BareServer(BaseApplication):
    """Gunicorn as it is."""

    def load_config(self) -> None:
        """Where it listens, and with how many."""
        port, processes, threads = sys.argv[1:]
        options = {"bind": f"127.0.0.1:{port}", "workers": int(processes), "threads": int(threads)}
        for name, value in {
            **options,
            "worker_class": "gthread",
            "loglevel": "error",
            "control_socket_disable": True,
        }.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """The application."""
        return application()


if __name__ == "__main__":
    BareServer().run()
