"""Files of at most 300 lines, functions of at most 40: what is longer has its reason in `checks/long.toml`."""

import ast
import tomllib
from collections.abc import Iterator

from checks.tree import ROOT, report, sources

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
NOT_OURS = ("static/vendor/", "migrations/versions/")


def measured() -> Iterator[tuple[str, int, int]]:
    """(place, lines, limit) of each file and function; a function's place is `path::name`."""
    for name, text in sources(".py", ".html", ".js", ".css", outside=NOT_OURS):
        yield name, text.count("\n"), LONGEST_FILE
        if name.endswith(".py") and not name.startswith("tests/"):
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield f"{name}::{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1, LONGEST_FUNCTION


def faults() -> Iterator[str]:
    """What is too long without a reason, and reasons that nothing needs any more."""
    reasons: dict[str, str] = tomllib.loads((ROOT / "checks" / "long.toml").read_text(encoding="utf-8"))
    long = {place: (lines, limit) for place, lines, limit in measured() if lines > limit}
    for place, (lines, limit) in sorted(long.items()):
        if not reasons.get(place, "").strip():
            yield f"{place}: {lines} lines, at most {limit} (split it, or give the reason in checks/long.toml)"
    for place in sorted(set(reasons) - set(long)):
        yield f"checks/long.toml: {place} is not too long (any more): remove its line"


if __name__ == "__main__":
    report(faults)
