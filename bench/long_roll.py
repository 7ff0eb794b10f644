"""A roll of 8,000 lines taken by `congress import`: seconds in all, the longest turn of the writer, a ballot's wait.

Checked outside the writer, in a copy; then written in one transaction. Beside it somebody writes all the time, as
ballots do: what each of these waits is measured too.
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

from core.sqlite.write_turns import WriteTurns

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
