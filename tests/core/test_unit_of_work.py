"""The one place that commits: all or nothing, many writers in few commits."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import IntegrityError

from accounts.models import Account
from core import journal
from core.database import db, session
from core.sqlite import writer
from core.unit_of_work import run
from tests.support.application import NOON


@pytest.fixture
def inside(app):
    with app.app_context():
        yield app


def make(email: str) -> int:
    account = Account(email=email)
    session().add(account)
    session().flush()
    return account.id


def make_then_fail(email: str) -> None:
    make(email)
    raise LookupError("the rule was broken after the row")


def emails() -> set[str]:
    db.session.remove()
    return set(session().scalars(select(Account.email)))


def test_what_the_work_did_is_there_and_its_answer_comes_back(inside):
    found = run(lambda: make("ada@exemple.test"))
    assert session().get(Account, found).email == "ada@exemple.test"


def test_it_is_durable_for_another_application_on_the_same_database(inside, make_app):
    run(lambda: make("ada@exemple.test"))
    other = make_app(inside.config["SQLALCHEMY_DATABASE_URI"])
    with other.app_context():
        assert emails() == {"ada@exemple.test"}


def test_an_exception_changes_nothing(inside):
    with pytest.raises(LookupError, match="after the row"):
        run(lambda: make_then_fail("ada@exemple.test"))
    assert emails() == set()


def test_what_only_the_commit_would_refuse_changes_nothing_either(inside):
    run(lambda: make("ada@exemple.test"))

    def twice() -> None:
        make("bela@exemple.test")
        session().add(Account(email="ada@exemple.test"))

    with pytest.raises(IntegrityError):
        run(twice)
    assert emails() == {"ada@exemple.test"}


def test_the_next_one_works_after_one_that_failed(inside):
    with pytest.raises(LookupError):
        run(lambda: make_then_fail("ada@exemple.test"))
    run(lambda: make("ada@exemple.test"))
    assert emails() == {"ada@exemple.test"}


def test_one_inside_another_is_refused_and_the_outer_one_changes_nothing(inside):
    def outer() -> None:
        make("ada@exemple.test")
        run(lambda: make("bela@exemple.test"))

    with pytest.raises(RuntimeError, match="inside another"):
        run(outer)
    assert emails() == set()


def test_the_journal_belongs_inside(inside):
    with pytest.raises(RuntimeError, match="inside a unit of work"):
        journal.record("congress:x", "opened", actor="a", now=NOON)


def test_a_read_before_does_not_hide_what_was_written_since(inside):
    assert emails() == set()
    run(lambda: make("ada@exemple.test"))
    assert set(session().scalars(select(Account.email))) == {"ada@exemple.test"}


def test_a_page_that_reads_does_not_hinder_a_write(inside):
    session().scalars(select(Account)).all()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(in_context(inside, lambda: run(lambda: make("ada@exemple.test")))).result(timeout=5)
    assert emails() == {"ada@exemple.test"}


def in_context(application, work: Callable[[], object]) -> Callable[[], object]:
    def wrapped() -> object:
        with application.app_context():
            return work()

    return wrapped


def count_commits(engine) -> list[int]:
    commits: list[int] = []
    event.listen(engine, "commit", lambda connection: commits.append(1))
    return commits


@pytest.fixture
def together(inside):
    """Run closures that wait at the same time, queued in their order; their results, or what they raised."""

    def go(works: list[Callable[[], object]]) -> list[object]:
        gate, holding = threading.Event(), threading.Event()

        def hold() -> None:
            holding.set()
            gate.wait(timeout=10)

        with ThreadPoolExecutor(len(works) + 1) as pool:
            held = pool.submit(in_context(inside, lambda: run(hold)))
            assert holding.wait(timeout=10)
            futures = []
            for work in works:
                futures.append(pool.submit(in_context(inside, lambda work=work: run(work))))
                wait_for_the_queue(inside, len(futures))
            gate.set()
            held.exception(timeout=20)  # it shares the fate of its batch
            return [future.exception(timeout=20) or future.result() for future in futures]

    return go


def wait_for_the_queue(application, length: int) -> None:
    """Until so many closures wait for SQLite's writer; PostgreSQL has no queue."""
    writer = application.extensions.get("writer")
    while writer is not None and writer._tasks.qsize() < length:
        threading.Event().wait(0.0005)


