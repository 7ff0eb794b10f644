"""Words without their accents and capitals, as people type them when they search. Pure."""

import unicodedata

from core.text.composing import composed


def folded(text: str) -> str:
    """The text to search in or for: « Électeur d’ici » and « electeur d'ici » are the same, spaces of any kind too."""
    apart = composed(text.casefold().replace("’", "'"), "NFKD")
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
