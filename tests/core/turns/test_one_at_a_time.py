"""One at a time, in all the processes of a site: another one's turn is waited for, or told."""

import fcntl
import time

import pytest

from core.turns.one_at_a_time import LOCKS, OneAtATime


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """As `hemicycle serve --processes 2` says to the processes that it starts."""
    monkeypatch.setenv(LOCKS, str(tmp_path))
    return tmp_path


@pytest.fixture
def elsewhere(folder):
    """Another process that has the turn: a lock of the system, on another opening of the file."""
    with (folder / "table.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def test_alone_it_is_a_lock_of_threads_and_no_file(tmp_path, monkeypatch):
    monkeypatch.delenv(LOCKS, raising=False)
    turn = OneAtATime("table")
    with turn:
        assert not turn.acquire(blocking=False)
    assert turn.acquire(timeout=0.1)
    turn.release()


def test_while_another_process_has_it_nobody_here_does(elsewhere):
    turn, started = OneAtATime("table"), time.monotonic()
    assert not turn.acquire(blocking=False)
    assert not turn.acquire(timeout=0.05)
    assert 0.05 <= time.monotonic() - started < 5
    fcntl.flock(elsewhere, fcntl.LOCK_UN)
    assert turn.acquire(timeout=1), "what was refused held nothing back"
    turn.release()


def test_the_turn_is_given_back_and_each_name_has_its_own(folder):
    turn, other = OneAtATime("table"), OneAtATime("document")
    with turn, other, (folder / "table.lock").open("a") as file, pytest.raises(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with (folder / "table.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_a_folder_that_went_away_and_came_back_leaves_nobody_waiting(folder):
    turn, away = OneAtATime("table"), folder.rename(folder.with_name("away"))
    for _ in range(2):
        with pytest.raises(OSError, match=r"table\.lock"):
            turn.acquire(timeout=1)
    away.rename(folder)
    assert turn.acquire(timeout=1)
    turn.release()
