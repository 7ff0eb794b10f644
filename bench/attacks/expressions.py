"""Every expression that reads people's texts, on what makes expressions slow: signs that they name, over and over.

Each single sign and each pair that an expression names is repeated, bare, after one of them and before one of them.
The slowest short texts of each are then read at full length.
"""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from functools import cache
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import regex

PACKAGES = (
    "redline",
    "core.text",
    "core.files",
    "congress.rules",
    "amendments",
    "motions",
    "papers",
    "app.folder",
)
# Only tried at the start of a line, of a cell or of a name: each is read once, from there.
ONCE = {
    "congress.rules.departements._WITH_CODE",
    "core.files.cells._FRENCH_DATE",
    "core.text.contractions._BEFORE",
    "redline.model.blocks._MARK",
    "redline.model.blocks._STARTS",
    "redline.compare.passages._FIRST_WORD",
    "core.files.cell_cleaning._FORMULA",
    "core.files.cell_cleaning._TELEPHONE",
    "core.files.toml_source._TABLE",
    "core.files.toml_source._ARRAY",
    "core.files.toml_source._KEY",
}
# Of the roll's offices, which have 200 signs.
SHORT_TEXTS = {
    "congress.rules.names._OTHER_MANDATE",
    "congress.rules.names._COMMUNAL_OFFICE",
}
SHORT, LONG = 400, 100_000  # signs
KINDS = ["a", "1", " ", "\n"]
SLOWEST = 2  # short texts of each expression, read at full length
Expression = re.Pattern[str]


@cache
def expressions() -> dict[str, Expression]:
    """The expressions of these packages, by where they are and their name."""
    found: dict[str, Expression] = {}
    for package in PACKAGES:
        root = importlib.import_module(package)
        for module in pkgutil.walk_packages(root.__path__, f"{package}."):
            if not module.name.endswith("__main__"):
                for name, value in vars(importlib.import_module(module.name)).items():
                    if isinstance(value, re.Pattern | regex.Pattern) and value not in found.values():
                        found[f"{module.name}.{name}"] = value  # type: ignore[assignment]
    return found


def named_signs(pattern: str) -> list[str]:
    """The signs that an expression names, of letters and digits four at most, and one of each kind."""
    found: set[str] = set()

    def walk(node: Any) -> None:
        if isinstance(node, tuple) and len(node) == 2 and node[0] in {_constants.LITERAL, _constants.NOT_LITERAL}:
            found.add(chr(node[1]))
        elif isinstance(node, tuple) and len(node) == 2 and node[0] is _constants.RANGE:
            found.add(chr(node[1][0]))
        elif isinstance(node, tuple | list | _parser.SubPattern):
            for inner in node:
                walk(inner)

    walk(_parser.parse(re.sub(r"\\p\{\w+\}|\\X", "\u0301", pattern)))
    signs = sorted(sign for sign in found - {"\ud800"} if not sign.isalnum())
    return [*signs, *sorted(sign for sign in found if sign.isalnum())[:4], *KINDS]


def hostile_texts(pattern: str, length: int) -> Iterator[tuple[str, str, str, int]]:
    """(before, repeated, after, how often) of each text."""
    signs = named_signs(pattern)
    for unit in [*signs, *(one + two for one in signs for two in signs if one != two)]:
        times = length // len(unit)
        yield "", unit, "", times
        for sign in signs if len(signs) < 16 else [*KINDS, "."]:
            yield sign, unit, "", times
            yield "", unit, sign, times


def longest_time() -> tuple[float, str]:
    """The longest time that one expression took on one text of 100 kB, and which."""
    slowest = (0.0, "")
    for name in expressions().keys() - SHORT_TEXTS:
        texts = [text[:3] for text in hostile_texts(expressions()[name].pattern, SHORT)]
        short = [(spent(name, text, SHORT), text) for text in texts]
        for _seconds, text in sorted(short, reverse=True)[:SLOWEST]:
            slowest = max(slowest, (spent(name, text, LONG), f"{name} on {text!r}"))
    return slowest


def spent(name: str, text: tuple[str, str, str], length: int) -> float:
    """CPU seconds to find all in a text of this length."""
    before, unit, after = text
    expression, written = expressions()[name], before + unit * (length // len(unit)) + after
    started = time.process_time()
    if name in ONCE:
        expression.match(written)
    else:
        sum(1 for _found in expression.finditer(written))
    return time.process_time() - started
