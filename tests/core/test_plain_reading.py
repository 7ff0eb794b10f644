"""A SELECT by the driver itself gives what the ordinary way gives: the same values, errors told the same way."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import bindparam, literal, literal_column, select
from sqlalchemy.exc import DBAPIError, OperationalError

from accounts.models import Account, Device
from core.batches import plain_reading
from core.batches.plain_reading import PlainReading
from core.database import db, session
from core.unit_of_work import run

NOW = datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def devices(app):
    """Two devices of one account, one of them revoked."""

    def made() -> None:
        account = Account(email="ada@exemple.test")
        session().add(account)
        session().flush()
        for rank, revoked in ((1, None), (2, NOW)):
            row = Device(account_id=account.id, token_sha256=str(rank) * 64, expires_at=NOW + rank * HOUR)
            row.revoked_at = revoked
            session().add(row)

    with app.app_context():
        run(made)
        yield app
        db.session.remove()


def reading() -> PlainReading:
    return PlainReading(
        select(
            Device.token_sha256,
            Device.expires_at,
            Device.revoked_at,
            Device.revoked_at.is_(None).label("is_open"),
            literal("as it is").label("constant"),
        )
        .where(Device.expires_at > bindparam("now"))
        .order_by(Device.expires_at)
    )


def forget_the_second() -> None:
    session().delete(session().query(Device).filter_by(token_sha256="2" * 64).one())


def in_context(app, work):
    """The work in an application context of its own, for another thread."""

    def done():
        with app.app_context():
            return work()

    return done


def told(rows) -> list[tuple]:
    return [(row.token_sha256, row.expires_at, row.revoked_at, row.is_open, row.constant) for row in rows]


def by_driver(monkeypatch) -> list[str]:
    """The statements that go by the driver."""
    gone, ordinary = [], plain_reading.ByDriver.rows
    monkeypatch.setattr(
        plain_reading.ByDriver, "rows", lambda it, by, values: gone.append(it.words) or ordinary(it, by, values)
    )
    return gone


def test_its_rows_are_those_of_the_ordinary_way(devices, monkeypatch):
    gone, plain, values = by_driver(monkeypatch), reading(), {"now": NOW}
    found = told(plain.rows(values))
    assert len(gone) == 1
    assert found == told(session().connection().execute(plain._wanted, values).all())
    assert found == [
        ("1" * 64, NOW + HOUR, None, True, "as it is"), ("2" * 64, NOW + 2 * HOUR, NOW, False, "as it is")
    ]  # fmt: skip
    assert told(plain.rows({"now": NOW + HOUR})) == found[1:]
    assert plain.rows({"now": NOW + 2 * HOUR}) == []


def test_it_sees_what_was_committed_since(devices):
    plain = reading()
    assert len(plain.rows({"now": NOW + HOUR})) == 1
    db.session.remove()
    run(forget_the_second)
    assert plain.rows({"now": NOW + HOUR}) == []


def test_inside_a_unit_of_work_it_sees_what_is_not_committed(devices):
    plain = reading()

    def work() -> int:
        forget_the_second()
        session().flush()
        return len(plain.rows({"now": NOW}))

    assert run(work) == 1
    assert len(plain.rows({"now": NOW})) == 1


def test_a_session_that_has_begun_to_read_reads_on_at_its_instant(devices):
    plain = reading()
    session().query(Account).all()
    with ThreadPoolExecutor(1) as another, devices.app_context():
        another.submit(in_context(devices, lambda: run(forget_the_second))).result()
    of_one_instant = db.engine.dialect.name == "sqlite"  # PostgreSQL reads what is committed, statement by statement
    assert len(plain.rows({"now": NOW})) == (2 if of_one_instant else 1)
    db.session.remove()
    assert len(plain.rows({"now": NOW})) == 1


def test_a_failure_is_told_as_that_of_any_statement(devices):
    with pytest.raises(DBAPIError):
        PlainReading(select(literal_column("no_such_function(1)").label("one"))).rows({})


def test_a_file_that_was_moved_away_is_missed(devices):
    if db.engine.dialect.name != "sqlite":
        return
    plain, file = reading(), Path(db.engine.url.database)
    session().query(Account).all()
    db.session.remove()
    away = file.rename(file.with_suffix(".away"))
    try:
        with pytest.raises(OperationalError, match="unable to open"):
            plain.rows({"now": NOW})
    finally:
        away.rename(file)
        db.session.remove()
    assert len(plain.rows({"now": NOW})) == 2
