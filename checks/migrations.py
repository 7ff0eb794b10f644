"""Migrations: from nothing to the newest schema on both databases, and that schema is what the models say.

On a machine without PostgreSQL only SQLite is tried, and that is said; in CI it is a fault.
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import flask_migrate
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect
from sqlalchemy.schema import CreateSchema

from app.factory import create_app
from checks.tree import ROOT, report
from core.database import db
from core.immutability import trigger_names
from tests.support.postgresql_server import Unavailable, libpq, server, stop_server
from tests.support.schema import triggers_of


def _one_head() -> Iterator[str]:
    """Two migrations that follow the same one cannot both be applied."""
    heads = ScriptDirectory(str(ROOT / "migrations")).get_heads()
    if len(heads) != 1:
        yield f"migrations: {len(heads)} heads instead of one: {', '.join(heads)}"


def upgraded(address: str, instance: Path) -> Iterator[str]:
    """Upgrade an empty database; the differences between its schema and the models, and the guards it lacks."""
    app = create_app({"SQLALCHEMY_DATABASE_URI": address, "INSTANCE_PATH": str(instance), "TESTING": True})
    with app.app_context():
        kind = db.engine.dialect.name
        flask_migrate.upgrade(directory=str(ROOT / "migrations"))
        flask_migrate.upgrade(directory=str(ROOT / "migrations"))  # a second time changes nothing
        with db.engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"compare_type": True})
            for difference in compare_metadata(context, db.metadata):
                yield f"{kind}: the models and the migrated schema differ: {difference}"
            yield from (f"{kind}: {fault}" for fault in differing_checks(connection))
            for name in sorted(set(trigger_names()) - triggers_of(connection)):
                yield f"{kind}: the guard {name} is missing after the migrations"
        db.engine.dispose()


def differing_checks(connection: Connection) -> Iterator[str]:
    """CHECK constraints that the models and the migrated schema do not both have, or do not word alike.

    Alembic compares none. The models' own are read back from tables made of them, beside: in a database in memory, or
    in a schema of its own.
    """
    migrated = _checks_of(connection, None)
    if connection.dialect.name == "sqlite":
        with create_engine("sqlite://").connect() as other:
            db.metadata.create_all(other)
            declared = _checks_of(other, None)
    else:
        connection.execute(CreateSchema("declared"))
        db.metadata.create_all(connection.execution_options(schema_translate_map={None: "declared"}))
        declared = _checks_of(connection, "declared")
        connection.rollback()
    for check in sorted(declared ^ migrated):
        where = "the models" if check in declared else "the migrated schema"
        yield f"only {where} has {' '.join(check)}"


def _checks_of(connection: Connection, schema: str | None) -> set[tuple[str, str, str]]:
    """(table, name, condition) of every CHECK constraint of our tables."""
    inspector = inspect(connection)
    return {
        (table, str(check["name"]), str(check["sqltext"]))
        for table in inspector.get_table_names(schema)
        for check in inspector.get_check_constraints(table, schema)
    }


def faults() -> Iterator[str]:
    """Everything, on each database that can be had."""
    yield from _one_head()
    with tempfile.TemporaryDirectory(prefix="hemicycle-check-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield from upgraded(f"sqlite:///{folder / 'check.sqlite'}", folder / "instance")
        try:
            yield from _on_postgresql(folder)
        except Unavailable as reason:
            if os.environ.get("CI"):
                yield f"postgresql: {reason}"
            else:
                print(f"NOT TRIED on PostgreSQL: {reason}.")
        finally:
            stop_server(folder)


def _on_postgresql(folder: Path) -> Iterator[str]:
    import psycopg

    address = server(folder)
    name = "hemicycle_check_" + folder.name.rpartition("-")[2].lower()
    with psycopg.connect(libpq(address), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE \"{name}\" ENCODING 'UTF8' TEMPLATE template0")
        try:
            made = address.set(database=name).render_as_string(hide_password=False)
            yield from upgraded(made, folder / "instance")
        finally:
            admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


if __name__ == "__main__":
    report(faults)
