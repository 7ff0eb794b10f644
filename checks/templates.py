"""Templates are written for people: lines of at most 120 characters, and no no-break space that Jinja would take away.

A string is not counted beyond thirty characters: a sentence to translate stands on one line, however long.
"""

import re
from collections.abc import Iterator

from checks.tree import report, sources

LONGEST_LINE = 120
LONG_STRING = re.compile(r"'(?:[^'\\]|\\.){30,}'|\"(?:[^\"\\{]|\\.){30,}\"")
# `{%-` and `-%}` strip what Python calls a space, and that is not only what may go.
EATEN = re.compile(r"-[%}]\}\s*[\u00a0\u202f]|[\u00a0\u202f]\s*\{[%{]-")


def faults_of(text: str) -> Iterator[tuple[int, str]]:
    """(line, what is wrong) of one template."""
    for number, line in enumerate(text.splitlines(), start=1):
        if len(LONG_STRING.sub("…", line)) > LONGEST_LINE:
            yield number, f"{len(line)} characters, at most {LONGEST_LINE}: break the line"
    for match in EATEN.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, "a no-break space that the dash beside it would take away"


def faults() -> Iterator[str]:
    """One line for each."""
    for name, text in sources(".html", outside=("tests/", "static/", "docs/", "demo/data/")):
        for number, fault in faults_of(text):
            yield f"{name}:{number}: {fault}"


if __name__ == "__main__":
    report(faults)
