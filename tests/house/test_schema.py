"""The migrated schema is what the models say, and it can be reached from nothing."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, select, text

from core.database import db


def test_the_models_are_the_migrated_schema(app):
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


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
