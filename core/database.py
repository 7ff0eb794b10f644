"""The database: the declarative base of every table, the engine's settings, and the session in force.

Two sessions exist. A page reads through the request's session; whatever changes state goes through
`core.unit_of_work`, that opens a write session of its own. `session()` gives the one in force.
"""

import contextvars
import sqlite3
from datetime import UTC, datetime
from typing import Any, ClassVar, cast

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, DateTime, MetaData, event
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

NAMING_CONVENTION = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


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


db = SQLAlchemy(metadata=Base.metadata)

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


@event.listens_for(Engine, "connect")
def _set_up_sqlite(connection: Any, record: Any) -> None:  # noqa: ARG001 - SQLAlchemy’s call
    """SQLite as a database of record: WAL, foreign keys, durable commits, and transactions begun by us."""
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "busy_timeout=5000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    """A write transaction takes the lock at once: a read that turns into a write would fail as busy."""
    if connection.dialect.name == "sqlite":
        write = connection.get_execution_options().get("write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
