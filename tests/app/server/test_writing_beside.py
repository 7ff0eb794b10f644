"""Programs beside the server: none keeps a ballot waiting."""

import os
import signal
import sqlite3
import subprocess
import time
from contextlib import closing

import pytest

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
