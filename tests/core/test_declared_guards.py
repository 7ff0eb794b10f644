"""How models declare what of their rows never changes, and how a database comes to hold exactly that."""

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from core.database import db
from core.immutability import install, lifted, never_changes, rules_of
from tests.support.schema import triggers_of


def test_a_guard_that_no_model_declares_any_more_goes_at_the_next_migration(app):
    with app.app_context(), db.engine.begin() as connection:
        before = triggers_of(connection)
        connection.execute(text("DROP TRIGGER keep_revision_1" + on_its_table(connection, "revision")))
        install_as(connection, "keep_revision_9", "revision")
        assert "keep_revision_9" in triggers_of(connection)
        install(connection)
        assert triggers_of(connection) == before


def on_its_table(connection: Connection, table: str) -> str:
    """What a statement on a trigger says of its table."""
    return "" if connection.dialect.name == "sqlite" else f" ON {table}"


def install_as(connection: Connection, name: str, table: str) -> None:
    """A trigger such as an earlier version of the models would have left."""
    if connection.dialect.name == "sqlite":
        connection.execute(text(f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} BEGIN SELECT 1; END"))
        return
    does = f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN RETURN NEW; END $$ LANGUAGE plpgsql"
    connection.execute(text(does))
    connection.execute(text(f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"))


def test_a_guard_of_a_column_that_does_not_exist_is_refused():
    class OtherBase(DeclarativeBase):
        pass

    class Note(OtherBase):
        __tablename__ = "note"
        __guards__ = (never_changes("words", "colour"),)
        id: Mapped[int] = mapped_column(primary_key=True)
        words: Mapped[str]

    with pytest.raises(LookupError, match="note has no colour to keep"):
        list(rules_of(Note))


def test_guards_are_lifted_beside_whoever_reads_and_stand_again_after(app):
    """On PostgreSQL every trigger was dropped: a table that somebody read held the whole site up."""
    entry = "INSERT INTO journal_entry (stream, sequence, at, kind, actor, payload, rows, previous, digest) VALUES "
    with app.app_context(), db.engine.connect() as reader, db.engine.connect() as connection:
        reader.execute(text("SELECT count(*) FROM journal_entry"))
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL lock_timeout = '1s'"))
        connection.execute(text(entry + "('essai', 1, '2020-10-12', 'tried', 'system', '{}', '{}', '', '')"))
        with lifted(connection):
            connection.execute(text("UPDATE journal_entry SET kind = 'changed'"))
        with pytest.raises(DatabaseError, match="is kept as it was"):
            connection.execute(text("DELETE FROM journal_entry"))
