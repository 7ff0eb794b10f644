"""What a page reads on PostgreSQL: each statement for itself, by what the server keeps prepared from page to page."""

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Connection

from core import unit_of_work
from core.database import db, session

pytestmark = pytest.mark.strictest_database


@pytest.fixture
def inside(app):
    with app.app_context():
        if db.engine.dialect.name != "postgresql":
            pytest.skip("SQLite prepares where it runs, and begins a transaction without being asked anything")
        yield


def is_each_for_itself(connection: Connection) -> bool:
    return connection.connection.driver_connection.autocommit


def test_reading_opens_no_transaction_and_writing_does(inside):
    assert is_each_for_itself(session().connection())
    assert not unit_of_work.run(lambda: is_each_for_itself(session().connection()))
    db.session.remove()
    with db.engine.connect() as apart:  # the same connection, given back as it was
        assert not is_each_for_itself(apart)


def test_what_was_prepared_is_kept_from_page_to_page(inside):
    asked = text("SELECT pg_backend_pid() AS kept_from_page_to_page")
    processes = set()
    for _ in range(8):
        processes.add(session().scalar(asked))
        db.session.remove()
    prepared = text("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%kept_from_page%'")
    assert session().scalar(prepared) >= 1
    assert len(processes) == 1
