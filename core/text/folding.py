"""Words without their accents and capitals, as people type them when they search. Pure."""

import unicodedata
from typing import Final

from core.text.composing import composed

_LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae"})


def folded(text: str) -> str:
    """The text to search in or for: « L’Œuvre d’Élise » is « l'oeuvre d'elise », whatever the kind of its spaces."""
    apart = composed(text.casefold().replace("’", "'"), "NFKD").translate(_LIGATURES)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def holds(words: str, searched: str) -> bool:
    """Whether words that are folded hold each one of those searched, in any order: « noel jean » finds Jean-Noël."""
    return all(word in words for word in folded(searched).replace("-", " ").split())
