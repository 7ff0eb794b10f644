"""Which file of SQLite a process serves: the one that its first connection opened, whatever stands there later."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from core.database import GONE


def made(path: Path, word: str) -> Path:
    """A database with one word in it, all in its file."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE told (word TEXT)"))
        connection.execute(text("INSERT INTO told VALUES (:word)"), {"word": word})
    engine.dispose()
    return path


@pytest.fixture
def files(tmp_path) -> tuple[Path, Path]:
    """The file of a site, and another that may be put in its place."""
    return made(tmp_path / "site.sqlite", "ours"), made(tmp_path / "other.sqlite", "theirs")


def test_a_file_put_in_its_place_before_the_first_transaction_is_not_taken_for_it(files):
    site, other = files
    engine = create_engine(f"sqlite:///{site}")
    with closing(engine.connect()) as connection:
        shutil.move(other, site)
        with pytest.raises(OperationalError, match=GONE):
            connection.begin()
    with pytest.raises(OperationalError, match=GONE):
        engine.connect().begin()
    engine.dispose()


def test_a_file_put_in_its_place_while_it_is_opened_is_not_served(files):
    site, other = files
    engine = create_engine(f"sqlite:///{site}")

    def replaced_meanwhile(_dialect, _record, _asked, _named) -> None:
        if other.exists():
            shutil.move(other, site)

    event.listen(engine, "do_connect", replaced_meanwhile)
    with pytest.raises(OperationalError, match=GONE):
        engine.connect()
    engine.dispose()


def test_whoever_begins_anew_serves_what_is_there(files):
    site, other = files
    engine = create_engine(f"sqlite:///{site}")
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT word FROM told")) == "ours"
    shutil.move(other, site)
    with pytest.raises(OperationalError, match=GONE):
        engine.connect().begin()
    engine.dispose()
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT word FROM told")) == "theirs"
    engine.dispose()


def test_a_database_in_memory_has_no_file():
    engine: Engine = create_engine("sqlite://")
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT 1")) == 1
