"""The writer of a SQLite file in one process: whoever writes hands it their work, and waits for its commit.

What waits is done in one transaction, a savepoint each; while it is being committed, the next gathers. What thousands
ask for in the same words (`submit_together`) is done by as few statements as there are kinds of it.
"""

import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError

from core.batches.collector import Together
from core.batches.committed_answer import ComingAnswer, CommittedAnswer
from core.batches.plain_statements import in_plain_savepoint
from core.sqlite import write_turns
from core.sqlite.write_turns import NoTurn, WriteTurns

BATCH_SIZE = 64
BATCH_SECONDS = 0.005
LEAST = 0.05  # seconds that anybody waits for their turn
DoneOnes = list[tuple[ComingAnswer, Any]]


@dataclass(frozen=True, slots=True)
class Refused:
    """What one who waits is told once all is committed: it may speak of what others did in the same transaction."""

    error: BaseException


@dataclass(slots=True)
class Alone:
    """What one thread wants done."""

    do: Callable[[Connection], Any]
    answer: ComingAnswer

    def done(self, connection: Connection) -> DoneOnes:
        """The answer, to be given after the commit; raises only where the whole transaction is lost."""
        if not self.answer.begin():
            return []
        try:
            return [(self.answer, self.do(connection))]
        except BaseException as error:
            if not connection.connection.in_transaction:
                self.answer.fail(error)
                raise  # a full disk, say: SQLite gave up the whole transaction, not the savepoint
            return [(self.answer, Refused(error))]

    def refuse(self, error: BaseException) -> None:
        """Say why it is not done."""
        if self.answer.begin():
            self.answer.fail(error)


class Gathered:
    """What several threads want done in the same words: as many as wait when it is begun."""

    def __init__(self, work: Together[Any, Any]) -> None:
        self._work = work
        self._gathers = threading.Lock()
        self._waiting: list[tuple[Any, ComingAnswer]] = []

    def is_first(self, asked: Any, answer: ComingAnswer) -> bool:
        """Wait with the others; whether nobody else waits yet."""
        with self._gathers:
            self._waiting.append((asked, answer))
            return len(self._waiting) == 1

    def done(self, connection: Connection) -> DoneOnes:
        """The answers, to be given after the commit; where all together fail, each is done alone."""
        waiting = [one for one in self._taken() if one[1].begin()]
        if not waiting:
            return []
        try:
            told = in_plain_savepoint(self._work, [asked for asked, _ in waiting], connection)
        except BaseException as error:
            if not connection.connection.in_transaction:
                for _, answer in waiting:
                    answer.fail(error)
                raise
            return self._one_by_one(waiting, connection)
        return [(answer, value) for (_, answer), value in zip(waiting, told, strict=True)]

    def refuse(self, error: BaseException) -> None:
        """Say why nothing is done."""
        for _, answer in self._taken():
            if answer.begin():
                answer.fail(error)

    def _taken(self) -> list[tuple[Any, ComingAnswer]]:
        with self._gathers:
            waiting, self._waiting = self._waiting, []
        return waiting

    def _one_by_one(self, waiting: list[tuple[Any, ComingAnswer]], connection: Connection) -> DoneOnes:
        """The answers of those who do not fail alone; where the transaction is lost, all but those are told so."""
        done: DoneOnes = []
        for place, (asked, answer) in enumerate(waiting):
            try:
                done.append((answer, in_plain_savepoint(self._work, [asked], connection)[0]))
            except BaseException as error:
                answer.fail(error)
                if not connection.connection.in_transaction:
                    for lost in (*(one for one, _ in done), *(one for _, one in waiting[place + 1 :])):
                        lost.fail(error)
                    raise
        return done


class Writer:
    """Work in, durable results out; in its turn among the processes that write in the same file."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(write=True)
        self._turns = WriteTurns(engine.url.database)
        self._waiting_since = 0.0  # for its turn; 0: it does not wait
        self._tasks: queue.SimpleQueue[Alone | Gathered | None] = queue.SimpleQueue()
        self._gathered: dict[Together[Any, Any], Gathered] = {}
        self._thread = threading.Thread(target=self._loop, name="writer", daemon=True)
        self._thread.start()

    def submit(self, do: Callable[[Connection], Any]) -> Any:
        """What is done with the writer's connection, in a savepoint of its own, after its commit."""
        answer = CommittedAnswer()
        self._tasks.put(Alone(do, answer))
        return self._come(answer)

    def submit_together(self, work: Together[Any, Any], asked: Any) -> Any:
        """What the work answers to one of those who wait for the same, after its commit."""
        answer = CommittedAnswer()
        self.hand_over(work, asked, answer)
        return self._come(answer)

    def hand_over(self, work: Together[Any, Any], asked: Any, answer: ComingAnswer) -> None:
        """Have one of those who wait for the same answered, after the commit."""
        gathered = self._gathered.setdefault(work, Gathered(work))
        if gathered.is_first(asked, answer):
            self._tasks.put(gathered)

    def stop(self) -> None:
        """Finish what is queued and end the thread."""
        self._tasks.put(None)
        self._thread.join(2 * write_turns.PATIENCE)
        self._turns.close()

    def _come(self, answer: CommittedAnswer) -> Any:
        """The answer; `NoTurn` where the turn did not come in time: all who wait are told at once."""
        while not answer.wait(self._patience_left()):
            if self._patience_left() == LEAST and answer.begin():
                raise NoTurn
        return answer.taken()

    def _patience_left(self) -> float:
        since = self._waiting_since
        waited = time.monotonic() - since if since else 0.0
        return max(LEAST, write_turns.PATIENCE - waited)

    def _loop(self) -> None:
        while (task := self._tasks.get()) is not None:
            self._waiting_since = time.monotonic()
            try:
                self._turns.take_when_it_comes()
            except ValueError:  # its files were closed: nobody waits any more
                return
            self._waiting_since = 0.0
            try:
                self._commit_batch(task)
            finally:
                self._turns.give_back()

    def _commit_batch(self, first: Alone | Gathered) -> None:
        """Do what waits until nothing does, or 64 tasks are done, or 5 ms have passed; one commit, then the answers."""
        done: DoneOnes = []
        task: Alone | Gathered | None = first
        count, deadline, has_begun = 0, time.monotonic() + BATCH_SECONDS, False
        try:
            with self._engine.begin() as connection:
                has_begun = True
                while task is not None:
                    done += task.done(connection)
                    count += 1
                    task = self._next() if count < BATCH_SIZE and time.monotonic() < deadline else None
        except BaseException as error:  # noqa: BLE001 (nobody's change is durable)
            said = NoTurn() if _is_locked(error) else error  # locked by a program that takes no turns: another tool
            for answer, _ in done:
                answer.fail(said)
            if not has_begun:
                self._refuse(first, said)
            return
        for answer, outcome in done:
            if isinstance(outcome, Refused):
                answer.fail(outcome.error)
            else:
                answer.give(outcome)

    def _refuse(self, first: Alone | Gathered, error: BaseException) -> None:
        """Nothing could be begun: where another tool writes, each who waits would wait as long again."""
        task: Alone | Gathered | None = first
        while task is not None:
            task.refuse(error)
            task = self._next() if isinstance(error, NoTurn) else None

    def _next(self) -> Alone | Gathered | None:
        try:
            task = self._tasks.get_nowait()
        except queue.Empty:
            return None
        if task is None:
            self._tasks.put(None)
        return task


def _is_locked(error: BaseException) -> bool:
    return isinstance(error, OperationalError) and "locked" in str(error.orig)
