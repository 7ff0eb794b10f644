"""Copies of the database, in which rehearsals are held: on SQLite the whole of it in memory, on PostgreSQL the tables
that are written, as temporary ones of a connection apart, that reads the rest as it stood at one instant.

On the copy's connection a table's own name means the copy, and `site` names the one that everybody reads; where it is
kept on PostgreSQL, `own` names the copy.
"""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Connection, StaticPool, create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from core.database import Base

NOTED = "rehearsed_row"  # in the copy: (name, id) of each row that the rehearsal wrote
AHEAD = "rehearsed_ahead"  # on PostgreSQL: those of them that were written before anything was held
_made: list[Any] = []  # the connection of the copy in which a rehearsal is being held


@dataclass(slots=True)
class Watch:
    """What tables were when the rehearsal first named them, those it wrote, the rows it asked to hold."""

    stood: dict[str, tuple[Any, ...]] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)
    held: list[tuple[str, Any]] = field(default_factory=list)


class Copy(ABC):
    """A copy of the database, its connection, and what was seen being read and written there."""

    mark = "?"  # the place of a value in a statement
    lock = ""  # what a SELECT ends with to hold its rows

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.watch = Watch()

    def run(self, statement: str, *values: Any) -> Any:
        """A statement of our own, that nobody watches."""
        with self._refused(statement):
            return self.connection.connection.cursor().execute(statement, *values)

    def run_all(self, statement: str, rows: list[tuple[Any, ...]]) -> None:
        """The same statement, for each row of values."""
        with self._refused(statement):
            self.connection.connection.cursor().executemany(statement, rows)

    @contextmanager
    def _refused(self, statement: str) -> Iterator[None]:
        """What the database refuses is raised as SQLAlchemy does."""
        refusal = self.connection.dialect.loaded_dbapi.Error
        try:
            yield
        except refusal as error:
            raise DBAPIError.instance(statement, None, error, refusal, hide_parameters=True) from error

    def key(self, table: str) -> str:
        """The column that is a table's key."""
        return next(iter(Base.metadata.tables[table].primary_key)).name

    @abstractmethod
    def site(self, table: str) -> str:
        """How the table that everybody reads is named."""

    @abstractmethod
    def own(self, table: str) -> str:
        """How the copy of a table is named."""

    @abstractmethod
    def prepare(self, table: str) -> None:
        """Have a table that is going to be written in the copy, and what is written there noted."""

    @abstractmethod
    def settle(self) -> None:
        """What may be done at leisure, once everything is kept and nobody waits."""


class SqliteCopy(Copy):
    """The whole database, in memory."""

    def __init__(self, connection: Connection, path: str) -> None:
        super().__init__(connection)
        self.run(f"ATTACH DATABASE {self.mark} AS site", (path,))
        self.run("PRAGMA site.synchronous=FULL")
        self.run("PRAGMA wal_autocheckpoint=0")  # in `settle`, when the turn is given back
        self.run(f"CREATE TEMP TABLE {NOTED} (name TEXT, id INTEGER, PRIMARY KEY (name, id))")

    def site(self, table: str) -> str:
        """In the file."""
        return f'site."{table}"'

    def own(self, table: str) -> str:
        """In memory."""
        return f'main."{table}"'

    def prepare(self, table: str) -> None:
        """The copy is there: rows are noted by triggers."""
        for done, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
            noting = f"INSERT OR IGNORE INTO {NOTED} VALUES ('{table}', {row}.rowid)"  # noqa: S608 - ours
            self.run(f'CREATE TEMP TRIGGER noted_{done}_{table} AFTER {done} ON main."{table}" BEGIN {noting}; END')

    def settle(self) -> None:
        """The journal of writing goes into the file."""
        self.run("PRAGMA site.wal_checkpoint(PASSIVE)")


