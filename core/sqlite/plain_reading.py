"""A SELECT that thousands ask for every few seconds: on SQLite by the driver itself, for a fifth of the processor.

Its rows are those of the ordinary way, with the same values: as they stand for the session where one has begun to read
or to write, else as they were committed last. On PostgreSQL it goes the ordinary way.
"""

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import PoolProxiedConnection, Select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from core.database import db, is_gone, session, write_session

Processor = Callable[[Any], Any] | None


class PlainReading:
    """A SELECT whose rows are asked for again and again, with other values."""

    def __init__(self, wanted: Select[*tuple[Any, ...]]) -> None:
        self._wanted = wanted
        self._by_driver: ByDriver | None = None

    def rows(self, values: Mapping[str, object]) -> Sequence[Any]:
        """The rows for these values, each with its columns by their names."""
        engine = db.engine
        if engine.dialect.name != "sqlite":
            return session().connection().execute(self._wanted, values).all()
        if self._by_driver is None:
            self._by_driver = ByDriver(self._wanted, engine)
        if write_session() is not None or _has_begun() or is_gone(engine.dialect):  # which the session tells
            return self._by_driver.rows(session().connection().connection, values)
        pooled = engine.raw_connection()
        try:
            return self._by_driver.rows(pooled, values)
        finally:
            pooled.close()


class ByDriver:
    """The statement as SQLite's driver takes it, and what makes of its values ours, and of ours its."""

    def __init__(self, wanted: Select[*tuple[Any, ...]], engine: Engine) -> None:
        compiled, dialect = wanted.compile(engine), engine.dialect
        self.words = str(compiled)
        binds = [compiled.binds[name] for name in compiled.positiontup or ()]
        self._sent: list[tuple[str, Any, Processor]] = [
            (bind.key, bind.value, bind.type.dialect_impl(dialect).bind_processor(dialect)) for bind in binds
        ]
        columns = list(wanted.selected_columns)
        self._row: Any = namedtuple("Row", [column.key for column in columns])  # type: ignore[misc]  # noqa: PYI024
        found = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
        self._told = [(place, processor) for place, processor in enumerate(found) if processor is not None]

    def rows(self, pooled: PoolProxiedConnection, values: Mapping[str, object]) -> list[Any]:
        """The rows that a connection reads."""
        sent = [
            processor(values.get(key, value)) if processor is not None else values.get(key, value)
            for key, value, processor in self._sent
        ]
        try:
            found = cast("sqlite3.Connection", pooled.driver_connection).execute(self.words, sent).fetchall()
        except sqlite3.Error as error:  # as it is told of all other statements
            raise DBAPIError("plain reading", None, error) from error
        return [self._of(row) for row in found]

    def _of(self, row: tuple[Any, ...]) -> Any:
        told = list(row)
        for place, processor in self._told:
            told[place] = processor(told[place])
        return self._row._make(told)


def _has_begun() -> bool:
    return db.session.registry.has() and db.session().in_transaction()
