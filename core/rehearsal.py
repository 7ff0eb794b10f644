"""Doing something to see what it does: the real services run, and nothing of it may be kept.

What a rehearsal tells is what would happen, since it is what happens. On SQLite it happens in a copy of the database,
in memory: the writer is never taken, however long it lasts. What is then to be kept is the statements of the rehearsal,
said again to the database in one short transaction, if what they were made from still stands there: all or nothing.
On PostgreSQL it happens in a transaction, under row locks, that is undone or committed.
"""

import re
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from typing import Any, TypeVar, cast

from sqlalchemy import StaticPool, create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from core.database import db, write_session
from core.unit_of_work import attempt, run

T = TypeVar("T")

TRIES = 3  # copies, when somebody wrote meanwhile what the rehearsal stands on
_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
_HEADS = "journal_head"  # whatever a congress lives through changes the head of its stream
# Nothing names their rows by number: others may be written meanwhile.
_NAMED_BY_NOBODY = frozenset({_HEADS, "journal_entry", "outbox_message"})
_RETURNED = re.compile(r"\s+RETURNING [^']*\Z")  # the numbers of new rows: the same as in the copy
_one_copy = threading.Lock()


class _Undone(Exception):
    """Makes the unit of work roll back."""


class _Changed(Exception):
    """What the rehearsal was made from does not stand any more."""


@dataclass(frozen=True, slots=True)
class _Rehearsed:
    """What a rehearsal gave, the statements by which it wrote, and what the tables that it wrote were before."""

    result: Any
    statements: list[tuple[str, list[Any]]] = field(default_factory=list)
    before: dict[str, Any] = field(default_factory=dict)


def run_and_keep_if(work: Callable[[], T], keep: Callable[[T], bool]) -> T:
    """What `work` returns; what it changed is durable if `keep` says so of it, else nothing changed.

    `work` may be called several times, each time on what the database holds by then.
    """
    if db.engine.dialect.name != "sqlite":
        return _run_and_undo(work, keep)
    if write_session() is not None:
        raise RuntimeError("a rehearsal cannot be held inside a unit of work")
    for _ in range(TRIES):
        rehearsed = _rehearse(work)
        result = cast("T", rehearsed.result)
        if not keep(result):
            return result
        try:
            run(lambda kept=rehearsed: _say_again(kept))  # type: ignore[misc]  # each its own
        except _Changed:
            continue
        return result
    return _run_and_undo(work, keep)


def _run_and_undo(work: Callable[[], T], keep: Callable[[T], bool]) -> T:
    undone: list[T] = []

    def once() -> T:
        result = work()
        if not keep(result):
            undone.append(result)
            raise _Undone
        return result

    try:
        return run(once)
    except _Undone:
        return undone[-1]


def _rehearse(work: Callable[[], Any]) -> _Rehearsed:
    """Do the work on a copy; the session in force is the copy's meanwhile."""
    db.session.remove()
    with _one_copy, _copy(db.engine) as copy, ExitStack() as stack:
        statements: list[tuple[str, Any]] = []

        def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
            if statement.lstrip()[:7].upper().startswith(_WRITES):
                statements.append((statement, parameters))

        event.listen(copy, "before_cursor_execute", note)
        stack.callback(event.remove, copy, "before_cursor_execute", note)
        with copy.connect() as connection:
            before = _state(connection.connection.cursor(), _tables(copy))
            heads = before.pop(_HEADS)
        statements.clear()
        with Session(copy, expire_on_commit=False) as write:
            result = attempt(write, work)
            told = _heads(write.connection().connection.cursor())
            write.rollback()
        written = {_table_of(statement) for statement, _parameters in statements}
        stood = {name: found for name, found in before.items() if name in written}
        stood[_HEADS] = {stream: heads.get(stream) for stream, head in told.items() if head != heads.get(stream)}
        return _Rehearsed(result, _said_together(statements), stood)


def _said_together(statements: list[tuple[str, Any]]) -> list[tuple[str, list[Any]]]:
    """Those that follow one another with the same words, as one: gathered here, where nobody waits for the writer."""
    return [
        (statement, [each for _statement, given in told for each in (given if isinstance(given, list) else [given])])
        for statement, told in groupby(statements, key=lambda said: _RETURNED.sub("", said[0]))
    ]


_copied: list[sqlite3.Connection] = []  # the copy in which a rehearsal is being held


@cache
def _rehearsing_engine() -> Engine:
    """The engine of every rehearsal of this process: what it compiled once serves again."""
    return create_engine("sqlite://", creator=lambda: _copied[-1], poolclass=StaticPool)


@contextmanager
def _copy(engine: Engine) -> Iterator[Engine]:
    """An engine on a copy of a SQLite database, in memory; made without holding up whoever writes."""
    copied = sqlite3.connect(":memory:", check_same_thread=False)
    with closing(sqlite3.connect(str(engine.url.database))) as source:
        source.backup(copied)
    _copied.append(copied)
    try:
        yield _rehearsing_engine()
    finally:
        _rehearsing_engine().dispose()
        _copied.remove(copied)
        copied.close()


def _tables(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        )
        return [str(row[0]) for row in rows]


def _table_of(statement: str) -> str:
    words = statement.split(None, 4)
    return (words[1] if words[0].upper() == "UPDATE" else words[2]).strip('"')


def _state(cursor: Any, tables: list[str]) -> dict[str, Any]:
    """What tells that a table was written meanwhile: its rows and the last of them; of the journal, its heads."""
    found: dict[str, Any] = {_HEADS: _heads(cursor)}
    for name in tables:
        if name not in _NAMED_BY_NOBODY:
            found[name] = cursor.execute(f'SELECT count(*), max(rowid) FROM "{name}"').fetchone()  # noqa: S608 - names of our own tables
    return found


def _heads(cursor: Any) -> dict[str, str]:
    """The last fingerprint of each stream of the journal."""
    return dict(cursor.execute(f"SELECT stream, digest FROM {_HEADS}").fetchall())  # noqa: S608 - a table of ours


def _say_again(rehearsed: _Rehearsed) -> None:
    """The statements of a rehearsal, in the unit of work; `_Changed` when they would not do the same."""
    write = write_session()
    assert write is not None  # noqa: S101 (called by `run` alone)
    cursor: Any = write.connection().connection.cursor()
    try:
        now = _state(cursor, [name for name in rehearsed.before if name != _HEADS])
        now[_HEADS] = {stream: now[_HEADS].get(stream) for stream in rehearsed.before[_HEADS]}
        if now != rehearsed.before:
            raise _Changed
        for statement, rows in rehearsed.statements:
            cursor.executemany(statement, rows)
    finally:
        cursor.close()
