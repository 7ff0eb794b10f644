"""The one place that commits.

`run(work)` ends the request's read session, gives `work` a write session (`core.database.session()`), appends the
journal last and commits. An exception rolls everything back. On SQLite one writer thread
runs the queued closures, a savepoint each, and commits them together (at most 64, or 5 ms): see
docs/decisions/0004. On PostgreSQL each request commits for itself, under row locks.

`run_together(work, asked)` is for what thousands send in the same minute: plain statements that write no sealed column,
on the connection of SQLite's writer, or for all who wait in one transaction of PostgreSQL (`core.batches`).
"""

import contextvars
import threading
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar, cast

from flask import current_app, request
from flask_babel import gettext as _
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from core import journal, row_seals
from core.batches.collector import Collector, Together
from core.batches.held_answers import BECAME, CAN_HOLD, HELD, HeldAnswer
from core.database import db, reset_write_session, use_write_session, write_session
from core.errors import Busy
from core.sqlite.write_turns import NoTurn, WriteTurns
from core.sqlite.writer import Writer

T = TypeVar("T")
A = TypeVar("A")
R = TypeVar("R")

DEADLOCK_TRIES = 3


def run(work: Callable[[], T]) -> T:
    """What `work` returns, once all that it changed is durable; its exception, if it raised, with nothing changed."""
    if write_session() is not None:
        raise RuntimeError("a unit of work cannot be opened inside another one")
    engine = db.engine
    db.session.remove()
    result = _submit(work) if engine.dialect.name == "sqlite" else _run_here(engine, work)
    return cast("T", result)


def run_together(work: Together[A, R], asked: A) -> R:
    """What plain statements answer to one of those who ask the same at once, when what they wrote is durable.

    `work` gets a connection in a transaction and all who ask, as many as there are; it answers each in its place.
    """
    if write_session() is not None:
        raise RuntimeError("a unit of work cannot be opened inside another one")
    db.session.remove()
    if db.engine.dialect.name != "sqlite":
        return _collector().submit(work, asked)
    try:
        return cast("R", _writer().submit_together(work, asked))
    except NoTurn:
        raise _busy() from None


def hoped_together(work: Together[A, R], asked: A, is_hoped: Callable[[R], bool]) -> R | None:
    """The same as `run_together`, in a request; None where its answer is held until the work is answered as hoped.

    The view then answers as if it were: nobody is sent that before it is (`core.batches.held_answers`).
    """
    environ = request.environ
    if CAN_HOLD not in environ:
        return run_together(work, asked)
    if BECAME not in environ:
        hands_over = _collector() if db.engine.dialect.name != "sqlite" else _writer()
        environ[HELD] = HeldAnswer(partial(hands_over.hand_over, work, asked), is_hoped)
        return None
    try:
        return cast("R", environ[BECAME].taken())
    except NoTurn:
        raise _busy() from None


def _submit(work: Callable[[], Any]) -> Any:
    """What the writer makes of the work; `Busy` when another program would not let it write."""
    try:
        return _writer().submit(partial(_in_savepoint, contextvars.copy_context(), work))
    except NoTurn:
        raise _busy() from None


def _busy() -> Busy:
    return Busy(_("Le site enregistre autre chose en ce moment ; rien n’est enregistré. Réessayez dans un instant."))


def attempt(write: Session, work: Callable[[], Any]) -> Any:
    """Run the work in a session and flush; the journal's head is locked last, so that it is held the least."""
    token = use_write_session(write)
    row_seals.begin(write)
    try:
        result = work()
        write.flush()
        journal.append_pending(write)
        write.flush()
    finally:
        reset_write_session(token)
    return result


def do_in_copy(connection: Connection, work: Callable[[], T]) -> T:
    """What the work returns, done in a copy of the database (`core.rehearsal`), where nobody else reads or waits."""
    with Session(connection, expire_on_commit=False) as write:
        write.connection()  # begun now: what somebody writes from here on is not read
        result = attempt(write, work)
        write.commit()
        return cast("T", result)


def run_on(connection: Connection, work: Callable[[], None]) -> None:
    """One transaction of a connection apart, in its turn among those of every process that writes."""
    turns = WriteTurns(db.engine.url.database if connection.dialect.name == "sqlite" else None)
    try:
        turns.take()
        with connection.execution_options(write=True).begin():
            work()
    except NoTurn:
        raise _busy() from None
    finally:
        turns.close()
        connection.execution_options(write=False)


def _run_here(engine: Engine, work: Callable[[], Any]) -> Any:
    """PostgreSQL: one transaction for one request; a deadlock is tried again."""
    for tried in range(DEADLOCK_TRIES):
        with Session(engine, expire_on_commit=False) as write:
            try:
                outcome = attempt(write, work)
                write.commit()
            except OperationalError as error:
                deadlock = getattr(error.orig, "sqlstate", "") == "40P01"
                if not deadlock or tried == DEADLOCK_TRIES - 1:
                    raise
            else:
                return outcome
    raise AssertionError("unreachable")


def _in_savepoint(context: contextvars.Context, work: Callable[[], Any], connection: Connection) -> Any:
    options: dict[str, Any] = {"expire_on_commit": False, "join_transaction_mode": "create_savepoint"}
    with Session(connection, **options) as write:
        outcome = context.run(attempt, write, work)
        write.commit()
        return outcome


_starting = threading.Lock()


def _writer() -> Writer:
    """The application's writer, started at the first write."""
    app = current_app
    with _starting:
        if "writer" not in app.extensions:
            app.extensions["writer"] = Writer(db.engine)
        return cast("Writer", app.extensions["writer"])


def _collector() -> Collector:
    """The application's collector, started with what is first asked together."""
    app = current_app
    with _starting:
        if "collector" not in app.extensions:
            app.extensions["collector"] = Collector(db.engine)
        return cast("Collector", app.extensions["collector"])
