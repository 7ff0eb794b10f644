"""A roll of 8,000 lines taken by `congress import`: seconds in all, the longest turn of the writer, a ballot's wait.

Checked outside the writer, in a copy; then written in one transaction. Beside it somebody writes all the time, as
ballots do: what each of these waits is measured too. With `postgresql` as an argument, on that database: what waits
for the rows that an arrival, and an announcement, need.
"""

import csv
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url

from core.sqlite.write_turns import WriteTurns
from tests.support.postgresql_server import libpq, server, stop_server

ROOT = Path(__file__).resolve().parents[1]
LINES, LONGEST = 8000, 10.0  # lines, seconds of processor
PROGRAM = [sys.executable, "-c", "from app.cli import main; main()"]


def long_folder(folder: Path, lines: int) -> None:
    """The demonstration's folder with a roll of so many lines."""
    shutil.copytree(ROOT / "demo" / "data" / "congres-2020", folder)
    roll = folder / "roll.csv"
    with roll.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    person = ("maire", "Le Havre", "76351", "76", "", "", "1", "yes", "")
    rows += [
        ["elected", "", "Mme", f"Prénom{k}", f"Nom{k}", f"nom{k}@commune{k % 700}.example", *person]
        for k in range(lines - len(rows) + 1)
    ]
    with roll.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)


def main() -> None:
    """Print the table; exit 1 if it takes too long."""
    if "postgresql" in sys.argv[1:]:
        on_postgresql()
        return
    with tempfile.TemporaryDirectory() as made:
        instance, folder = Path(made) / "instance", Path(made) / "folder"
        instance.mkdir()
        os.environ |= {"HEMICYCLE_INSTANCE": str(instance)}
        os.environ.pop("DATABASE_URL", None)
        long_folder(folder, LINES)
        subprocess.run([*PROGRAM, "db", "upgrade"], check=True, capture_output=True, cwd=ROOT)
        seconds, wall, waits = measured(folder, instance / "hemicycle.sqlite")
    print(f"{seconds:8.2f}  seconds of processor for {LINES} lines (at most {LONGEST:.0f}), {wall:.1f} by the clock")
    print(f"{max(waits):8.2f}  seconds waited at most by whoever wrote beside it, {len(waits)} times")
    sys.exit(1 if seconds > LONGEST else 0)


# What a writer of the same congress takes: the journal's head, last, for any entry; the congress's row, to announce.
NEEDED = {
    "an arrival": "SELECT digest FROM journal_head WHERE stream = 'congress:congres-2020' FOR UPDATE",
    "an announcement": "SELECT id FROM congress WHERE slug = 'congres-2020' FOR NO KEY UPDATE",
}


def on_postgresql() -> None:
    """Print what each of these waits beside the import of a roll into a congress that is there already."""
    with tempfile.TemporaryDirectory(prefix="hemicycle-bench-") as made:
        workspace, folder = Path(made), Path(made) / "folder"
        try:
            here = new_database(workspace)
            os.environ |= {"DATABASE_URL": here, "HEMICYCLE_INSTANCE": made}
            for words in (("db", "upgrade"), ("congress", "import", ROOT / "demo" / "data" / "congres-2020")):
                subprocess.run([*PROGRAM, *words], check=True, capture_output=True, cwd=ROOT)
            long_folder(folder, LINES)
            waits: dict[str, list[float]] = {name: [0.0] for name in NEEDED}
            stop = threading.Event()
            beside = [threading.Thread(target=_ask, args=(libpq(make_url(here)), name, waits, stop)) for name in NEEDED]
            for thread in beside:
                thread.start()
            command = [*PROGRAM, "congress", "import", str(folder)]
            subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
            stop.set()
            for thread in beside:
                thread.join()
        finally:
            stop_server(workspace)
    for name, found in waits.items():
        print(f"{max(found):8.2f}  seconds waited at most by {name} beside {LINES} lines, {len(found)} times")


def new_database(workspace: Path) -> str:
    """The address of an empty database of a server of its own, in a folder; `stop_server` ends it."""
    workspace.chmod(0o755)  # the server's files lie inside, under another user
    address = server(workspace)
    with psycopg.connect(libpq(address), autocommit=True) as admin:
        admin.execute("CREATE DATABASE bench ENCODING 'UTF8' TEMPLATE template0")
    return address.set(database="bench").render_as_string(hide_password=False)


def _ask(database: str, name: str, waits: dict[str, list[float]], stop: threading.Event) -> None:
    with psycopg.connect(database) as connection:
        while not stop.is_set():
            started = time.monotonic()
            connection.execute(NEEDED[name])
            connection.commit()
            waits[name].append(time.monotonic() - started)
            time.sleep(0.02)


def measured(folder: Path, database: Path) -> tuple[float, float, list[float]]:
    """(seconds of processor, of the clock, what each turn beside it waited)."""
    waits, stop = [0.0], threading.Event()

    def write_beside() -> None:
        turns = WriteTurns(str(database))
        while not stop.is_set():
            started = time.monotonic()
            turns.take(60)
            waits.append(time.monotonic() - started)
            turns.give_back()
            time.sleep(0.02)
        turns.close()

    beside = threading.Thread(target=write_beside)
    beside.start()
    before, started = os.times(), time.monotonic()
    subprocess.run([*PROGRAM, "congress", "import", str(folder)], check=True, capture_output=True, cwd=ROOT)
    wall, after = time.monotonic() - started, os.times()
    stop.set()
    beside.join()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return used, wall, waits


if __name__ == "__main__":
    main()
