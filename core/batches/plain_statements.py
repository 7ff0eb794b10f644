"""Plain statements of those who ask, in the transaction of SQLite's writer: they are there, or as if never tried."""

import sqlite3
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

A = TypeVar("A")
R = TypeVar("R")


def in_plain_savepoint(
    work: Callable[[Connection, Sequence[A]], Sequence[R]], asked: Sequence[A], connection: Connection
) -> Sequence[R]:
    """What the work answers to those who ask; nothing is written where it raises, and no refusal names a value."""
    database = cast("sqlite3.Connection", connection.connection.driver_connection)
    database.execute("SAVEPOINT plain")
    try:
        answers = work(connection, asked)
    except BaseException as error:
        _undo(database)
        if isinstance(error, sqlite3.Error):  # as it is told of all other statements
            raise DBAPIError("plain statements", None, error) from error
        raise
    database.execute("RELEASE plain")
    return answers


def _undo(database: Any) -> None:
    """Back to the savepoint, unless the database gave the whole transaction up (a full disk)."""
    if database.in_transaction:
        database.execute("ROLLBACK TO plain")
        database.execute("RELEASE plain")
