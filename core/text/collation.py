"""The order of the alphabet as a French directory has it, the same whatever the database. Pure.

Databases sort by the bytes or by the locale of their machine: a list that people read is sorted here. Word by word
(Le Roux before Lefèvre), letters without regard to accents nor capitals (Bénard before Bouvier, Émile with Emma), then
accents, then capitals, so that no two different names are one.
"""

import functools
import unicodedata
from typing import Final

_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "þ": "th"})

AlphabeticKey = tuple[tuple[str, ...], str, str]


@functools.lru_cache(maxsize=16_384)  # of each elector, on each page that lists them
def alphabetic(*words: str) -> AlphabeticKey:
    """The key by which a list of names is sorted: family name, then given name…"""
    told = "\x00".join(words)
    apart = unicodedata.normalize("NFKD", told.casefold().translate(_LIGATURES))
    letters = "".join(sign for sign in apart if not unicodedata.combining(sign))
    # Where one name ends and the next begins, nothing may come first: Martin Zoé before Martin-Roux Ada.
    parts = tuple(word for part in letters.split("\x00") for word in ("", *_words(part)))
    return parts, unicodedata.normalize("NFD", told.casefold()), told


def _words(letters: str) -> list[str]:
    """The words of a name: an apostrophe, a hyphen and a space part them alike."""
    return "".join(sign if sign.isalnum() else " " for sign in letters).split()
