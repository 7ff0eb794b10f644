"""What was rehearsed, written where everybody reads it: table by table, in the one transaction that makes it true.

Rows that are new, where there are many, are written before anything is held (`ahead`). Then the rows that the services
asked to hold are, in the same order, and what the rehearsal stands on is looked at once more. The heads of the journal,
that every act of a congress waits for, are held last.
"""

from sqlalchemy import Table

from core.database import Base
from core.rehearsal.ahead import write_ahead
from core.rehearsal.chains import LINKS, Chain, Stale
from core.rehearsal.copies import AHEAD, NOTED, Copy
from core.rehearsal.watching import ENTRIES, HEADS, NAMED_BY_NOBODY, state


class Moved(Exception):
    """Somebody wrote in the journal since the entries were chained to it."""


def write_down(copy: Copy, chain: Chain) -> None:
    """Write it all; `Stale` when it would not do the same any more, `Moved` when it has to be chained anew."""
    write_ahead(copy)
    for statement, parameters in copy.watch.held:
        copy.run(statement, parameters)
    if chain.on_site() != chain.after:
        raise Moved
    for name, stood in copy.watch.stood.items():
        if state(copy, name, copy.site(name), apart=AHEAD if copy.lock else "") != stood:
            raise Stale
    written = [table for table in Base.metadata.sorted_tables if table.name in copy.watch.written - {HEADS, ENTRIES}]
    for table in written:
        _write_rows(copy, table)
    for table in reversed(written):
        _delete_rows(copy, table)
    if chain.on_site(lock=copy.lock) != chain.after:
        raise Moved
    _append_entries(copy, chain)


def _write_rows(copy: Copy, table: Table) -> None:
    """Rows that changed as they are now, then those that are new; one that changed may stand under a new one."""
    site, own, key = copy.site(table.name), copy.own(table.name), copy.key(table.name)
    upper = [column.name for column in table.c if any(above.column.table is table for above in column.foreign_keys)]
    names = [column.name for column in table.c if column.name != key]
    change = (
        f"UPDATE {site} AS kept SET {', '.join(f'{_said(name)} = own.{_said(name)}' for name in names)} "  # noqa: S608
        f"FROM {own} AS own WHERE own.{key} = kept.{key} AND own.{key} IN ({_noted(table.name)})"
    )
    known = "".join(f" AND (own.{name} IS NULL OR own.{name} IN (SELECT {key} FROM {site}))" for name in upper)  # noqa: S608
    copy.run(change + known)
    listed = ", ".join(_said(column.name) for column in table.c)
    given = listed
    if table.name in NAMED_BY_NOBODY:  # numbered here, as others are
        listed = given = ", ".join(_said(name) for name in names)
    copy.run(
        f"INSERT INTO {site} ({listed}) SELECT {given} FROM {own} WHERE {key} IN ({_noted(table.name)}) "  # noqa: S608
        f"AND {key} NOT IN (SELECT {key} FROM {site}) ORDER BY {key}"
    )
    if upper:
        differs = " OR ".join(f"COALESCE(own.{name}, 0) <> COALESCE(kept.{name}, 0)" for name in upper)
        copy.run(f"{change} AND ({differs})")


def _delete_rows(copy: Copy, table: Table) -> None:
    site, own, key = copy.site(table.name), copy.own(table.name), copy.key(table.name)
    gone = f"{key} IN ({_noted(table.name)}) AND {key} NOT IN (SELECT {key} FROM {own})"  # noqa: S608 - our own tables
    copy.run(f"DELETE FROM {site} WHERE {gone}")  # noqa: S608 - our own tables


def _append_entries(copy: Copy, chain: Chain) -> None:
    if not chain.after:
        return
    names = ("stream", "at", "kind", "actor", "payload", "rows")
    listed, taken = ", ".join(map(_said, names)), ", ".join(f"entry.{_said(name)}" for name in names)
    copy.run(
        f"INSERT INTO {copy.site(ENTRIES)} ({listed}, sequence, previous, digest) "  # noqa: S608 - tables of ours
        f"SELECT {taken}, link.sequence, link.previous, link.digest FROM {copy.own(ENTRIES)} AS entry "
        f"JOIN {LINKS} AS link ON link.id = entry.id ORDER BY link.id"
    )
    heads, mark = copy.site(HEADS), copy.mark
    for stream, (sequence, digest) in chain.makes.items():
        if chain.after[stream][0]:
            change = f"UPDATE {heads} SET sequence = {mark}, digest = {mark} WHERE stream = {mark}"  # noqa: S608
        else:
            change = f"INSERT INTO {heads} (sequence, digest, stream) VALUES ({mark}, {mark}, {mark})"  # noqa: S608
        copy.run(change, (sequence, digest, stream))


def _noted(name: str) -> str:
    return f"SELECT id FROM {NOTED} WHERE name = '{name}'"  # noqa: S608 - a table of ours


def _said(name: str) -> str:
    return f'"{name}"'
