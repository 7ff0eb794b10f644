"""Rooms of the house: at most sixteen modules a folder, no crumb, no name of a class or type for two things.

And the words of `docs/words.md`: a false friend that was renamed does not come back as a name of the code.
"""

import ast
import io
import re
import tokenize
from collections import defaultdict
from collections.abc import Iterator
from typing import TypeGuard

from checks.tree import ROOT, report, sources

MOST_MODULES = 16
SMALLEST = 30  # lines under which a module that one other imports belongs in that one
BESIDE = ("tests/", "migrations/", "bin/", "checks/")  # not rooms of the house
PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")  # deposit, Window; BATCH, MARK
WORDS = ROOT / "docs" / "words.md"


def modules() -> dict[str, tuple[str, str]]:
    """Each module of the packages: its path and its text, by dotted name."""
    found = {}
    for path, text in sources(".py", outside=BESIDE):
        found[path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")] = (path, text)
    return found


def crowded(names: dict[str, tuple[str, str]]) -> Iterator[str]:
    """Folders with too many modules, `__init__` not counted."""
    folders = defaultdict(list)
    for path, _text in names.values():
        folder, _, file = path.rpartition("/")
        if file != "__init__.py":
            folders[folder].append(file)
    for folder, held in sorted(folders.items()):
        if len(held) > MOST_MODULES:
            yield f"{folder}: {len(held)} modules, at most {MOST_MODULES}: make rooms in it"


def importers(names: dict[str, tuple[str, str]]) -> dict[str, set[str]]:
    """Who imports each module, as the sources say it."""
    found = defaultdict(set)
    for name, (_path, text) in names.items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    full = f"{node.module}.{alias.name}"
                    found[full if full in names else node.module].add(name)
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    found[alias.name].add(name)
    return found


def crumbs(names: dict[str, tuple[str, str]]) -> Iterator[str]:
    """Modules too small for their only importer not to hold them."""
    by = importers(names)
    for name, (path, text) in sorted(names.items()):
        lines = text.count("\n")
        if lines < SMALLEST and len(by[name]) == 1 and not path.endswith("__init__.py"):
            yield f"{path}: {lines} lines for {next(iter(by[name]))} alone: it belongs there"


def double_names(names: dict[str, tuple[str, str]]) -> Iterator[str]:
    """Classes, and types that a module names, that bear one name and are two."""
    places = defaultdict(list)
    for path, text in names.values():
        tree = ast.parse(text)
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(f"{path}:{node.lineno}")
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript) and _is_type(node.targets[0]):
                places[node.targets[0].id].append(f"{path}:{node.lineno}")
    for name, where in sorted(places.items()):
        if len(where) > 1:
            yield f"{name} means {len(where)} things: {', '.join(where)}"


def _is_type(name: ast.expr) -> TypeGuard[ast.Name]:
    """Whether a name is written as one of a type: `KeyPath = tuple[str | int, ...]`."""
    return isinstance(name, ast.Name) and name.id[0].isupper() and not name.id.isupper()


def false_friends() -> dict[str, str]:
    """What is not said in the code and what is said instead: the last table of `docs/words.md`."""
    text = WORDS.read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", text.partition("## Not said")[2], re.MULTILINE)
    return {word: instead.strip() for word, instead in rows}


def strange_names(names: dict[str, tuple[str, str]]) -> Iterator[str]:
    """Names of the code that hold a false friend. Strings may, and keywords of a call: they are stored keys."""
    wrong = false_friends()
    for path, text in names.values():
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            is_key = re.match(r"=(?!=)", token.line[token.end[1] :])
            if token.type == tokenize.NAME and not is_key:
                for part in PARTS.findall(token.string):
                    word = part.lower()
                    if instead := wrong.get(word) or wrong.get(word.removesuffix("s")):
                        yield f"{path}:{token.start[0]}: {token.string}: say {instead}"


def faults() -> Iterator[str]:
    """Everything above."""
    names = modules()
    yield from crowded(names)
    yield from crumbs(names)
    yield from double_names(names)
    yield from strange_names(names)


if __name__ == "__main__":
    report(faults)
