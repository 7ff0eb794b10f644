"""What French typography lets vary without changing a text: apostrophes, spaces, quotes.

Two typists write « l’État » and "l'État"; nobody would vote on it. Everything that compares words
compares them through `fold`; everything that rebuilds a text keeps the bytes as they were written.
"""

import re
import unicodedata

APOSTROPHES = "’‘ʼ′‛"
SPACES = "\u00a0\u202f\u2009\u2007\u2008\u2002\u2003\u200a\n\t"
QUOTES = "«»“”„‟"
_COMBINING = re.compile("[\u0300-\u036f]")
_ENDLESS_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0816-\u0ecd\u0f18-\U0001ffff]{31}"
)
_INSIDE_QUOTES = re.compile(r"(?<=«) +|(?<! ) +(?=»)")


def fold(text: str) -> str:
    """The text with one apostrophe, one space and one quote, character for character.

    The length never changes, so that offsets in the folded text are offsets in the text.
    """
    for apostrophe in APOSTROPHES:
        if apostrophe in text:
            text = text.replace(apostrophe, "'")
    for space in SPACES:
        if space in text:
            text = text.replace(space, " ")
    for quote in QUOTES:
        if quote in text:
            text = text.replace(quote, '"')
    return text


def same_text(a: str, b: str) -> bool:
    """Whether two texts are equal up to typography: shape of apostrophes and quotes, kind of space.

    A space just inside « » does not count either: "mot" and « mot » are the same words.
    """
    return a == b or _plain(a) == _plain(b)


def _plain(text: str) -> str:
    for space in SPACES:
        if space not in "\n\t" and space in text:
            text = text.replace(space, " ")
    return composed(fold(_INSIDE_QUOTES.sub("", text)))


def composed(text: str) -> str:
    """The text with each accent on its letter; as it is where more marks follow one another than any writing has.

    Setting the marks of one letter in order takes the square of their number.
    """
    return text if _ENDLESS_MARKS.search(text) else unicodedata.normalize("NFC", text)


def has_combining(text: str) -> bool:
    """Whether some letter is written with a separate accent, so that words need composing to be compared."""
    return _COMBINING.search(text) is not None
