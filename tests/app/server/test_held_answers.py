"""An answer is sent once what it says is durable, and not before; else the request is answered again."""

import threading

import pytest

from app.server import bridge
from core.batches.held_answers import BECAME, CAN_HOLD, HELD, HeldAnswer
from core.sqlite.write_turns import NoTurn
from tests.support.bridged import Sender, bridged

pytestmark = pytest.mark.one_database


class Commits:
    """A view that answers 303 as if its work were done, and the work, that ends as it is told to."""

    def __init__(self, *, first: str = "303 See Other") -> None:
        self.first, self.handed, self.told, self.sent_before = first, [], [], []

    def application(self, environ, start):
        """Answer, or answer again."""
        assert environ[CAN_HOLD]
        if BECAME in environ:
            try:
                self.told.append(environ[BECAME].taken())
            except NoTurn as error:
                self.told.append(error)
            start("409 Conflict", [])
        else:
            environ[HELD] = HeldAnswer(self.handed.append if self.is_silent else self._work, {"kept"}.__contains__)
            start(self.first, [("Location", "/")])
        return [b"words"]

    is_silent = False
    ends = staticmethod(lambda came: came.give("kept"))

    def _work(self, came) -> None:
        self.handed.append(came)
        assert came.begin()
        threading.Thread(target=self._end, args=(came,)).start()

    def _end(self, came) -> None:
        self.sent_before.append(self.sender.status)
        self.ends(came)

    def answered(self) -> int:
        """The status that was sent."""
        self.sender = Sender(b"a=b")
        bridged(self.application, self.sender)
        return self.sender.status


def test_it_is_sent_once_the_work_is_committed_and_not_before():
    commits = Commits()
    assert commits.answered() == 303
    assert (commits.sent_before, commits.told) == ([0], [])


def test_work_that_was_answered_otherwise_is_told_to_the_view():
    commits = Commits()
    commits.ends = lambda came: came.give("refused")
    assert commits.answered() == 409
    assert (commits.sent_before, commits.told, len(commits.handed)) == ([0], ["refused"], 1)


def test_work_that_failed_raises_in_the_view():
    commits, error = Commits(), NoTurn()
    commits.ends = lambda came: came.fail(error)
    assert commits.answered() == 409
    assert commits.told == [error]


def test_work_that_does_not_begin_in_time_is_given_up(monkeypatch):
    for name in ("PATIENCE", "LOOK"):
        monkeypatch.setattr(bridge, name, 0.02)
    commits = Commits()
    commits.is_silent = True
    assert commits.answered() == 409
    assert isinstance(commits.told[0], NoTurn)
    assert not commits.handed[0].begin()  # nobody does it later


def test_no_work_is_handed_over_for_an_answer_that_became_an_error():
    commits = Commits(first="500 Internal Server Error")
    assert commits.answered() == 500
    assert commits.handed == []


def test_many_are_each_sent_their_own():
    commits = [Commits() for _ in range(40)]
    for one in commits[::2]:
        one.ends = lambda came: came.give("refused")
    ways = iter(commits)
    lock = threading.Lock()

    def application(environ, start):
        with lock:
            place = environ["HTTP_PLACE"]
        return commits[int(place)].application(environ, start)

    senders = [Sender(b"a=b") for _ in ways]
    for place, (one, sender) in enumerate(zip(commits, senders, strict=True)):
        one.sender, sender.headers = sender, {**sender.headers, "place": str(place)}
    bridged(application, *senders)
    assert [sender.status for sender in senders] == [409, 303] * 20
