"""The databases of the tests: each test has its own, whatever the order in which tests come."""

import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from tests.support.application import migrate
from tests.support.databases import PostgresqlDatabases, SqliteDatabases
from tests.support.postgresql_server import libpq


def test_a_maker_taken_up_again_gives_no_name_twice(database, workspace, worker_id):
    given = []
    for _ in range(2):
        maker = type(database)(workspace, worker_id, lambda address: migrate(address, workspace / "instance"))
        given += [maker.fresh(), maker.fresh(empty=True)]
        if isinstance(maker, PostgresqlDatabases):
            maker.close()
    assert len(set(given)) == len(given)
    for address in given:
        database.discard(address)


def test_a_kept_template_is_made_once_for_each_version(tmp_path, worker_id):
    def schema(address: str) -> None:
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as connection:
            connection.execute("CREATE TABLE one (id INTEGER)")

    def runs(version: str) -> list[str]:
        """What two runs, each in a folder of its own, made of this version."""
        made: list[str] = []
        for number in (1, 2):
            folder = tmp_path / f"{version}-{number}"
            folder.mkdir()
            maker = SqliteDatabases(folder, worker_id, schema)
            maker.template("stage", made.append, kept=tmp_path / "kept" / f"stage-{version}.sqlite")
            assert Path(maker.fresh(template="stage").removeprefix("sqlite:///")).stat().st_size > 0
        return made

    assert len(runs("one")) == 1
    assert len(runs("two")) == 1
    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["stage-two.sqlite"], "former versions are gone"


@pytest.fixture
def with_one_row(database) -> str:
    """The template of a table of one row, with a guard that lets nobody change it, on PostgreSQL."""
    if database.kind == "sqlite":
        return ""

    def fill(address: str) -> None:
        ask(
            address,
            "CREATE TABLE guarded (id SERIAL PRIMARY KEY, said TEXT)",
            "INSERT INTO guarded (said) VALUES (E'as it\\twas made')",
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'kept'; END $$",
            "CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON guarded FOR EACH ROW EXECUTE FUNCTION refuse()",
        )

    return database.template("one-row", fill)


def ask(address: str, *asked: str) -> list[tuple[object, ...]]:
    with psycopg.connect(libpq(make_url(address))) as connection:
        for statement in asked:
            done = connection.execute(statement)
        return done.fetchall() if done.description else []


ALL = "SELECT id, said FROM guarded ORDER BY id"
ONE = [(1, "as it\twas made")]
UNGUARDED = "SET session_replication_role = replica"


@pytest.mark.strictest_database
@pytest.mark.parametrize(
    "written",
    [
        ["SELECT 1"],
        ["INSERT INTO guarded (said) VALUES ('one more')"],
        ["SELECT nextval('guarded_id_seq')"],
        [UNGUARDED, "UPDATE guarded SET said = 'something else'"],
        [UNGUARDED, "DELETE FROM guarded"],
        [UNGUARDED, "DELETE FROM guarded", "INSERT INTO guarded VALUES (1, 'another in its place')"],
        ["TRUNCATE guarded RESTART IDENTITY"],
        ["ALTER TABLE guarded DISABLE TRIGGER kept", "DELETE FROM guarded"],
        ["ALTER TABLE guarded ADD COLUMN more TEXT"],
        ["CREATE TABLE more (id INTEGER)"],
        ["CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$"],
        ["DROP TABLE guarded"],
    ],
    ids=lambda written: written[-1][:40],
)
def test_what_a_test_wrote_is_not_there_for_the_next(database, with_one_row, written):
    """Twice: what was put back is put back again. Each has an address of its own."""
    if isinstance(database, SqliteDatabases):
        return  # asked for alone: it copies a file
    given = []
    for _ in range(3):
        address = database.fresh(template=with_one_row)
        given.append(address)
        assert ask(address, ALL) == ONE
        assert ask(address, "SELECT last_value, is_called FROM guarded_id_seq") == [(1, True)]
        assert ask(address, "SELECT to_regclass('more') IS NULL") == [(True,)]
        with pytest.raises(psycopg.errors.RaiseException, match="kept"):
            ask(address, "DELETE FROM guarded")
        ask(address, *written)
        database.discard(address)
    assert len(set(given)) == len(given)


@pytest.mark.strictest_database
def test_who_is_still_in_a_database_that_is_given_again_is_sent_away(database, with_one_row):
    if isinstance(database, SqliteDatabases):
        return  # asked for alone: it copies a file
    address = database.fresh(template=with_one_row)
    late = psycopg.connect(libpq(make_url(address)))
    late.execute("INSERT INTO guarded (said) VALUES ('never committed')")
    database.discard(address)
    assert ask(database.fresh(template=with_one_row), ALL) == ONE
    with pytest.raises(psycopg.OperationalError):
        late.execute("SELECT 1")
    late.close()
