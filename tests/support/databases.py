"""Fresh databases, fast: one migrated template for each run and kind, copied for each test.

SQLite: a copy of a file. PostgreSQL: `CREATE DATABASE … TEMPLATE` on `TEST_DATABASE_URL` if it is set, else on a
server of our own, started at the first need from the system's binaries, under an unprivileged user, on a unix
socket, without fsync; all the processes of a run share it.
"""

import fcntl
import os
import pwd
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy.engine import URL, make_url

SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "300",
    "timezone": "UTC",
}
# Databases dropped only when this many newer ones are done with.
KEPT = 3
# Of all the databases of a process: pytest may take up a kind again after the other, with a maker anew.
_numbers = count(1)


class Unavailable(Exception):
    """Why a kind of database cannot be had here, in a sentence."""


@contextmanager
def locked(workspace: Path, name: str) -> Iterator[None]:
    """One process of the run at a time."""
    with (workspace / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class SqliteDatabases:
    """SQLite databases of one process."""

    kind = "sqlite"

    def __init__(self, workspace: Path, worker: str, migrate: Callable[[str], None]) -> None:
        self._workspace = workspace
        self._folder = workspace / f"sqlite-{worker}"
        self._folder.mkdir(exist_ok=True)
        self._template = workspace / "template.sqlite"
        self._made: set[str] = set()  # the templates that this process has seen
        with locked(workspace, "sqlite"):
            if not self._template.exists():
                made = workspace / "made.sqlite"
                migrate(f"sqlite:///{made}")
                _settle(made)
                made.rename(self._template)

    def template(
        self, name: str, fill: Callable[[str], None], *, base: str | None = None, kept: Path | None = None
    ) -> str:
        """The name of a template made once in the run: a migrated database (or a copy of `base`) that `fill` fills.

        `kept`: where a run leaves it for the next ones, under a name that says what it was made from.
        """
        path = self._named(name)
        if name in self._made:
            return name
        with locked(self._workspace, f"sqlite-{name}"):
            if not path.exists():
                made = path.with_suffix(".making")
                if kept is not None and kept.exists():
                    shutil.copyfile(kept, made)
                else:
                    shutil.copyfile(self._named(base) if base else self._template, made)
                    fill(f"sqlite:///{made}")
                    _settle(made)
                    if kept is not None:
                        _keep(made, kept)
                made.rename(path)
        self._made.add(name)
        return name

    def _named(self, name: str) -> Path:
        return self._workspace / f"template-{name}.sqlite"

    def fresh(self, *, empty: bool = False, template: str | None = None) -> str:
        """The address of a new database: migrated, without a row, or a copy of a template; `empty`: without a table."""
        path = self._folder / f"{next(_numbers)}.sqlite"
        if not empty:
            shutil.copyfile(self._named(template) if template else self._template, path)
        return f"sqlite:///{path}"

    def restore(self, address: str, template: str) -> None:
        """Put a database that nobody uses just now back as its template is."""
        self.discard(address)
        shutil.copyfile(self._named(template), address.removeprefix("sqlite:///"))

    def discard(self, address: str) -> None:
        """Delete a database and its journals."""
        path = Path(address.removeprefix("sqlite:///"))
        for suffix in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)


def _settle(path: Path) -> None:
    """One file, without the journals beside it."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _keep(made: Path, kept: Path) -> None:
    """In the place of what was made from something else; whole before it has its name."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    for former in kept.parent.glob(f"{kept.stem.rpartition('-')[0]}-*{kept.suffix}"):
        former.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory(dir=kept.parent) as folder:
        shutil.copyfile(made, Path(folder) / kept.name).rename(kept)


