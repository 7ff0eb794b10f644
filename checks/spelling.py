"""English spelling, by codespell, of what is written in English: comments, docstrings and documents.

French would be one long list of misspelt English, so it is blanked first: every text of a Python source that is not
a docstring, and in the rest whatever stands between « and » or in `code`.
"""

import ast
import io
import re
import subprocess
import sys
import tempfile
import tokenize
from collections.abc import Iterator
from pathlib import Path

from checks.tree import report, sources

FRENCH = re.compile(r"«[^»]*»|`[^`\n]*`|« .*$", re.MULTILINE)
# Ours, and right: names of people and words of the trade.
WORDS = "admis,amendement,connexion,preambule,presidence,mot,ada"


def _docstring_lines(text: str) -> set[int]:
    told = (node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Expr))
    nodes = (node for node in told if isinstance(node, ast.Constant))
    return {line for node in nodes for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)}


def english(text: str) -> str:
    """A Python source of which only comments and docstrings are left, each on its line."""
    docstrings = _docstring_lines(text)
    lines = [""] * (text.count("\n") + 2)
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        row = token.start[0]
        if token.type == tokenize.COMMENT:
            lines[row - 1] += token.string
        elif token.type == tokenize.STRING and row in docstrings:
            for offset, part in enumerate(token.string.split("\n")):
                lines[row - 1 + offset] += part
    return "\n".join(lines)


def faults() -> Iterator[str]:
    """Misspelt English words, with their places."""
    with tempfile.TemporaryDirectory(prefix="hemicycle-spelling-") as folder:
        for name, text in sources(".py", ".md", outside=("tests/data/", "demo/data/", "static/")):
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            prose = english(text) if name.endswith(".py") else text
            path.write_text(FRENCH.sub("", prose), encoding="utf-8")
        program = Path(sys.executable).parent / "codespell"
        command = [str(program), "--ignore-words-list", WORDS, "."]
        yield from subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout.splitlines()


if __name__ == "__main__":
    report(faults)
