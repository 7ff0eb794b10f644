"""What would happen is what happens: in a copy, so that nobody waits; kept whole, or not at all."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import insert, select, text

from accounts.models import Account
from core import journal
from core.database import db, session
from core.errors import Busy
from core.rehearsal.rehearsing import TRIES, run_and_keep_if
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
    journal.record("congress:essai", "account_made", actor="system", now=NOON, account=account.id)
    return account.id


def emails() -> list[str]:
    db.session.remove()
    return list(session().scalars(select(Account.email).order_by(Account.id)))


def meanwhile(app, email: str) -> None:
    """Another request writes, and is answered before this one goes on."""

    def work() -> None:
        with app.app_context():
            run(lambda: make(email))

    with ThreadPoolExecutor(1) as pool:
        pool.submit(work).result(timeout=10)


def test_while_it_lasts_others_write(inside):
    def long() -> int:
        meanwhile(inside, "ballot@exemple.test")
        return make("roll@exemple.test")

    run_and_keep_if(long, lambda _result: False)
    assert emails() == ["ballot@exemple.test"]


def test_what_somebody_wrote_meanwhile_is_seen_by_doing_it_again(inside):
    tries = []

    def work() -> int:
        tries.append(len(emails_in_force()))
        if len(tries) == 1:
            meanwhile(inside, "ballot@exemple.test")
        return make("roll@exemple.test")

    made = run_and_keep_if(work, lambda _result: True)
    assert tries == [0, 1]
    assert emails() == ["ballot@exemple.test", "roll@exemple.test"]
    assert session().get_one(Account, made).email == "roll@exemple.test"
    assert journal.first_break("congress:essai") is None


def test_what_only_the_journal_of_the_congress_tells_is_seen_too(inside):
    run(lambda: make("before@exemple.test"))
    tries = []

    def opened() -> None:
        with inside.app_context():
            run(lambda: journal.record("congress:essai", "sitting_opened", actor="system", now=NOON))

    def work() -> int:
        tries.append(1)
        if len(tries) == 1:
            with ThreadPoolExecutor(1) as pool:
                pool.submit(opened).result(timeout=10)
        return make("roll@exemple.test")

    run_and_keep_if(work, lambda _result: True)
    assert len(tries) == 2
    assert emails() == ["before@exemple.test", "roll@exemple.test"]
    assert [entry.kind for entry in journal.entries("congress:essai")] == [
        "account_made", "sitting_opened", "account_made",
    ]  # fmt: skip
    assert journal.first_break("congress:essai") is None


def test_when_others_never_stop_it_takes_its_turn(inside):
    def work() -> int:
        if write_is_a_copy():
            meanwhile(inside, f"b{len(emails_in_force())}@exemple.test")
        return make("roll@exemple.test")

    run_and_keep_if(work, lambda _result: True)
    assert len(emails()) == TRIES + 1
    assert emails()[-1] == "roll@exemple.test"


def test_the_row_that_it_changes_is_nobody_s_meanwhile(inside):
    """On PostgreSQL it held its rows from its first statement to its end."""
    known = run(lambda: make("avant@exemple.test"))

    def changed(email: str) -> None:
        if db.engine.dialect.name == "postgresql":
            session().execute(text("SET LOCAL lock_timeout = '2s'"))
        session().get_one(Account, known, with_for_update=True).email = email

    def by_another() -> None:
        with inside.app_context():
            run(lambda: changed("autre@exemple.test"))

    def long() -> None:
        session().get_one(Account, known, with_for_update=True).email = "essai@exemple.test"
        session().flush()
        with ThreadPoolExecutor(1) as pool:
            pool.submit(by_another).result(timeout=10)

    run_and_keep_if(long, lambda _result: False)
    assert emails() == ["autre@exemple.test"]


def test_rows_changed_added_and_taken_away_are_all_kept(inside):
    gone, kept = run(lambda: [make("part@exemple.test"), make("reste@exemple.test")])

    def work() -> int:
        session().delete(session().get_one(Account, gone))
        session().get_one(Account, kept).email = "change@exemple.test"
        return make("vient@exemple.test")

    made = run_and_keep_if(work, lambda _result: True)
    assert emails() == ["change@exemple.test", "vient@exemple.test"]
    assert session().get_one(Account, made).email == "vient@exemple.test"


def test_however_a_statement_says_it_nothing_reaches_the_site(inside):
    given = "WITH given AS (SELECT 'cte@exemple.test' AS email) INSERT INTO account (email) SELECT email FROM given"

    def work() -> list[str]:
        session().execute(text(given))
        return emails_in_force()

    assert run_and_keep_if(work, lambda _result: False) == ["cte@exemple.test"]
    assert emails() == []


def test_when_others_never_stop_a_long_one_gives_up_rather_than_hold_everybody(inside, monkeypatch):
    """It took its turn in the end, for as long as it lasts: seconds, that each ballot waited."""
    monkeypatch.setattr("core.rehearsal.rehearsing.SHORT", 0)

    def work() -> int:
        meanwhile(inside, f"b{len(emails_in_force())}@exemple.test")
        return make("roll@exemple.test")

    with pytest.raises(Busy, match="rien n’est enregistré"):
        run_and_keep_if(work, lambda _result: True)
    assert len(emails()) == TRIES
    assert "roll@exemple.test" not in emails()


def emails_in_force() -> list[str]:
    return list(session().scalars(select(Account.email)))


def write_is_a_copy() -> bool:
    return not session().get_bind().engine.url.database


def test_what_is_kept_is_what_was_told_and_the_journal_holds(inside):
    assert run_and_keep_if(lambda: make("non@exemple.test"), lambda _result: False) == 1
    assert emails() == []
    assert run_and_keep_if(lambda: make("oui@exemple.test"), lambda _result: True) > 0
    assert emails() == ["oui@exemple.test"]
    run(lambda: make("encore@exemple.test"))
    assert journal.first_break("congress:essai") is None
    assert journal.head_of("congress:essai")[0] == 2


def test_a_refusal_in_it_changes_nothing(inside):
    def refuse() -> int:
        make("non@exemple.test")
        raise LookupError("a rule")

    with pytest.raises(LookupError):
        run_and_keep_if(refuse, lambda _result: True)
    assert emails() == []


@pytest.mark.strictest_database
def test_what_is_new_is_written_before_anybody_s_row_is_held(inside, monkeypatch):
    """Written after, 8,000 lines made whoever needs the row of the congress wait for each of their checks.

    While it waits for the row, another writes what it stands on: it is done again. Cut off, none of it was there.
    """
    monkeypatch.setattr("core.rehearsal.ahead.MANY", 0, raising=False)
    if db.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has no rows to hold")
    known, tries = run(lambda: make("avant@exemple.test")), []

    def long() -> list[str]:
        tries.append(emails_in_force())
        session().get_one(Account, known, with_for_update=True)
        make("roll@exemple.test")
        return emails_in_force()

    def taken() -> list[str]:
        with inside.app_context():
            return run_and_keep_if(long, lambda _result: True)

    writing = """SELECT pid FROM pg_locks WHERE relation = 'account'::regclass AND mode = 'RowExclusiveLock'
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND pid IN (SELECT pid FROM pg_locks WHERE NOT granted)"""
    with ThreadPoolExecutor(1) as pool, db.engine.connect() as beside:
        beside.execute(select(Account.id).where(Account.id == known).with_for_update())
        result = pool.submit(taken)
        cut = awaited(lambda: beside.execute(text(writing)).scalar())
        assert beside.scalars(select(Account.email)).all() == ["avant@exemple.test"]
        beside.execute(text("SELECT pg_terminate_backend(:cut)"), {"cut": cut})
        assert awaited(lambda: beside.execute(text(writing + f" AND pid <> {cut}")).scalar())
        assert beside.scalars(select(Account.email)).all() == ["avant@exemple.test"]
        beside.execute(insert(Account).values(email="autre@exemple.test"))
        beside.commit()
        everybody = ["avant@exemple.test", "autre@exemple.test", "roll@exemple.test"]
        assert sorted(result.result(timeout=20)) == sorted(everybody)
    assert tries == [everybody[:1], everybody[:1], everybody[:2]]
    assert sorted(emails()) == sorted(everybody)
    assert journal.first_break("congress:essai") is None


def awaited(look):
    """What the look finds, within ten seconds."""
    last = time.monotonic() + 10
    while not (found := look()) and time.monotonic() < last:
        time.sleep(0.01)
    return found


def test_two_rows_that_give_each_other_what_is_unique_take_their_turn(inside):
    """No order of writing has neither twice for a moment: the database's refusal went up to whoever asked."""
    one, two = run(lambda: [make("une@exemple.test"), make("deux@exemple.test")])

    def work() -> None:
        for email, account in (("ailleurs@exemple.test", one), ("une@exemple.test", two), ("deux@exemple.test", one)):
            session().get_one(Account, account).email = email
            session().flush()

    run_and_keep_if(work, lambda _result: True)
    assert emails() == ["deux@exemple.test", "une@exemple.test"]


def test_what_a_row_gives_up_goes_to_one_that_is_new(inside, monkeypatch):
    monkeypatch.setattr("core.rehearsal.ahead.MANY", 0, raising=False)
    known = run(lambda: make("sienne@exemple.test"))

    def work() -> int:
        session().get_one(Account, known).email = "change@exemple.test"
        session().flush()
        return make("sienne@exemple.test")

    made = run_and_keep_if(work, lambda _result: True)
    assert emails() == ["change@exemple.test", "sienne@exemple.test"]
    assert session().get_one(Account, made).email == "sienne@exemple.test"
    assert journal.first_break("congress:essai") is None
