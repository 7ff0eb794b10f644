"""The migrated schema is what the models say, and it can be reached from nothing."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, func, select, text
from sqlalchemy.exc import IntegrityError

from checks.migrations import differing_checks
from core.database import db


def test_the_models_are_the_migrated_schema(app):
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []
        assert list(differing_checks(connection)) == []


def test_a_check_worded_otherwise_than_in_the_models_is_seen(app):
    with app.app_context(), db.engine.connect() as connection:
        check = CheckConstraint("starts_at <= ends_at", name="made_here")
        db.metadata.tables["sitting"].append_constraint(check)
        try:
            (fault,) = differing_checks(connection)
        finally:
            db.metadata.tables["sitting"].constraints.remove(check)
        assert fault == "only the models has sitting ck_sitting_made_here starts_at <= ends_at"


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("congress", "locale"),
        ("congress", "quorum"),
        ("congress", "quorum_checked"),
        ("congress", "tie_rule"),
        ("congress", "ballot"),
        ("congress", "viewpoint_names"),
        ("room", "kind"),
    ],
)
def test_the_database_refuses_a_name_that_is_not_one_of_the_list(cast, table, column):
    with cast.app.app_context(), db.engine.begin() as connection:
        assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
        with pytest.raises(IntegrityError, match=f"ck_{table}_{column}"):
            connection.execute(text(f"UPDATE {table} SET {column} = 'other'"))
        connection.rollback()


def test_a_fresh_database_holds_no_row_of_ours(app):
    with app.app_context(), db.engine.connect() as connection:
        held = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in db.metadata.tables.values()
        }
    assert {name: count for name, count in held.items() if count} == {}


def test_each_test_has_a_database_of_its_own(make_app, database, database_url):
    other = database.fresh()
    assert other != database_url
    first, second = make_app(database_url), make_app(other)
    with first.app_context(), db.engine.begin() as connection:
        connection.execute(text("CREATE TABLE only_here (id INTEGER)"))
    with second.app_context():
        tables = set(db.inspect(db.engine).get_table_names())
        db.engine.dispose()
    database.discard(other)
    assert "congress" in tables
    assert "only_here" not in tables