class PostgresqlDatabases:
    """PostgreSQL databases of one process."""

    kind = "postgresql"

    def __init__(self, workspace: Path, worker: str, migrate: Callable[[str], None]) -> None:
        import psycopg

        self._workspace = workspace
        self._prefix = f"{_run_name(workspace)}_{worker}"
        self._template = f"{_run_name(workspace)}_template"
        self._discarded: deque[str] = deque()
        self._made: set[str] = set()
        self._server = server(workspace)
        self._admin = psycopg.connect(libpq(self._server), autocommit=True)
        with locked(workspace, "postgresql"):
            known = self._admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", (self._template,)).fetchone()
            if known is None:
                making = f"{self._template}_making"
                self._admin.execute(f"CREATE DATABASE \"{making}\" ENCODING 'UTF8' TEMPLATE template0")
                migrate(self._address(making))
                self._admin.execute(f'ALTER DATABASE "{making}" RENAME TO "{self._template}"')

    def _address(self, name: str) -> str:
        return self._server.set(database=name).render_as_string(hide_password=False)

    def template(
        self, name: str, fill: Callable[[str], None], *, base: str | None = None, kept: Path | None = None
    ) -> str:
        """The same; a database of a server is not kept."""
        path = self._named(name)
        if name in self._made:
            return name
        with locked(self._workspace, f"postgresql-{name}"):
            known = self._admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", (path,)).fetchone()
            if known is None:
                making = f"{path}_making"
                self._create(making, self._named(base) if base else self._template)
                fill(self._address(making))
                self._admin.execute(f'ALTER DATABASE "{making}" RENAME TO "{path}"')
        self._made.add(name)
        return name

    def _named(self, name: str) -> str:
        return f"{self._template}_{name}"

    def fresh(self, *, empty: bool = False, template: str | None = None) -> str:
        """The address of a new database: migrated, without a row, or a copy of a template; `empty`: without a table."""
        name = f"{self._prefix}_{next(_numbers)}"
        self._create(name, "template0" if empty else self._named(template) if template else self._template)
        return self._address(name)

    def restore(self, address: str, template: str) -> None:
        """Put a database that nobody uses just now back as its template is."""
        name = str(make_url(address).database)
        self._drop(name)
        self._create(name, self._named(template))

    def _create(self, name: str, template: str) -> None:
        # Copying files costs half of what writing them to the log does, when nothing is flushed to the disk.
        self._admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')

    def discard(self, address: str) -> None:
        """Drop a database, a little later: a server that still ends its connections makes one wait 100 ms."""
        self._discarded.append(str(make_url(address).database))
        if len(self._discarded) > KEPT:
            self._drop(self._discarded.popleft())

    def _drop(self, name: str) -> None:
        self._admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def close(self) -> None:
        """Leave the server as it was found."""
        for name in self._discarded:
            self._drop(name)
        self._admin.close()


Databases = SqliteDatabases | PostgresqlDatabases


def _run_name(workspace: Path) -> str:
    return "hemicycle_" + workspace.name.rpartition("-")[2].lower()


def libpq(url: URL) -> str:
    """The address as psycopg takes it."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def server(workspace: Path) -> URL:
    """The server of this run, started if it is not there yet; `Unavailable` says why there is none."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        return make_url(given).set(drivername="postgresql+psycopg")
    folder = workspace / "postgresql"
    with locked(workspace, "server"):
        if not (folder / "started").exists():
            _start(folder)
    return URL.create("postgresql+psycopg", username="postgres", database="postgres", query={"host": str(folder)})


def _binaries() -> Path:
    """The folder of the newest PostgreSQL installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    anywhere = shutil.which("initdb")
    if anywhere is None:
        raise Unavailable("PostgreSQL is missing")
    return Path(anywhere).resolve().parent


def _unprivileged() -> str | None:
    """The user that runs the server: nobody but root needs another."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise Unavailable("PostgreSQL refuses root and there is no user to run it")


def _start(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    if user := _unprivileged():
        shutil.chown(folder, user)
    how = "--no-sync -A trust -U postgres -E UTF8 --locale=C".split()
    _run(folder, [_binaries() / "initdb", "-D", folder / "data", *how])
    start_again(folder)
    (folder / "started").write_text(time.strftime("%H:%M:%S"))


def start_again(folder: Path) -> None:
    """Start a server of ours whose files are there."""
    options = f"-k {folder} " + " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
    _run(folder, [_binaries() / "pg_ctl", "-D", folder / "data", "-wsl", folder / "log", "-o", options, "start"])


def _run(folder: Path, command: list[Path | str]) -> None:
    groups = {"user": it, "group": pwd.getpwnam(it).pw_gid, "extra_groups": []} if (it := _unprivileged()) else {}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **groups)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["no reason given"]
        raise Unavailable(f"PostgreSQL does not start: {said[-1]}")


def stop_server(workspace: Path) -> None:
    """End our own server, or leave another's as it was found; called once, by the process that owns the run."""
    folder = workspace / "postgresql"
    if (folder / "started").exists():
        pid = int((folder / "data" / "postmaster.pid").read_text(encoding="utf-8").split()[0])
        os.kill(pid, 3)  # SIGQUIT: at once, nothing is kept
        for _ in range(100):
            if not (folder / "data" / "postmaster.pid").exists():
                break
            time.sleep(0.02)
    elif os.environ.get("TEST_DATABASE_URL"):
        import psycopg

        with psycopg.connect(libpq(server(workspace)), autocommit=True) as admin:
            ours = admin.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", (_run_name(workspace),)
            )
            for (name,) in ours.fetchall():
                admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
