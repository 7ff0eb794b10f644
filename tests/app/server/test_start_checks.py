"""A site that is ready is served at once; in doubt it is prepared."""

import sqlite3
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from app.config import ROOT
from app.server.start_checks import is_ready, newest_revision


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HEMICYCLE_INSTANCE", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path


def stored(instance: Path, *, version: str, congresses: int, offset: int = 1) -> None:
    database = sqlite3.connect(instance / "hemicycle.sqlite")
    with database:
        database.execute("CREATE TABLE alembic_version (version_num TEXT)")
        database.execute("INSERT INTO alembic_version VALUES (?)", (version,))
        database.execute("CREATE TABLE congress (id INTEGER, demonstration BOOLEAN, clock_offset INTEGER)")
        rows = [(number, True, offset) for number in range(congresses)]
        database.executemany("INSERT INTO congress VALUES (?, ?, ?)", rows)
    database.close()


def test_the_newest_revision_is_the_one_that_alembic_would_go_to() -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    assert newest_revision() == ScriptDirectory.from_config(config).get_current_head()


def test_without_a_database_nothing_is_ready(instance: Path) -> None:
    assert not is_ready()
    (instance / "hemicycle.sqlite").write_bytes(b"")
    assert not is_ready()


@pytest.mark.parametrize(
    ("version", "congresses", "ready"), [("head", 1, True), ("head", 0, False), ("0000", 1, False)]
)
def test_the_schema_is_the_newest_and_a_congress_is_there(
    instance: Path, version: str, congresses: int, ready: bool
) -> None:
    stored(instance, version=newest_revision() or "" if version == "head" else version, congresses=congresses)
    assert is_ready() is ready


def test_another_database_is_always_prepared(instance: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stored(instance, version=newest_revision() or "", congresses=1)
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example/hemicycle")
    assert not is_ready()


def test_a_demonstration_half_played_is_not_served(instance: Path) -> None:
    stored(instance, version=newest_revision() or "", congresses=1, offset=0)
    assert not is_ready()
