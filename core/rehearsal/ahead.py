"""Rows that are new, where there are many of them, written before anybody waits for what the transaction holds.

Nobody reads them before the commit, nor asks for them: they have numbers of their own. Each takes its time in being
checked against the rows that it names: once the congress is held, the others wait for all of that. On SQLite whoever
writes is alone, and nothing is gained.
"""

from contextlib import suppress

from sqlalchemy import Table
from sqlalchemy.exc import IntegrityError

from core.database import Base
from core.rehearsal.copies import AHEAD, NOTED, Copy
from core.rehearsal.watching import NAMED_BY_NOBODY

MANY = 200  # rows of a table: fewer are written in a moment


def write_ahead(copy: Copy) -> None:
    """Write the new rows of the tables that have many, and of those that these name: nothing is left to do for them.

    What takes a value that a row of the site has, which may be going to leave it, is left for its turn.
    """
    if not copy.lock:
        return
    with suppress(IntegrityError), copy.connection.begin_nested():
        for table in _tables(copy):
            _write_new(copy, table)


def _tables(copy: Copy) -> list[Table]:
    counted = copy.run(f"SELECT name, count(*) FROM {NOTED} GROUP BY name").fetchall()  # noqa: S608 - a table of ours
    wanted = {name for name, rows in counted if rows > MANY} - NAMED_BY_NOBODY
    for table in reversed(Base.metadata.sorted_tables):
        if table.name in wanted:
            wanted |= {key.column.table.name for key in table.foreign_keys} & copy.watch.written
    return [table for table in Base.metadata.sorted_tables if table.name in wanted]


def _write_new(copy: Copy, table: Table) -> None:
    site, own, key, name = copy.site(table.name), copy.own(table.name), copy.key(table.name), table.name
    listed = ", ".join(f'"{column.name}"' for column in table.c)
    copy.run(
        f"WITH written AS (INSERT INTO {site} ({listed}) SELECT {listed} FROM {own} "  # noqa: S608 - tables of ours
        f"WHERE {key} IN (SELECT id FROM {NOTED} WHERE name = '{name}') "
        f"AND {key} NOT IN (SELECT {key} FROM {site}) ORDER BY {key} RETURNING {key}) "
        f"INSERT INTO {AHEAD} SELECT '{name}', {key} FROM written"
    )
    same = "ahead.name = noted.name AND ahead.id = noted.id"
    copy.run(f"DELETE FROM {NOTED} AS noted USING {AHEAD} AS ahead WHERE {same}")  # noqa: S608 - tables of ours
