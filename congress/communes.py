"""The communes of France by their codes, as INSEE lists them (`congress/data`): whether a code and a name agree."""

import re
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from core.text.folding import folded

_FILE = Path(__file__).parent / "data" / "communes.csv"
_SIGNS = re.compile(r"[\W_]+")
_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_ARTICLES = frozenset({"l", "le", "la", "les"})
# Wholes whose quarters have codes of their own: Paris, Marseille, Lyon.
_QUARTERS = ((range(75101, 75121), "75056"), (range(13201, 13217), "13055"), (range(69381, 69390), "69123"))


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """The name of each of these codes that is in the list; the list is read, and let go."""
    wanted = {code: _whole(code) for code in codes}
    wholes, found = set(wanted.values()), {}
    with _FILE.open(encoding="utf-8") as file:
        for line in islice(file, 1, None):
            code, _, name = line.rstrip("\n").partition(";")
            if code in wholes:
                found[code] = name
    return {code: found[whole] for code, whole in wanted.items() if whole in found}


def is_same_name(written: str, listed: str, code: str) -> bool:
    """Whether two ways to write a commune are one: capitals, accents, hyphens, « St », an article apart.

    A quarter of Paris, Lyon or Marseille begins with its city: « Lyon 3e ».
    """
    words, wanted = _words(written), _words(listed)
    return words == wanted or (_whole(code) != code and words[: len(wanted)] == wanted)


def _whole(code: str) -> str:
    return next((whole for quarters, whole in _QUARTERS if code.isdigit() and int(code) in quarters), code)


def _words(name: str) -> list[str]:
    words = _SIGNS.sub(" ", folded(name)).split()
    return [_SHORT.get(word, word) for word in words if word not in _ARTICLES]
