"""Applications lent to tests: one process makes few of them, and puts each on the database of the test that has it.

Making an application costs more than most tests do: its routes are compiled, then each of its statements and pages at
their first use. What a test may change in one, its settings among them, is put back before the next; one that was
given a route, a filter or a function of its own is not lent again.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from tests.support import kept_connections
from tests.support.kept_connections import NAMED

# What an application reads each time, and never while it is made.
READ_EACH_TIME = {
    "CLOCK",
    "INSTANCE_PATH",
    "MAIL_FROM",
    "SIGN_IN_STEP",
    "SITE_URL",
    "SMTP_URL",
    "SQLALCHEMY_DATABASE_URI",
    "WTF_CSRF_ENABLED",
}
# But these two it cannot do without.
NEEDED = {"INSTANCE_PATH", "SQLALCHEMY_DATABASE_URI"}


class Applications:
    """The applications of one process; each is lent to one test at a time."""

    def __init__(self, templates: Path) -> None:
        templates.mkdir(exist_ok=True)
        self._compiled = FileSystemBytecodeCache(str(templates))  # each template is compiled once in the run
        self._free: dict[object, list[Lent]] = {}
        self._out: dict[int, Lent] = {}

    def lend(self, config: Mapping[str, object], *, new: bool = False) -> Flask:
        """An application as `create_app(config)` makes it; `new`: one that has answered nobody yet."""
        fixed = {name: repr(value) for name, value in config.items() if name not in READ_EACH_TIME}
        kind = (make_url(str(config["SQLALCHEMY_DATABASE_URI"])).drivername, tuple(sorted(fixed.items())))
        free = self._free.setdefault(kind, [])
        lent = free.pop() if free and not new else Lent(kind, config, self._compiled)
        lent.put_on(config)
        self._out[id(lent.app)] = lent
        return lent.app

    def take_back(self, app: Flask) -> None:
        """End what it started; it may be lent again if it is as it was made."""
        close(app)
        lent = self._out.pop(id(app))
        if lent.shape == shape_of(app):
            self._free[lent.kind].append(lent)


class Lent:
    """One application: what it was made with, and what it looked like then."""

    def __init__(self, kind: object, config: Mapping[str, object], compiled: FileSystemBytecodeCache) -> None:
        from app.factory import create_app
        from core.database import db

        self.kind = kind
        lasting = {name: value for name, value in config.items() if name not in READ_EACH_TIME - NEEDED}
        self.app = create_app(lasting)
        self.app.jinja_env.bytecode_cache = compiled
        self._config = dict(self.app.config)
        with self.app.app_context():
            self._engine = db.engine
        _follow(self._engine, self.app)
        self.shape = shape_of(self.app)

    def put_on(self, config: Mapping[str, object]) -> None:
        """On the database and the folder of a test, by its clock; nobody has asked anything yet."""
        from app.config import settings
        from app.counters import counter_of

        self.app.config.clear()
        self.app.config.update(self._config)
        self.app.config.update(settings(config))
        self.app.instance_path = str(self.app.config["INSTANCE_PATH"])
        self._engine.url = make_url(str(self.app.config["SQLALCHEMY_DATABASE_URI"]))
        counter_of(self.app).reset()


def _follow(engine: Engine, app: Flask) -> None:
    """Each connection goes to the database that the application's settings name.

    One that somebody who was late made for the last test, and gave back after its end, is not the next one's.
    """

    def named() -> str:
        return str(app.config["SQLALCHEMY_DATABASE_URI"])

    def connect(dialect: Any, record: ConnectionPoolEntry, arguments: list[Any], options: dict[str, Any]) -> Any:
        record.info[NAMED] = named()
        url = make_url(record.info[NAMED])
        arguments[:], given = dialect.create_connect_args(url)
        options.clear()
        options.update(given)
        is_kept = dialect.name == "postgresql"
        return kept_connections.taken_up(str(url.database), arguments, options) if is_kept else None

    def check(_connection: object, record: ConnectionPoolEntry, _proxy: object) -> None:
        if record.info.get(NAMED) != named():
            raise DisconnectionError

    event.listen(engine, "do_connect", connect)
    event.listen(engine, "checkout", check)


def shape_of(app: Flask) -> tuple[object, ...]:
    """What a test would change in an application by giving it something of its own."""
    functions = (
        app.before_request_funcs,
        app.after_request_funcs,
        app.teardown_request_funcs,
        app.template_context_processors,
    )
    return (
        app.wsgi_app,
        dict(app.view_functions),
        [[each for scope in kind.values() for each in scope] for kind in functions],
        [each for scope in app.error_handler_spec.values() for code in scope.values() for each in code.values()],
        len(app.teardown_appcontext_funcs),
        set(app.extensions),
        dict(app.jinja_env.globals),
        dict(app.jinja_env.filters),
        set(app.cli.commands),
        app.session_interface,
    )


def close(application: Flask) -> None:
    """End what an application started: its writer, its collector, its connections."""
    from core.database import db

    for name in ("writer", "collector"):
        started = application.extensions.pop(name, None)
        if started is not None:
            started.stop()
    with application.app_context():
        db.session.remove()
        for engine in db.engines.values():
            if engine.dialect.name == "postgresql":
                kept_connections.keep(engine)
            engine.dispose()
