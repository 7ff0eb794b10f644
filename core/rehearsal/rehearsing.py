"""Doing something to see what it does: the real services run, and nothing of it may be kept.

What a rehearsal tells is what would happen, since it is what happens: in a copy of the database, where it holds up
nobody, however long it lasts. What is then to be kept is written in one short transaction, table by table, if what it
was made from still stands there: all or nothing. Others may go on meanwhile: the journal is chained to what they wrote.
"""

import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError, OperationalError

from core.database import db, write_session
from core.errors import Busy
from core.rehearsal.chains import Chain, Stale
from core.rehearsal.copies import Copy, copy_of
from core.rehearsal.keeping import Moved, write_down
from core.rehearsal.watching import watched
from core.turns.one_at_a_time import OneAtATime
from core.unit_of_work import do_in_copy, run, run_on

T = TypeVar("T")

TRIES = 3  # copies, when somebody wrote meanwhile what the rehearsal stands on
FOLLOWED = 10  # times the journal is chained anew, when somebody wrote beside it
SHORT = 0.2  # seconds: what takes no longer may be done at once, as any other writing
_one_copy = OneAtATime("rehearsal")


class _Undone(Exception):
    """Makes the unit of work roll back."""


def run_and_keep_if(work: Callable[[], T], keep: Callable[[T], bool]) -> T:
    """What `work` returns; what it changed is durable if `keep` says so of it, else nothing changed.

    `work` may be called several times, each time on what the database holds by then. `Busy` when others never stop
    changing what it stands on.
    """
    if write_session() is not None:
        raise RuntimeError("a rehearsal cannot be held inside a unit of work")
    is_refused, seconds = False, 0.0
    for _try in range(TRIES):
        db.session.remove()
        started = time.monotonic()
        with _one_copy, copy_of(db.engine) as copy:
            with watched(copy):
                result = do_in_copy(copy.connection, work)
            seconds = time.monotonic() - started
            if not keep(result):
                return result
            try:
                _keep(copy)
            except (Stale, OperationalError):  # on PostgreSQL, two who wait for each other
                is_refused = False
            except IntegrityError:
                is_refused = True
            else:
                return result
    if is_refused or seconds < SHORT:
        return _run_and_undo(work, keep)
    told = _("Le congrès change en ce moment même\u00a0: rien n’est enregistré. Réessayez dans un instant.")
    raise Busy(told)


def _keep(copy: Copy) -> None:
    """Write down what was rehearsed; `Stale` when it would not do the same by now."""
    chain = Chain(copy)
    for _time in range(FOLLOWED):
        chain.follow()
        try:
            run_on(copy.connection, partial(write_down, copy, chain))
        except Moved:
            continue
        copy.settle()
        return
    raise Stale


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
