"""The files of the project as git knows them, and how a check reports.

Only tracked files, and new ones that nobody ignores, are looked at: what is built, fetched or local is not ours.
"""

import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project, sorted, absolute."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout.decode()
    paths = (ROOT / name for name in sorted(set(listed.split("\0"))) if name)
    return tuple(path for path in paths if path.is_file())


def sources(*suffixes: str, outside: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """(path from the root, text) of the files with these endings, outside these folders or files."""
    for path in files():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix in suffixes and not name.startswith(outside):
            yield name, path.read_text(encoding="utf-8")


def report(check: Callable[[], Iterable[str]]) -> None:
    """Run a check as a program: one line for each fault, exit 1 if there is any."""
    faults = list(check())
    for fault in faults:
        print(fault)
    sys.exit(1 if faults else 0)
