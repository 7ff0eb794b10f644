"""What a page reads: each statement for itself on PostgreSQL, which keeps what it has prepared from page to page."""

from sqlalchemy import text

from core import unit_of_work
from core.database import db, session


def test_reading_leaves_no_transaction_open_and_writing_is_one(app):
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            assert session().connection().get_execution_options().get("isolation_level") is None
            return
        assert session().connection().connection.driver_connection.autocommit
        written = unit_of_work.run(lambda: session().connection().connection.driver_connection.autocommit)
        assert not written
        db.session.remove()
        with db.engine.connect() as apart:  # the same connection, given back: as it was
            assert not apart.connection.driver_connection.autocommit


def test_what_was_prepared_is_kept_after_the_session(app):
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            return
        for _ in range(8):
            process = session().scalar(text("SELECT pg_backend_pid() AS kept_from_page_to_page"))
            db.session.remove()
        prepared = text("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%kept_from_page%'")
        assert session().scalar(text("SELECT pg_backend_pid() AS kept_from_page_to_page")) == process
        assert session().scalar(prepared) >= 1
