"""The database: the declarative base of every table, the engine's settings, and the session in force.

Two sessions exist. A page reads through the request's session; whatever changes state goes through
`core.unit_of_work`, that opens a write session of its own. `session()` gives the one in force.
"""

import contextvars
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, ClassVar, cast
from weakref import WeakKeyDictionary

from flask import current_app
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import JSON, DateTime, MetaData, String, event, inspect
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, Mapper, Session
from sqlalchemy.types import TypeDecorator

from core.errors import Invalid
from core.text.unseen import unseen_sign

NAMING_CONVENTION = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


STATEMENTS_PREPARED = 500  # by a connection to PostgreSQL: those of all pages; the driver keeps 100
BY_NAME = {"is_by_name": True}  # of a column: numbers, each by a name that somebody typed


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC time, on both databases; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The time as the database keeps it (SQLite keeps no zone)."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone cannot be stored: {value!r}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy’s call
        """The time as the program uses it: aware, UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """What every table of ours inherits from."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        dict[str, Any]: JSON,
        list[Any]: JSON,
        list[str]: JSON,
    }

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {getattr(self, 'id', '?')}>"


class _ReadingSession(FlaskSession):
    """The session of a request, which only reads.

    On PostgreSQL each of its statements is a transaction, as it would see no more in one (READ COMMITTED): neither a
    beginning nor an end to send, and what the server has prepared is kept, which the driver gives up at a rollback.
    """

    def get_bind(self, *args: Any, **kwargs: Any) -> Engine | Connection:
        """The engine of what is asked, as one reads by it."""
        found = super().get_bind(*args, **kwargs)
        return found if isinstance(found, Connection) else _reading(found)


@lru_cache(maxsize=8)
def _reading(engine: Engine) -> Engine:
    return engine if engine.dialect.name == "sqlite" else engine.execution_options(isolation_level="AUTOCOMMIT")


db = SQLAlchemy(metadata=Base.metadata, session_options={"class_": _ReadingSession})

_write_session: contextvars.ContextVar[Session | None] = contextvars.ContextVar("write_session", default=None)


def session() -> Session:
    """The session in force: the unit of work's inside one, else the request's, which only reads."""
    return _write_session.get() or cast("Session", db.session())


def write_session() -> Session | None:
    """The unit of work's session, or None outside one."""
    return _write_session.get()


def use_write_session(write: Session | None) -> contextvars.Token[Session | None]:
    """Put a write session in force; the unit of work alone calls this."""
    return _write_session.set(write)


def reset_write_session(token: contextvars.Token[Session | None]) -> None:
    """Put the former session back."""
    _write_session.reset(token)


@event.listens_for(Session, "before_flush")
def _refuse_unseen_signs(write: Session, _context: object, _instances: object) -> None:
    """The one place where a short text enters: a name, a title, a label, whoever types it, on a page or in a file.

    What is longer is cleaned where it is read (`core.text.typography`).
    """
    for row in (*write.new, *write.dirty):
        state, written = inspect(row), row.__dict__
        names = _short_texts(state.mapper)
        changed = names if state.pending else names & state.committed_state.keys()
        for name in changed:
            value = written.get(name)
            for words in value if isinstance(value, Mapping) else (value,):
                if isinstance(words, str) and (told := unseen_sign(words)):
                    raise Invalid(told, name)


@cache
def _short_texts(model: Mapper[Any]) -> frozenset[str]:
    """The attributes of a model that hold a short text; of numbers by name (`info`), the names."""
    columns = [(found.key, found.columns[0]) for found in model.column_attrs]
    return frozenset(
        key for key, column in columns
        if column.info.get("is_by_name") or (type(column.type) is String and column.type.length)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _OpenFile:
    """The file of a SQLite database that is open: where it is, and which one; any one, before the first is opened."""

    path: Path
    identity: tuple[int, int] | None

    @classmethod
    def at(cls, path: Path) -> "_OpenFile":
        """The file that is there now; none, under a path where there is nothing."""
        try:
            found = path.stat()
        except OSError:
            return cls(path, None)
        return cls(path, (found.st_dev, found.st_ino))


_open_files: WeakKeyDictionary[Dialect, _OpenFile] = WeakKeyDictionary()
_OPENING = "the file that stood at the path before it was opened"
GONE = "unable to open database file"  # as SQLite says it


def database_address() -> str:
    """Where the application's database is: what is kept in memory of one is not of another. It may hold a password."""
    return str(current_app.config["SQLALCHEMY_DATABASE_URI"])


def is_gone(dialect: Dialect) -> bool:
    """Whether the file that is open stands no more at its path: what is written there is lost at the next start."""
    file = _open_files.get(dialect)
    if file is None:
        return False
    found = _OpenFile.at(file.path)
    return found != file if file.identity else found.identity is None


def only_open(engine: Engine) -> None:
    """From here on the file of a SQLite database is never made: where there is none, nothing is served."""
    path = Path(engine.url.database or "")
    if engine.dialect.name == "sqlite" and path.is_absolute():
        _open_files[engine.dialect] = _OpenFile(path, None)


@event.listens_for(Engine, "do_connect")
def _keep_to_the_file(dialect: Dialect, record: Any, asked: list[Any], _named: dict[str, Any]) -> None:
    """A file that went away while it was served is not made anew, empty; nor is another one taken for it."""
    if is_gone(dialect):
        raise sqlite3.OperationalError(GONE)
    path = Path(str(asked[0])) if dialect.name == "sqlite" and asked else Path()
    if path.is_absolute() and record is not None:
        record.info[_OPENING] = (dialect, _OpenFile.at(path))


@event.listens_for(Engine, "engine_disposed")
def _let_the_file_go(engine: Engine) -> None:
    """Whoever opens it again may find another one."""
    _open_files.pop(engine.dialect, None)


@event.listens_for(Engine, "connect")
def _set_up_sqlite(connection: Any, record: Any) -> None:
    """SQLite as a database of record: WAL, foreign keys, durable commits, and transactions begun by us."""
    if not isinstance(connection, sqlite3.Connection):
        return
    _know_the_file(connection, record)
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "busy_timeout=5000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@event.listens_for(Engine, "connect")
def _set_up_postgresql(connection: Any, _record: Any) -> None:
    """PostgreSQL plans a statement once for all its values: they are keys, and to plan costs more than to read."""
    if isinstance(connection, sqlite3.Connection):
        return
    as_it_was, connection.autocommit = connection.autocommit, True
    connection.execute("SET plan_cache_mode = force_generic_plan")
    connection.autocommit = as_it_was
    connection.prepared_max = STATEMENTS_PREPARED


def _know_the_file(connection: sqlite3.Connection, record: Any) -> None:
    """Keep to the file that this connection opened: the one that stood at its path before, and stands there after.

    One that was put in its place at that instant is not served. A database in memory has no file.
    """
    dialect, before = record.info.pop(_OPENING, (None, None))
    opened = Path(connection.execute("PRAGMA database_list").fetchone()[2])
    if dialect is None or not opened.is_absolute():
        return
    if before.path.resolve() != opened.resolve():  # whoever asked was led elsewhere
        before = _OpenFile(opened, None)
    found = _OpenFile.at(before.path)
    if found.identity is None or before.identity not in (None, found.identity):
        connection.close()
        raise sqlite3.OperationalError(GONE)
    _open_files[dialect] = found


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    """A write transaction takes the lock at once: a read that turns into a write would fail as busy."""
    if connection.dialect.name == "sqlite":
        if is_gone(connection.dialect):
            raise OperationalError("BEGIN", None, sqlite3.OperationalError(GONE))
        write = connection.get_execution_options().get("write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
