"""On PostgreSQL a program that imports beside the site holds nobody's row, and nothing is there before its commit."""

import os
import subprocess
import time
from contextlib import closing

import psycopg
import pytest
from sqlalchemy.engine import make_url

from tests.app.conftest import REFERENCE
from tests.app.server.test_server import PROGRAM
from tests.support.postgresql_server import libpq
from tests.support.session import ROOT

pytestmark = pytest.mark.strictest_database

# Of this database alone: copies of one template number their tables alike, and other tests hold rows in theirs. And of
# clients alone: the server counts the rows of a table when it pleases.
LOCKS = (
    "(SELECT pg_locks.* FROM pg_locks JOIN pg_stat_activity USING (pid)"
    " WHERE datname = current_database() AND backend_type = 'client backend') AS l"
)


@pytest.fixture
def address(cast) -> str:
    found = cast.app.config["SQLALCHEMY_DATABASE_URI"]
    if not found.startswith("postgresql"):
        pytest.skip("SQLite has no rows to hold")
    return found


def begun(address: str, folder, *more: str) -> subprocess.Popen:
    environment = {**os.environ, "DATABASE_URL": address, "HEMICYCLE_INSTANCE": str(folder)}
    command = [*PROGRAM, "congress", "import", str(REFERENCE), *more]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def connection(address: str) -> closing:
    return closing(psycopg.connect(libpq(make_url(address)), autocommit=True))


def test_an_import_that_is_killed_leaves_nothing(address, tmp_path):
    """It is killed in its one transaction, when all but the journal is written."""
    with connection(address) as stop, connection(address) as look:
        stop.execute("BEGIN")
        stop.execute("LOCK TABLE journal_entry IN SHARE MODE")
        beside = begun(address, tmp_path)
        waiting = f"SELECT count(*) FROM {LOCKS} WHERE NOT granted AND relation = 'public.journal_entry'::regclass"
        while beside.poll() is None and look.execute(waiting).fetchone() == (0,):
            time.sleep(0.01)  # between two looks
        assert beside.poll() is None, beside.communicate()
        beside.kill()
        beside.communicate(timeout=30)
        stop.execute("ROLLBACK")
        held = f"SELECT count(*) FROM {LOCKS} WHERE mode = 'RowExclusiveLock' AND relation = 'public.member'::regclass"
        while look.execute(held).fetchone() != (0,):
            time.sleep(0.01)  # between two looks
        assert look.execute("SELECT count(*) FROM congress").fetchone() == (1,)
        assert look.execute("SELECT count(*) FROM account WHERE email LIKE '%le-havre%'").fetchone() == (0,)


def test_a_dry_run_holds_no_row_and_writes_none(address, tmp_path):
    """It held the congress and its journal from its first row to its end."""
    beside = begun(address, tmp_path, "--dry-run")
    kinds = f"SELECT DISTINCT mode FROM {LOCKS} JOIN pg_class ON pg_class.oid = relation "
    ours = "WHERE pid <> pg_backend_pid() AND relnamespace = 'public'::regnamespace AND relkind = 'r'"
    modes = set()
    with connection(address) as look:
        before = look.execute("SELECT count(*), max(id) FROM journal_entry").fetchone()
        while beside.poll() is None:
            modes |= {mode for (mode,) in look.execute(kinds + ours).fetchall()}
            time.sleep(0.005)  # between two looks
        assert "rien n’est enregistré" in beside.communicate()[0].decode()
        assert look.execute("SELECT count(*), max(id) FROM journal_entry").fetchone() == before
    assert modes == {"AccessShareLock"}
