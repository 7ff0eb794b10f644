"""Texts as a reader compares them: without the kinds of spaces, or word by word."""

import re


def plain(text: str) -> str:
    """The text with ordinary spaces only: what a sentence says, typography aside."""
    return re.sub(r"[\u00a0\u202f]", " ", text)


_ALWAYS_BOUND = (
    "et|and|ou|or|à|at|h|min|minutes?|heures?|s|rect|bis|ter|quater|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|"
    "novembre|décembre"
)
_COUNTED = re.compile(rf"(?<=\d) ?\u00a0(?!(?:{_ALWAYS_BOUND})\b)(?=[a-zà-ÿœ])")


def unbound(text: str) -> str:
    """The text with an ordinary space between a number and what it counts: what it says, wherever lines may be cut.

    That no line cuts them is held by tests/core/text/test_bound_counts.py, for every sentence at once.
    """
    return _COUNTED.sub(" ", text)


def words(text: str) -> list[str]:
    """The words in order, in lower case, without signs: a text found in a file laid out by another program."""
    return re.findall(r"\w+", text.lower())


def contains_words(whole: str, part: str) -> bool:
    """Whether the words of the part stand in the whole, in order, none missing and none between."""
    return f" {' '.join(words(part))} " in f" {' '.join(words(whole))} "


# What somebody may type or paste, that a file must hold all the same.
ODD_TEXTS = {
    "an emoji": "Oui 😀",
    "Chinese": "漢字",
    "Arabic": "مرحبا",
    "control characters": "a\x07b\x0bd\x1fe\x7f",
    "zero width": "a\u200bb\ufeffd\u00ad",
    "private use": "\ue000x\uf8ff",
    "a word of 5,000 letters": "a" * 5000,
    "line separators": "a\u2028b\u2029c",
    "no character": "a\ufffeb",
}
