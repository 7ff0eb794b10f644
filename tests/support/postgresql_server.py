"""The PostgreSQL server of a run: `TEST_DATABASE_URL` if it is set, else one of our own, gone with the run.

Ours is started at the first need from the system's binaries, under an unprivileged user, on a unix socket, without
fsync; all the processes of a run share it.
"""

import fcntl
import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
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
    # Tables of a few rows, of which nothing is known: a statement is planned as if they were long.
    "plan_cache_mode": "force_generic_plan",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
}
# As if the server had never counted the rows of a table: of a few that it counted, reading all is as short as a key.
NOTHING_COUNTED = (
    "DELETE FROM pg_statistic",
    "UPDATE pg_class SET reltuples = -1, relpages = 0 WHERE relkind IN ('r', 'i')",
)


class Unavailable(Exception):
    """Why a kind of database cannot be had here, in a sentence."""


@contextmanager
def locked(workspace: Path, name: str) -> Iterator[None]:
    """One process of the run at a time."""
    with (workspace / f"{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def run_name(workspace: Path) -> str:
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
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", (run_name(workspace),)
            )
            for (name,) in ours.fetchall():
                admin.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
