"""A SELECT that thousands ask for every few seconds: by the driver itself, for a fifth of the processor.

Its rows are those of the ordinary way, with the same values: as they stand for the session where one has begun to read
or to write, else as they were committed last. PostgreSQL, where one statement is a transaction, is then asked once, not
three times.
"""

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import PoolProxiedConnection, Select
from sqlalchemy.engine import Engine

from core.batches.driver_errors import errors_as_ours
from core.database import db, is_gone, session, write_session

Processor = Callable[[Any], Any] | None


class PlainReading:
    """A SELECT whose rows are asked for again and again, with other values."""

    def __init__(self, wanted: Select[*tuple[Any, ...]]) -> None:
        self._wanted = wanted
        self._by_driver: dict[str, ByDriver] = {}

    def rows(self, values: Mapping[str, object]) -> Sequence[Any]:
        """The rows for these values, each with its columns by their names."""
        engine = db.engine
        name = engine.dialect.name
        by_driver = self._by_driver.get(name)
        if by_driver is None:
            by_driver = self._by_driver[name] = ByDriver(self._wanted, engine)
        if write_session() is not None or _has_begun() or is_gone(engine.dialect):  # which the session tells
            return by_driver.rows(session().connection().connection, values)
        with _apart(engine) as pooled:
            return by_driver.rows(pooled, values)


class ByDriver:
    """The statement as the driver takes it, and what makes of its values ours, and of ours its."""

    def __init__(self, wanted: Select[*tuple[Any, ...]], engine: Engine) -> None:
        compiled, self._dialect = wanted.compile(engine), engine.dialect
        self.words = str(compiled)
        names = list(compiled.positiontup or compiled.bind_names.values())
        self._names = None if compiled.positional else names
        self._sent: list[tuple[str, Any, Processor]] = [
            (bind.key, bind.value, bind.type.dialect_impl(self._dialect).bind_processor(self._dialect))
            for bind in map(compiled.binds.__getitem__, names)
        ]
        columns = list(wanted.selected_columns)
        self._row: Any = namedtuple("Row", [column.key for column in columns])  # type: ignore[misc]  # noqa: PYI024
        found = [column.type.dialect_impl(self._dialect).result_processor(self._dialect, None) for column in columns]
        self._told = [(place, processor) for place, processor in enumerate(found) if processor is not None]

    def rows(self, pooled: PoolProxiedConnection, values: Mapping[str, object]) -> list[Any]:
        """The rows that a connection reads."""
        sent = [
            processor(values.get(key, value)) if processor is not None else values.get(key, value)
            for key, value, processor in self._sent
        ]
        driver: Any = pooled.driver_connection
        with errors_as_ours(self._dialect, pooled):
            found = driver.execute(self.words, self._as_taken(sent)).fetchall()
        return [self._of(row) for row in found]

    def _as_taken(self, sent: list[Any]) -> Any:
        return sent if self._names is None else dict(zip(self._names, sent, strict=True))

    def _of(self, row: tuple[Any, ...]) -> Any:
        told = list(row)
        for place, processor in self._told:
            told[place] = processor(told[place])
        return self._row._make(told)


@contextmanager
def _apart(engine: Engine) -> Iterator[PoolProxiedConnection]:
    """A connection of the pool on which each statement is a transaction."""
    with errors_as_ours(engine.dialect):
        pooled = engine.raw_connection()
    driver: Any = pooled.driver_connection
    is_begun_by_driver = engine.dialect.name == "postgresql"
    try:
        if is_begun_by_driver:
            driver.autocommit = True
        yield pooled
    finally:
        if is_begun_by_driver and pooled.is_valid:
            driver.autocommit = False
        pooled.close()


def _has_begun() -> bool:
    return db.session.registry.has() and db.session().in_transaction()
