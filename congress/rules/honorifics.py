"""The honorific before a name: its usual spelling, and what words agree with it. Pure.

People write « Madame », « MME », « Mr »; the roll keeps « Mme » and « M. », and a title (« Dr ») as it is given. Words
agree with what a person chose to be called; where that says nothing, pages find words that agree with nobody.
"""

from enum import StrEnum
from typing import Final

from core.text.folding import folded


class Gender(StrEnum):
    """With what French words agree."""

    FEMININE = "feminine"
    MASCULINE = "masculine"
    UNKNOWN = "unknown"


_FEMININE: Final = frozenset({"mme", "madame", "mrs", "ms"})
_MISS: Final = frozenset({"mlle", "mademoiselle", "miss"})  # a choice that stays as written
_MASCULINE: Final = frozenset({"m", "monsieur", "mr"})


def _plain(honorific: str) -> str:
    return folded(honorific).strip().rstrip(".")


def usual_honorific(written: str) -> str:
    """« Mme » for « Madame », « MME », « mme. »; « M. » for « Monsieur », « M », « Mr »; anything else as it is."""
    plain = _plain(written)
    if plain in _FEMININE:
        return "Mme"
    return "M." if plain in _MASCULINE else written.strip()


def gender_of(honorific: str) -> Gender:
    """What words agree with: feminine for « Mme » however it is spelt, masculine for « M. », else unknown."""
    plain = _plain(honorific)
    if plain in _FEMININE | _MISS:
        return Gender.FEMININE
    return Gender.MASCULINE if plain in _MASCULINE else Gender.UNKNOWN


def agreed(honorific: str, feminine: str, masculine: str, neutral: str) -> str:
    """The one of three sentences that agrees with the honorific; the neutral one where it says nothing."""
    return {Gender.FEMININE: feminine, Gender.MASCULINE: masculine, Gender.UNKNOWN: neutral}[gender_of(honorific)]
