"""`make bench`: every table of this folder, one process each, on a machine that is named first.

A table is a module of `bench/`, or of a room of it, with a `main()`; it measures its floor in the same run, since
figures of two runs on a shared machine do not compare. `python -m bench.all redline` makes this one only. Exit 1 if a
table failed.
"""

import os
import platform
import subprocess
import sys
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

FOLDER = Path(__file__).parent
NOT_TABLES = {"__init__", "all"}


def tables() -> list[str]:
    """Names of the tables: the modules of the folder that define `main`, « voting.told_in_time » of a room."""
    found = sorted(path for path in FOLDER.rglob("*.py") if path.stem not in NOT_TABLES)
    of_tables = [path for path in found if "\ndef main(" in path.read_text(encoding="utf-8")]
    return [".".join(path.relative_to(FOLDER).with_suffix("").parts) for path in of_tables]


def machine() -> str:
    """The machine in two lines: what figures depend on."""
    cpu = Path("/proc/cpuinfo")
    lines = cpu.read_text(encoding="utf-8").splitlines() if cpu.exists() else []
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine()
    )
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    packages = ", ".join(f"{name} {version(name)}" for name in ("flask", "sqlalchemy", "rapidfuzz", "diff-match-patch"))
    return (
        f"{model}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, load {load}\n"
        f"{platform.python_implementation()} {platform.python_version()}, {packages}"
    )


def main(wanted: list[str]) -> int:
    """Run the tables; 2 if one is unknown."""
    known = tables()
    unknown = sorted(set(wanted) - set(known))
    if unknown:
        print(f"no such table: {', '.join(unknown)}; there are: {', '.join(known) or 'none'}", file=sys.stderr)
        return 2
    print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC\n{machine()}", flush=True)
    failed = []
    for name in wanted or known:
        print(f"\n== {name} ==", flush=True)
        started = time.monotonic()
        done = subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=FOLDER.parent, check=False)
        print(f"({time.monotonic() - started:.1f} s)", flush=True)
        if done.returncode != 0:
            failed.append(name)
    if failed:
        print(f"\n{len(failed)} tables failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
