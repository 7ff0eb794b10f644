"""Programs beside the server: none keeps a ballot waiting."""

import fcntl
import os
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from core.sqlite.write_turns import WriteTurns
from tests.app.conftest import REFERENCE
from tests.app.server.test_server import PROGRAM, _answer, _serve
from tests.support.network import free_port
from tests.support.session import ROOT

pytestmark = pytest.mark.one_database


def test_a_dry_run_beside_a_server_never_takes_the_writer(cast, tmp_path):
    """Each look asks for the place of the only writer, at once or not at all: a dry run used to hold it for seconds."""
    address = cast.app.config["SQLALCHEMY_DATABASE_URI"]
    port = free_port()
    server = _serve(port, address, tmp_path)
    refused, looks = 0, 0
    try:
        assert _answer(port) == 200
        environment = {**os.environ, "DATABASE_URL": address, "HEMICYCLE_INSTANCE": str(tmp_path)}
        command = [*PROGRAM, "congress", "import", str(REFERENCE), "--dry-run"]
        beside = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"), timeout=0, isolation_level=None)) as database:
            while beside.poll() is None:
                looks += 1
                try:
                    database.execute("BEGIN IMMEDIATE")
                    database.execute("ROLLBACK")
                except sqlite3.OperationalError:
                    refused += 1
                time.sleep(0.01)  # between two looks
                if looks % 50 == 0:
                    assert _answer(port) == 200
        assert "rien n’est enregistré" in beside.communicate(timeout=60)[0]
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=30)
    assert looks > 20
    assert refused < looks / 20, "the server’s own writes alone, of some milliseconds"


def test_the_tables_are_updated_in_their_turn(database_url, program, monkeypatch):
    monkeypatch.setattr("core.sqlite.write_turns.PATIENCE", 0.05)
    with closing(WriteTurns(database_url.removeprefix("sqlite:///"))) as turns:
        turns.take()
        refused = program("db", "upgrade", DATABASE_URL=database_url)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert refused.stderr.count("\n") == 1
        assert "Réessayez dans un instant." in refused.stderr
        turns.give_back()
        assert program("db", "upgrade", DATABASE_URL=database_url).returncode == 0


def test_an_import_that_is_killed_leaves_nothing(cast, tmp_path):
    """It is checked in a copy, then waits for its turn: nothing of it is in the database before its one commit."""
    address = cast.app.config["SQLALCHEMY_DATABASE_URI"]
    path = Path(address.removeprefix("sqlite:///"))
    turns = WriteTurns(str(path))
    turns.take()
    environment = {**os.environ, "DATABASE_URL": address, "HEMICYCLE_INSTANCE": str(tmp_path)}
    command = [*PROGRAM, "congress", "import", str(REFERENCE)]
    beside = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        while beside.poll() is None and not _is_waited_for(path):
            time.sleep(0.01)  # between two looks
        beside.kill()
        beside.communicate(timeout=30)
    finally:
        turns.close()
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT count(*) FROM congress").fetchone() == (1,)
        assert database.execute("SELECT count(*) FROM account WHERE email LIKE '%le-havre%'").fetchone() == (0,)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _is_waited_for(path: Path) -> bool:
    """Whether another process holds the place of the one that comes next."""
    with path.with_name(f"{path.name}.queue").open("a") as queue:
        try:
            fcntl.flock(queue, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
