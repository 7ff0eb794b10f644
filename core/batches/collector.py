"""The collector: on PostgreSQL, all who wait for the same plain statements are answered by one transaction.

No timer gathers them: while a batch is being committed, the next one gathers. A batch that fails is tried once more,
then one by one, so that nobody fails for another; where the database was gone, whoever asks is told so.
"""

import queue
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, TypeVar, cast

from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from core.batches.committed_answer import ComingAnswer, CommittedAnswer
from core.batches.short_transactions import let_words_begin

A = TypeVar("A")
R = TypeVar("R")
Together = Callable[[Connection, Sequence[A]], Sequence[R]]
TogetherTask = tuple[Together[Any, Any], Any, ComingAnswer]

MOST = 64  # who are answered together
# What is answered together is found by its keys, in the order in which the statement joins them. Of a table that was
# filled a minute ago the planner knows nothing: it would read all of it at each batch.
_BY_KEYS = (
    "join_collapse_limit = 1",
    "jit = off",
    *(f"enable_{way} = off" for way in ("seqscan", "hashjoin", "mergejoin")),
)


class Collector:
    """One thread and one connection: questions in, durable answers out."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._tasks: queue.SimpleQueue[TogetherTask | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._loop, name="collector", daemon=True)
        self._thread.start()

    def submit(self, work: Together[A, R], asked: A) -> R:
        """The answer to one who asks, after its commit; raises what the work or the commit raised."""
        answer = CommittedAnswer()
        self.hand_over(work, asked, answer)
        answer.wait()
        return cast("R", answer.taken())

    def hand_over(self, work: Together[A, R], asked: A, answer: ComingAnswer) -> None:
        """Have one who asks answered, after the commit."""
        self._tasks.put((work, asked, answer))

    def stop(self) -> None:
        """Answer those who wait and end the thread."""
        self._tasks.put(None)
        self._thread.join()
        self._let_go()

    def _loop(self) -> None:
        first = self._tasks.get()
        while first is not None:
            batch, first = self._gathered(first)
            wanted = [task for task in batch if task[2].begin()]  # the others were given up: they are never answered
            if wanted:
                self._answer(wanted)
            if first is None:
                first = self._tasks.get()

    def _gathered(self, first: TogetherTask) -> tuple[list[TogetherTask], TogetherTask | None]:
        """Those who wait for the same work as the first one, and the first of those who wait for another."""
        batch = [first]
        with suppress(queue.Empty):
            while len(batch) < MOST:
                task = self._tasks.get_nowait()
                if task is None:
                    self._tasks.put(None)
                    break
                if task[0] is not first[0]:
                    return batch, task
                batch.append(task)
        return batch, None

    def _answer(self, batch: list[TogetherTask]) -> None:
        """Answer each, when all that they wrote is committed."""
        try:
            answers = self._tried(batch)
        except BaseException as error:  # noqa: BLE001 (the caller’s, handed back to it)
            if len(batch) > 1 and not _is_gone(error):
                for one in batch:
                    self._answer([one])
                return
            for *_, waiting in batch:
                waiting.fail(error)
            return
        for (*_, waiting), answer in zip(batch, answers, strict=True):
            waiting.give(answer)

    def _tried(self, batch: list[TogetherTask]) -> Sequence[Any]:
        """What the work answers; once more where the connection was dead, or locks were taken in another order."""
        try:
            return self._committed(batch)
        except DBAPIError as error:
            if not _is_gone(error) and getattr(error.orig, "sqlstate", "") != "40P01":
                raise
        return self._committed(batch)

    def _committed(self, batch: list[TogetherTask]) -> Sequence[Any]:
        work = batch[0][0]
        try:
            if self._connection is None:
                self._connection = by_keys(self._engine.connect())
            with self._connection.begin():
                return work(self._connection, [asked for _, asked, _ in batch])
        except BaseException:  # whatever it was: the driver forgets what it had the server prepare
            self._let_go()
            raise

    def _let_go(self) -> None:
        """The next batch begins on a connection of its own."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(SQLAlchemyError):
                connection.invalidate()  # nobody else gets what was set on it
                connection.close()


def by_keys(connection: Connection) -> Connection:
    """The connection, from here on with plans that go by keys: it is never to be another's again."""
    if connection.dialect.name == "postgresql":
        with connection.begin():
            for setting in _BY_KEYS:
                connection.exec_driver_sql(f"SET {setting}")
        let_words_begin(connection)
    return connection


def _is_gone(error: BaseException) -> bool:
    """Whether the database did not answer at all: each in turn would wait as long again."""
    return isinstance(error, DBAPIError) and (error.connection_invalidated or not _has_state(error))


def _has_state(error: DBAPIError) -> bool:
    return bool(getattr(error.orig, "sqlstate", ""))
