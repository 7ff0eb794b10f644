"""`make check`: every verification that does not run the site, side by side, each with its time.

A check that passes is one line; one that fails shows what it said. `python -m checks.all ruff mypy` runs these only.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from checks.tree import ROOT

BIN = Path(sys.executable).parent
MOST_LINES = 40


def _tool(name: str, *arguments: str) -> list[str]:
    return [str(BIN / name), *arguments]


def _script(name: str) -> list[str]:
    return [sys.executable, "-m", f"checks.{name}"]


def commands() -> dict[str, list[str]]:
    """Each check by its name; the slow ones first, so that they do not end alone."""
    return {
        "mypy": _tool("mypy"),
        "migrations": _script("migrations"),
        "djlint": _tool("djlint", "--lint", "--quiet", "templates"),
        "ruff": _tool("ruff", "check", "--output-format", "concise", "."),
        "format": _tool("ruff", "format", "--check", "--output-format", "concise", "."),
        "imports": _tool("lint-imports"),
        "catalogues": _script("catalogues"),
        "typography": _script("typography"),
        "untranslated": _script("untranslated"),
        "spelling": _script("spelling"),
        "sizes": _script("sizes"),
        "rooms": _script("rooms"),
        "templates": _script("templates"),
        "macros": _script("macros"),
        "scripts": _script("scripts"),
        "hygiene": _script("hygiene"),
    }


def run(name: str, command: list[str]) -> tuple[str, float, int, str]:
    """(name, seconds, exit status, what it said)."""
    started = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return name, time.monotonic() - started, done.returncode, (done.stdout + done.stderr).strip()


def _shortened(said: str, name: str) -> str:
    """The first lines: fifty texts to translate need not hide the next check."""
    lines = said.splitlines()
    if len(lines) > MOST_LINES:
        lines[MOST_LINES:] = [f"… {len(lines) - MOST_LINES} more lines: make check ARGS={name}"]
    return "\n".join(lines)


def main(wanted: list[str]) -> int:
    """Run the checks, two at a time or as many as there are cores; 1 if one failed."""
    known = commands()
    unknown = sorted(set(wanted) - set(known))
    if unknown:
        print(f"no such check: {', '.join(unknown)}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    failed = []
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        running = [pool.submit(run, name, known[name]) for name in known if not wanted or name in wanted]
        for future in as_completed(running):
            name, seconds, status, said = future.result()
            print(f"{'ok    ' if status == 0 else 'FAILED'} {name} ({seconds:.1f} s)", flush=True)
            if status != 0:
                failed.append(name)
                print(said if wanted else _shortened(said, name), flush=True)
            elif "NOT TRIED" in said:
                print(f"       {said}", flush=True)
    if failed:
        print(f"{len(failed)} checks failed: {', '.join(sorted(failed))}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
