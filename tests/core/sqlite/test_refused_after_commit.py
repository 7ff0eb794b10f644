"""Whoever is refused for what another did in the same transaction is told so once that is committed, and reads it."""

import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import create_engine

from core.sqlite.writer import Writer


def test_a_refusal_comes_after_the_commit_of_what_it_speaks_of(tmp_path, monkeypatch):
    monkeypatch.setattr("core.sqlite.writer.BATCH_SECONDS", 30.0)
    file = tmp_path / "one.sqlite"
    with sqlite3.connect(file) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.execute("CREATE TABLE kept (name TEXT)")
    writer, is_read = Writer(create_engine(f"sqlite:///{file}")), threading.Event()
    begins, may_go = threading.Event(), threading.Event()

    def first(connection):
        connection.exec_driver_sql("INSERT INTO kept VALUES ('first')")
        begins.set()
        assert may_go.wait(20)

    def second(_connection):
        raise LookupError("the first is there")

    def refused() -> list[tuple[str]]:
        with pytest.raises(LookupError):
            writer.submit(second)
        found = sqlite3.connect(file).execute("SELECT name FROM kept").fetchall()
        is_read.set()
        return found

    def third(_connection):
        is_read.wait(0.5)  # whoever was refused already would read what is not there yet

    with ThreadPoolExecutor(3) as pool:
        kept = pool.submit(writer.submit, first)
        assert begins.wait(20)
        read = pool.submit(refused)
        last = pool.submit(writer.submit, third)
        while writer._tasks.qsize() < 2:
            pass
        may_go.set()
        last.result(20)
        kept.result(20)
        assert read.result(20) == [("first",)]
    writer.stop()
