"""Programs that write in one SQLite file take turns; who waits in vain is told at once, and once."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from accounts.models import Account
from core.database import db, session
from core.errors import Busy
from core.sqlite import write_turns
from core.sqlite.write_turns import NoTurn, WriteTurns
from core.unit_of_work import run

pytestmark = pytest.mark.one_database
WAIT = 0.3


@pytest.fixture
def inside(app):
    with app.app_context():
        yield app


@pytest.fixture
def another(inside, monkeypatch):
    """Another program, that holds the turn."""
    monkeypatch.setattr(write_turns, "PATIENCE", WAIT)
    turns = WriteTurns(db.engine.url.database)
    turns.take()
    yield turns
    turns.close()


def in_context(app, email: str):
    def work() -> object:
        with app.app_context():
            try:
                run(lambda: session().add(Account(email=email)))
            except Busy as busy:
                return busy
            return None

    return work


def test_the_whole_queue_is_told_at_once_when_another_program_keeps_the_turn(inside, another):
    started = time.monotonic()
    with ThreadPoolExecutor(8) as pool:
        told = [pool.submit(in_context(inside, f"m{rank}@exemple.test")) for rank in range(8)]
        answers = [each.result(timeout=10) for each in told]
    assert time.monotonic() - started < 8 * WAIT
    assert all(isinstance(answer, Busy) and "Réessayez" in answer.sentence for answer in answers)
    assert answers[0].status == 503
    another.give_back()
    assert in_context(inside, "ada@exemple.test")() is None


def test_programs_that_write_without_end_let_each_other_write(inside, make_app):
    other = make_app(inside.config["SQLALCHEMY_DATABASE_URI"], new=True)
    with ThreadPoolExecutor(2) as pool:
        works = [
            pool.submit(
                lambda app=app, name=name: [in_context(app, f"{name}{rank}@exemple.test")() for rank in range(40)]
            )
            for app, name in ((inside, "a"), (other, "b"))
        ]
        assert [each.result(timeout=60) for each in works] == [[None] * 40] * 2
    db.session.remove()
    assert session().scalar(select(func.count()).select_from(Account)) == 80


def test_who_waits_comes_before_who_has_just_written(tmp_path):
    first, second = WriteTurns(str(tmp_path / "a")), WriteTurns(str(tmp_path / "a"))
    first.take()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(second.take)
        while not waiting.running():
            time.sleep(0.001)
        time.sleep(0.05)
        first.give_back()
        with pytest.raises(NoTurn):  # the one that waited has it
            first.take(0.2)
        waiting.result(timeout=5)
    second.close()
    first.take(1)
    first.close()


def test_a_command_without_its_turn_says_one_sentence_and_exits_2(cast, program, monkeypatch):
    monkeypatch.setattr(write_turns, "PATIENCE", WAIT)
    address = cast.app.config["SQLALCHEMY_DATABASE_URI"]
    turns = WriteTurns(address.removeprefix("sqlite:///"))
    turns.take()
    try:
        done = program("accounts", "login-link", "ada@essai.example", DATABASE_URL=address)
    finally:
        turns.close()
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "Réessayez" in done.stderr
