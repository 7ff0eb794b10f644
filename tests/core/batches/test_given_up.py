"""What was given up is never done; what was begun is answered, whatever becomes of the transaction."""

import sqlite3
import threading

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError

from core.batches.collector import Collector
from core.batches.committed_answer import CommittedAnswer
from core.sqlite.writer import Gathered


def test_the_collector_does_not_do_what_was_given_up_while_it_waited():
    done, is_at_it, may_end = [], threading.Event(), threading.Event()

    def work(_connection, asked):
        done.extend(asked)
        is_at_it.set()
        assert may_end.wait(20)
        return asked

    collector = Collector(create_engine("sqlite://"))
    first, given_up, last = (CommittedAnswer() for _ in range(3))
    collector.hand_over(work, "first", first)
    assert is_at_it.wait(20)
    assert not first.begin(), "it is being done: nobody says any more that it is not"
    collector.hand_over(work, "given up", given_up)
    collector.hand_over(work, "last", last)
    assert given_up.begin()
    may_end.set()
    assert last.wait(20)
    collector.stop()
    assert done == ["first", "last"]
    assert not given_up.wait(0), "whoever gave it up was told already"


def test_all_are_answered_where_one_of_them_alone_loses_the_transaction():
    def work(connection, asked):
        if len(asked) > 1:
            raise LookupError("not together")
        if asked == ["full"]:
            connection.connection.driver_connection.execute("ROLLBACK")  # as SQLite does on a full disk
            raise sqlite3.OperationalError("database or disk is full")
        return asked

    gathered, answers = Gathered(work), {name: CommittedAnswer() for name in ("before", "full", "after")}
    for name, answer in answers.items():
        gathered.is_first(name, answer)
    with create_engine("sqlite://").connect() as connection:
        connection.connection.driver_connection.execute("BEGIN")
        with pytest.raises(DBAPIError, match="disk is full"):
            gathered.done(connection)
    for answer in answers.values():
        assert answer.wait(0)
        with pytest.raises(DBAPIError, match="disk is full"):
            answer.taken()
