"""How models declare what of their rows never changes, and how a database comes to hold exactly that."""

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from core.database import db
from core.immutability import install, never_changes, rules_of
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