class PostgresqlCopy(Copy):
    """The tables that are written; the others are read where they are, as they stood when the copy was begun."""

    mark = "%s"
    lock = " FOR UPDATE"

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._schema = str(self.run("SELECT quote_ident(current_schema())").fetchone()[0])
        self._keys: set[str] = set()
        for noted in (NOTED, AHEAD):
            self.run(f"CREATE TEMP TABLE {noted} (name TEXT, id BIGINT, PRIMARY KEY (name, id))")

    def site(self, table: str) -> str:
        """In the schema of the site."""
        return f'{self._schema}."{table}"'

    def own(self, table: str) -> str:
        """Among this connection's own, that come before all others."""
        return f'pg_temp."{table}"'

    def prepare(self, table: str) -> None:
        """Copy the table with its constraints (foreign keys apart), its guards, and the numbers it draws."""
        own, site, key = self.own(table), self.site(table), self.key(table)
        self.run(f"CREATE TEMP TABLE {own} (LIKE {site} INCLUDING ALL)")
        self.run(f"INSERT INTO {own} SELECT * FROM {site}")  # noqa: S608 - names of our own tables
        guards = "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal"
        for (guard,) in self.run(guards, (site,)).fetchall():
            before, _on, after = str(guard).partition(" ON ")
            self.run(f"{before} ON {own} {after.partition(' ')[2]}")
        if key == "stream":
            return  # heads, written with the journal
        if key not in self._keys:
            self._keys.add(key)
            row = f"TG_TABLE_NAME, COALESCE(NEW.{key}, OLD.{key})"
            noting = f"INSERT INTO {NOTED} VALUES ({row}) ON CONFLICT DO NOTHING; RETURN NULL;"  # noqa: S608 - ours
            self.run(
                f"CREATE FUNCTION pg_temp.note_{key}() RETURNS trigger LANGUAGE plpgsql "
                f"AS $note$ BEGIN {noting} END $note$"
            )
        events = "INSERT OR UPDATE OR DELETE"
        self.run(f"CREATE TRIGGER noted AFTER {events} ON {own} FOR EACH ROW EXECUTE FUNCTION pg_temp.note_{key}()")
        self.run("DISCARD PLANS")  # those of guards that read the table where everybody does

    def settle(self) -> None:
        """Nothing: the server does."""


@contextmanager
def copy_of(engine: Engine) -> Iterator[Copy]:
    """A copy of the database, made without holding up whoever writes."""
    on_sqlite = engine.dialect.name == "sqlite"
    _made.append(_in_memory(engine) if on_sqlite else _beside(engine))
    rehearsing = _rehearsing_engine("sqlite" if on_sqlite else "postgresql+psycopg")
    try:
        with rehearsing.connect() as connection:
            yield SqliteCopy(connection, str(engine.url.database)) if on_sqlite else PostgresqlCopy(connection)
    finally:
        rehearsing.dispose()
        _made.pop().close()


@cache
def _rehearsing_engine(dialect: str) -> Engine:
    """The engine of every rehearsal of this process: what it compiled once serves again."""
    made = create_engine(f"{dialect}://", creator=lambda: _made[-1], poolclass=StaticPool, hide_parameters=True)
    if dialect != "sqlite":
        event.listen(made, "begin", _begin)
    return made


def _begin(connection: Connection) -> None:
    """A rehearsal reads everything as it stood at one instant; what is kept is written as everybody writes."""
    write = connection.get_execution_options().get("write", False)
    if write:
        connection.exec_driver_sql("BEGIN")
        # A table's own name is everybody's, for what holds rows, and for guards.
        connection.exec_driver_sql(
            "SELECT set_config('search_path', current_setting('search_path') || ', pg_temp', true)"
        )
    else:
        connection.exec_driver_sql("BEGIN ISOLATION LEVEL REPEATABLE READ")
        connection.exec_driver_sql("SELECT 1")  # the instant is that of the first statement: now


def _in_memory(engine: Engine) -> sqlite3.Connection:
    copied = sqlite3.connect(":memory:", check_same_thread=False)
    with closing(sqlite3.connect(str(engine.url.database))) as source:
        source.backup(copied)
    return copied


def _beside(engine: Engine) -> Any:
    """A connection apart, whose temporary tables nobody else's statements ever meet."""
    places, names = engine.dialect.create_connect_args(engine.url)
    connection: Any = engine.dialect.connect(*places, **names)
    connection.autocommit = True  # transactions are begun by us, as on SQLite
    connection.prepare_threshold = None  # a statement prepared before its table was copied would not find the copy
    return connection
