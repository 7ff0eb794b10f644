"""congress.toml as a source of faults: each value is known with the line where it stands, which tomllib forgets."""

import re
import tomllib
from typing import Any

from flask_babel import gettext as _

from core.files.faults import Findings

KeyPath = tuple[str | int, ...]

_TABLE = re.compile(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?")
_ARRAY = re.compile(r"\s*\[\[([^\[\]]+)\]\]\s*(?:#.*)?")
_KEY = re.compile(r"\s*([A-Za-z0-9_\-.\"']+)\s*=")
_DEEPEST = 20  # levels
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


def parse_toml(file: str, text: str, findings: Findings) -> dict[str, Any] | None:
    """The document, or None with the error noted at its line."""
    try:
        document = tomllib.loads(text)
    except RecursionError:
        document = None
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        sentence = (
            _("la syntaxe TOML est rompue, au signe %(column)s de cette ligne.", column=place[2])
            if place
            else _("la syntaxe TOML est rompue : le fichier s’arrête au milieu d’une valeur.")
        )
        findings.error(file, line, None, sentence)
        return None
    except ValueError:  # Python reads no whole number of more digits
        findings.error(file, None, None, _("un nombre de ce fichier a plus de quatre mille chiffres."))
        return None
    if document is None or _is_deep(document):
        told = _("des valeurs sont écrites l’une dans l’autre à plus de %(deepest)s niveaux.", deepest=_DEEPEST)
        findings.error(file, None, None, told)
        return None
    return document


def _is_deep(document: dict[str, Any]) -> bool:
    """Whether something stands in more tables and lists than anybody reads: `a.a.a…` makes one for each point."""
    held: list[Any] = [document]
    for _level in range(_DEEPEST):
        held = [inner for holder in held for inner in (holder.values() if isinstance(holder, dict) else holder)]
        held = [inner for inner in held if isinstance(inner, dict | list)]
    return bool(held)


def lines_of(text: str) -> dict[KeyPath, int]:
    """The line of each key and table, by its path: (« letter », « place »), (« proposals », 0, « file »)."""
    lines: dict[KeyPath, int] = {}
    table: KeyPath = ()
    counts: dict[str, int] = {}
    closing: str | None = None  # the quotes that end a text of several lines
    for number, line in enumerate(text.split("\n"), start=1):
        if closing is not None:
            closing = None if closing in line else closing
            continue
        if array := _ARRAY.fullmatch(line):
            name = array[1].strip()
            counts[name] = counts.get(name, -1) + 1
            table = (*name.split("."), counts[name])
            lines[table] = number
        elif header := _TABLE.fullmatch(line):
            table = tuple(header[1].strip().split("."))
            lines[table] = number
        elif key := _KEY.match(line):
            names = [part.strip("\"'") for part in key[1].split(".")]
            lines.setdefault((*table, *names), number)
            closing = _left_open(line[key.end() :])
    return lines


def nearest_line(lines: dict[KeyPath, int], path: KeyPath) -> int | None:
    """The line of a value, or of the nearest table above it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path)


def _left_open(value: str) -> str | None:
    """The quotes that a value opens without closing them on its line."""
    for quotes in ('"""', "'''"):
        if value.count(quotes) % 2:
            return quotes
    return None
