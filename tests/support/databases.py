"""Fresh databases, fast: one migrated template for each run and kind, copied for each test.

SQLite: a copy of a file. PostgreSQL: `CREATE DATABASE … TEMPLATE`; what is discarded is put back for the next test.
"""

import shutil
import sqlite3
import tempfile
from collections import deque
from collections.abc import Callable
from itertools import count
from pathlib import Path

from sqlalchemy.engine import make_url

from tests.support import kept_connections
from tests.support.postgresql_server import libpq, locked, run_name, server
from tests.support.put_back import AsMade, Contents

# Databases dropped only when this many newer ones are done with.
KEPT = 3
# Of all the databases of a process: pytest may take up a kind again after the other, with a maker anew.
_numbers = count(1)


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

    def put_back(self, address: str) -> bool:
        """Not while somebody has its file open: `restore` it."""
        return False

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
        self._prefix = f"{run_name(workspace)}_{worker}"
        self._template = f"{run_name(workspace)}_template"
        self._standing: dict[str, tuple[str, AsMade]] = {}  # the template and the rows of those that are lent again
        self._free: dict[str, deque[str]] = {}
        self._contents: dict[str, Contents] = {}
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

    def _address(self, name: str, lent: str = "") -> str:
        said = {**self._server.query, "application_name": lent} if lent else self._server.query
        return self._server.set(database=name, query=said).render_as_string(hide_password=False)

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
        """The address of a new database: migrated, without a row, or a copy of a template; `empty`: without a table.

        One that was discarded is put back and given again, under another address: what is kept in memory goes by it.
        """
        source = "template0" if empty else self._named(template) if template else self._template
        free = self._free.setdefault(source, deque())
        while free:
            name = free.pop()
            if self._standing[name][1].put_back():
                return self._address(name, f"lent-{next(_numbers)}")
            self._drop(name)
        name = f"{self._prefix}_{next(_numbers)}"
        self._create(name, source)
        if not empty:
            self._stand(name, source)
        return self._address(name)

    def _stand(self, name: str, source: str) -> None:
        made = AsMade(libpq(make_url(self._address(name))), self._contents.get(source))
        self._contents[source] = made.contents
        self._standing[name] = (source, made)
        kept_connections.begin(name)

    def put_back(self, address: str) -> bool:
        """Whether a database is as it was made, from now on, for those who are connected to it and ask nothing now."""
        standing = self._standing.get(str(make_url(address).database))
        return standing is not None and standing[1].put_back(alone=False)

    def restore(self, address: str, template: str) -> None:
        """Put a database that nobody uses just now back as its template is."""
        name = str(make_url(address).database)
        if name in self._standing and self._standing[name][1].put_back():
            return
        self._drop(name)
        self._create(name, self._named(template))
        self._stand(name, self._named(template))

    def _create(self, name: str, template: str) -> None:
        # Copying files costs half of what writing them to the log does, when nothing is flushed to the disk.
        self._admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY file_copy')

    def discard(self, address: str) -> None:
        """Drop a database, a little later: a server that still ends its connections makes one wait 100 ms."""
        name = str(make_url(address).database)
        if name in self._standing:
            self._free[self._standing[name][0]].append(name)
            return
        self._discarded.append(name)
        if len(self._discarded) > KEPT:
            self._drop(self._discarded.popleft())

    def _drop(self, name: str) -> None:
        kept_connections.let_go(name)
        if name in self._standing:
            self._standing.pop(name)[1].close()
        self._admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def close(self) -> None:
        """Leave the server as it was found."""
        for name in (*self._discarded, *self._standing):
            self._drop(name)
        self._admin.close()


Databases = SqliteDatabases | PostgresqlDatabases
