"""A database of PostgreSQL put back as it was made: the tables that a test wrote to, and no others, are filled anew.

To make one from its template, and to drop it, is to go through 800 files; each process of the server that comes to it
then learns its catalogue anew. What is written is seen whoever wrote it, by the numbers of rows and of transactions.
"""

from contextlib import suppress

import psycopg
from psycopg import sql

from tests.support import kept_connections

OURS = "relnamespace = 'public'::regnamespace"
# Each in the words of the other: its name, two numbers that no write leaves alone.
ROWS = "SELECT {name}::text, count(*), max(xmin::text::bigint) FROM {table}"
SEQUENCE = "SELECT {name}::text, last_value, is_called::int::bigint FROM {table}"
# What the schema is made of, in the same words: whoever changed it has the database made anew.
SCHEMA = tuple(
    f"SELECT '-- {catalogue}', count(*), max(xmin::text::bigint) FROM {catalogue} WHERE {ours}"
    for catalogue, ours in {
        "pg_class": OURS,
        "pg_attribute": "attrelid >= 16384",  # of what comes with PostgreSQL, below
        "pg_trigger": "tgrelid >= 16384",
        "pg_constraint": "connamespace = 'public'::regnamespace",
        "pg_proc": "pronamespace = 'public'::regnamespace",
    }.items()
)

Contents = dict[str, bytes]  # the rows of each table, as they are copied
Marks = dict[str, tuple[int, int | None]]


class AsMade:
    """A database that nobody has written to yet, and its rows, which another copy of its template may have told."""

    def __init__(self, address: str, contents: Contents | None = None) -> None:
        self._connection = psycopg.connect(address, autocommit=True)
        # Its guards and keys held when it was made. Said once: each change has all that is planned thrown away.
        self._connection.execute("SET session_replication_role = replica")
        self._connection.execute("SET lock_timeout = '2s'")
        found = self._connection.execute(
            f"SELECT relname, relkind::text FROM pg_class WHERE {OURS} AND relkind IN ('r', 'S') ORDER BY relname"
        ).fetchall()
        self._tables = {name for name, kind in found if kind == "r"}
        looks = [
            sql.SQL(ROWS if name in self._tables else SEQUENCE).format(
                name=sql.Literal(name), table=sql.Identifier(name)
            )
            for name, _ in found
        ]
        self._look = sql.SQL(" UNION ALL ").join([*looks, *map(sql.SQL, SCHEMA)]).as_string(self._connection)
        self._marks = self._marks_now()
        self.contents = self._copied() if contents is None else contents

    def put_back(self, *, alone: bool = True) -> bool:
        """Whether it is as it was made, from now on; `alone`: whoever is still connected is sent away first."""
        try:
            if alone:
                self._send_away()
            now = self._marks_now()
            changed = [name for name in now if now[name] != self._marks.get(name)]
            if len(now) != len(self._marks) or any(name.startswith("--") for name in changed):
                return False
            if changed:
                self._fill_anew(changed, now)
        except psycopg.Error:
            return False
        return True

    def close(self) -> None:
        """Leave it as it is."""
        with suppress(psycopg.Error):
            self._connection.close()

    def _marks_now(self) -> Marks:
        rows = self._connection.execute(self._look, prepare=True).fetchall()
        return {name: (first, second) for name, first, second in rows}

    def _copied(self) -> Contents:
        contents = {}
        for name in self._tables:
            if self._marks[name][0]:
                asked = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(name))
                with self._connection.cursor().copy(asked) as rows:
                    contents[name] = b"".join(rows)
        return contents

    def _send_away(self) -> None:
        self._connection.execute(
            "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
            " AND pid <> ALL (%s)",
            (kept_connections.processes(self._connection.info.dbname),),
        )

    def _fill_anew(self, changed: list[str], now: Marks) -> None:
        with self._connection.transaction(), self._connection.cursor() as cursor:
            for name in changed:
                table = sql.Identifier(name)
                if name not in self._tables:
                    last, is_called = self._marks[name]
                    cursor.execute(
                        "SELECT setval(%s::regclass, %s, %s)", (table.as_string(cursor), last, is_called == 1)
                    )
                    continue
                if now[name][0]:
                    cursor.execute(sql.SQL("DELETE FROM {}").format(table))
                if name in self.contents:
                    with cursor.copy(sql.SQL("COPY {} FROM STDIN").format(table)) as rows:
                        rows.write(self.contents[name])
            (number,) = cursor.execute("SELECT pg_current_xact_id()::text::bigint").fetchone()
        for name in changed:
            if name in self._tables:
                count = self._marks[name][0]
                self._marks[name] = (count, number if count else None)
