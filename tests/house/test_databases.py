"""The databases of the tests: each test has its own, whatever the order in which tests come."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.support.application import migrate
from tests.support.databases import PostgresqlDatabases, SqliteDatabases


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