def test_sixty_four_writers_at_once_need_few_commits(inside, together, database):
    commits = count_commits(db.engine)
    results = together([lambda name=f"m{number}@exemple.test": make(name) for number in range(64)])
    assert emails() == {f"m{number}@exemple.test" for number in range(64)}
    assert len(set(results)) == 64
    if database.kind == "sqlite":
        assert len(commits) <= 32
    else:
        assert len(commits) == 64  # PostgreSQL groups them in its own log


def test_a_batch_never_grows_beyond_its_bound(inside, together, database, monkeypatch):
    monkeypatch.setattr(writer, "BATCH_SECONDS", 60)  # so that the number alone ends a batch
    commits = count_commits(db.engine)
    together([lambda name=f"m{number}@exemple.test": make(name) for number in range(100)])
    assert len(emails()) == 100
    assert len(commits) == (2 if database.kind == "sqlite" else 100)


def test_one_that_fails_in_a_batch_does_not_disturb_the_others(inside, together):
    works = [
        (lambda name=f"m{number}@exemple.test": make_then_fail(name))
        if number % 5 == 0
        else (lambda name=f"m{number}@exemple.test": make(name))
        for number in range(40)
    ]
    results = together(works)
    assert [isinstance(result, LookupError) for result in results] == [number % 5 == 0 for number in range(40)]
    assert emails() == {f"m{number}@exemple.test" for number in range(40) if number % 5}


def test_nobody_is_answered_before_the_commit(inside, together, database):
    """Each answered writer finds its row from another connection at once."""

    def made_and_seen(name: str) -> tuple[int, str]:
        return make(name), name

    def then_look(name: str) -> bool:
        with inside.app_context():
            found, _ = run(lambda: made_and_seen(name))
            with db.engine.connect() as connection:
                return (
                    connection.execute(text("SELECT count(*) FROM account WHERE id = :id"), {"id": found}).scalar_one()
                    == 1
                )

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(then_look, [f"m{number}@exemple.test" for number in range(40)]))


def test_when_the_commit_itself_fails_the_caller_is_told_and_nothing_is_there(inside):
    deferred = "REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED"
    with db.engine.begin() as connection:
        connection.execute(text(f"CREATE TABLE checked_at_commit (account_id INTEGER {deferred})"))

    def leave_a_reference_to_nobody() -> None:
        make("ada@exemple.test")
        session().execute(text("INSERT INTO checked_at_commit VALUES (999)"))

    with pytest.raises(IntegrityError):
        run(leave_a_reference_to_nobody)
    assert emails() == set()
    run(lambda: make("bela@exemple.test"))
    assert emails() == {"bela@exemple.test"}


def test_when_the_database_gives_up_the_whole_batch_nobody_is_told_that_it_worked(
    inside, together, database, monkeypatch
):
    """As SQLite does on a full disk: the transaction is gone, with what others had done in it."""
    if database.kind == "sqlite":
        give_up = "CREATE TRIGGER give_up BEFORE INSERT ON account WHEN NEW.email = 'full@exemple.test' BEGIN SELECT RAISE(ROLLBACK, 'full'); END"
        with db.engine.begin() as connection:
            connection.execute(text(give_up))
    monkeypatch.setattr(writer, "BATCH_SECONDS", 60)
    names = [f"m{number}@exemple.test" for number in range(10)] + ["full@exemple.test", "ada@exemple.test"]
    results = together([lambda name=name: make(name) for name in names])
    told_that_it_worked = {name for name, result in zip(names, results, strict=True) if isinstance(result, int)}
    assert emails() == told_that_it_worked
    # What came after began a new batch.
    assert told_that_it_worked == ({"ada@exemple.test"} if database.kind == "sqlite" else set(names))
