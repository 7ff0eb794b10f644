"""Connections to PostgreSQL that outlast the application of one test: the next one on that database takes them up.

A new one costs a test a third of what it asks: its process of the server learns the catalogue, and plans each statement,
anew. One that somebody still uses when the test ends is not kept, and is ended before the database is put back.
"""

from typing import Any

import psycopg
from sqlalchemy.engine import Engine

NAMED = "named"  # what is noted of each connection: the database for which it was made
_kept: dict[str, list[psycopg.Connection[Any]]] = {}


def begin(database: str) -> None:
    """From now on, keep those of a database."""
    _kept[database] = []


def keep(engine: Engine) -> None:
    """Keep what nobody uses of the connections of an engine; the engine forgets them."""
    kept = _kept.get(str(engine.url.database))
    if kept is None:
        return
    for _ in range(engine.pool.checkedin()):  # type: ignore[attr-defined]
        lent = engine.raw_connection()
        connection = lent.driver_connection
        is_as_made = set(lent.info) <= {NAMED}  # nothing was noted of what was set on it
        lent.detach()
        if is_as_made:
            lent.dbapi_connection = None  # type: ignore[assignment] # closed by nobody
            kept.append(connection)  # type: ignore[arg-type]
        else:
            lent.close()


def taken_up(database: str, arguments: list[Any], options: dict[str, Any]) -> psycopg.Connection[Any]:
    """One that is kept of a database, no longer kept; else a new one."""
    kept = _kept.get(database, [])
    while kept:
        connection = kept.pop()
        if not connection.closed:
            return connection
    connection = psycopg.connect(*arguments, **options)
    connection.prepare_threshold = 1  # the server prepares at the second need
    return connection


def processes(database: str) -> list[int]:
    """The processes of the server that wait on the other side of those kept."""
    return [connection.info.backend_pid for connection in _kept.get(database, ()) if not connection.closed]


def let_go(database: str) -> None:
    """End those of a database."""
    for connection in _kept.pop(database, ()):
        connection.close()
