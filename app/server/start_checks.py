"""Whether a site can be served, and as it is, asked without starting the application (that costs a second)."""

import errno
import fcntl
import os
import re
import socket
import sqlite3
from pathlib import Path
from typing import IO

from app.config import ROOT
from core.errors import Invalid, RuleBroken

WRITER_LOCK = "writer.lock"  # in the instance folder
ANOTHER_SERVER = "un autre serveur écrit déjà dans cette base SQLite : arrêtez-le, ou prenez PostgreSQL"

REVISION = re.compile(r"^(revision|down_revision) = '([^']+)'", re.MULTILINE)


def is_ready() -> bool:
    """Whether the instance’s SQLite file has the newest schema, a congress, and no demonstration half played.

    False when in doubt, or elsewhere.
    """
    if os.environ.get("DATABASE_URL"):
        return False
    file = instance_folder() / "hemicycle.sqlite"
    if not file.exists():
        return False
    database = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        version = database.execute("SELECT version_num FROM alembic_version").fetchone()
        congress = database.execute("SELECT 1 FROM congress LIMIT 1").fetchone()
        unfinished = database.execute("SELECT 1 FROM congress WHERE demonstration AND clock_offset = 0").fetchone()
    except sqlite3.Error:
        return False
    finally:
        database.close()
    return version is not None and version[0] == newest_revision() and congress is not None and unfinished is None


def require_free(host: str, port: int) -> None:
    """`Invalid` when nothing can be served at this address: said before anything is prepared, in one line."""
    try:
        family, kind, _protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as attempt:
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            attempt.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            told = f"le port {port} est déjà pris : arrêtez ce qui s’y trouve, ou choisissez-en un autre (PORT=8080)"
            raise Invalid(told) from error
        raise Invalid(f"{host}, port {port} : rien ne peut y être servi ({error.strerror})") from error


def require_alone() -> None:
    """`Invalid` when another server holds the lock of this instance's SQLite file (`writer_lock`)."""
    file = instance_folder() / WRITER_LOCK
    if os.environ.get("DATABASE_URL") or not file.exists():
        return
    with file.open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Invalid(ANOTHER_SERVER) from error


def writer_lock(instance: Path, address: str = "") -> IO[str]:
    """The open file that shows that this server alone serves the SQLite database; refused to a second one.

    It holds the address at which the process answers, for the commands beside it.
    """
    file = (instance / WRITER_LOCK).open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise RuleBroken(ANOTHER_SERVER) from error
    file.truncate(0)
    file.write(address)
    file.flush()
    return file


def address_in_use() -> str | None:
    """Where the server of this instance answers, as it wrote it in its lock; None when none serves."""
    file = instance_folder() / WRITER_LOCK
    if not file.exists():
        return None
    with file.open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return lock.read() or None
    return None


def instance_folder() -> Path:
    """The folder of local data of this site."""
    return Path(os.environ.get("HEMICYCLE_INSTANCE", ROOT / "instance"))


def newest_revision(folder: Path = ROOT / "migrations" / "versions") -> str | None:
    """The revision of the last migration on disk: the one that no other comes after."""
    named = [dict(REVISION.findall(file.read_text(encoding="utf-8"))) for file in folder.glob("*.py")]
    former = {revision.get("down_revision") for revision in named}
    return next((revision["revision"] for revision in named if revision["revision"] not in former), None)
