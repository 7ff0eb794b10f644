"""The demonstration played ahead of time: `make setup` plays it, `make run` then copies it into an empty site.

Playing its three moments takes half a minute of processor, more than a visitor waits for a first page; a copy takes
none. The file is named after what was played (code, texts, migrations): another version of the program never takes it.
"""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

from app.config import ROOT

FOLDER = ROOT / "build"
NOT_PLAYED = {"bench", "checks", "tests"}
OTHERS = ("migrations", "requirements/runtime.txt")
PASSING = {".pyc", ".mo"}


def played_file() -> Path:
    """Where the demonstration of this very version of the program is kept, once played."""
    return FOLDER / f"demonstration-{_version()}.sqlite"


@cache
def _version() -> str:
    """What this program is made of, in a word."""
    digest = hashlib.sha256()
    packages = sorted(file.parent.name for file in ROOT.glob("*/__init__.py"))
    for name in (*(package for package in packages if package not in NOT_PLAYED), *OTHERS):
        for file in [ROOT / name, *sorted((ROOT / name).rglob("*"))]:
            if file.is_file() and file.suffix not in PASSING:
                digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def play_ahead(*options: str) -> None:
    """Play the demonstration into a file of its own, through the services, unless this version's is there.

    `options`: of `hemicycle demo load`; the three moments unless others are given.
    """
    target = played_file()
    if target.exists():
        return
    print(  # noqa: T201 (what is done now)
        "Démonstration\u00a0: elle se joue d’avance, en vingt secondes, ou deux minutes si la machine est prise.",
        flush=True,
    )
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER) as instance:
        environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environment["HEMICYCLE_INSTANCE"] = instance
        for words in (("db", "upgrade"), ("demo", "load", *(options or ("--all",)))):
            subprocess.run([Path(sys.executable).parent / "hemicycle", *words], env=environment, check=True)
        keep(Path(instance) / "hemicycle.sqlite")


def keep(database: Path) -> None:
    """Keep a database that holds the demonstration just played: for the next empty site, and to start again from."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        whole = Path(folder) / "whole.sqlite"
        with closing(sqlite3.connect(database)) as played:
            played.execute("VACUUM INTO :file", {"file": str(whole)})
        for former in FOLDER.glob("demonstration-*.sqlite"):
            former.unlink()
        whole.rename(played_file())


def copy_played(instance: Path) -> bool:
    """Whether the demonstration played ahead became the instance's database: never over one that exists.

    Its clock still shows the time at which it was played; see `demo.loading.start_clocks`.
    """
    database, played = instance / "hemicycle.sqlite", played_file()
    if os.environ.get("DATABASE_URL") or database.exists() or not played.exists():
        return False
    with tempfile.TemporaryDirectory(dir=instance) as folder:
        copy = Path(folder) / "copy.sqlite"
        shutil.copyfile(played, copy)
        try:
            os.link(copy, database)  # whole before it has its name, and never in another's place
        except FileExistsError:
            return False
    return True


if __name__ == "__main__":
    play_ahead()
