"""A whole name, « DUPONT Jean » or « Jean DUPONT », parted where capitals say which is which. Pure."""

import re
from dataclasses import dataclass
from typing import Final

_CIVILITY: Final = re.compile(
    r"(M|M\.|Mr\.?|Mme|MME|Mlle|MLLE|Monsieur|Madame|Mademoiselle|MONSIEUR|MADAME|Dr\.?|Me|Pr\.?)\s+(?=\S)"
)
_ELIDED: Final = re.compile(r"[dlDL]['’](?=\w)")
_PARTICLES: Final = frozenset(
    {"de", "du", "des", "la", "le", "les", "da", "dos", "van", "von", "der", "den", "De", "Du", "Des", "La", "Le"}
)


@dataclass(frozen=True, slots=True)
class PartedName:
    """A whole name in its parts."""

    civility: str
    given_name: str
    family_name: str


def parted_name(whole: str) -> PartedName | None:
    """The family name is what stands in capitals, first or last, with the particle before it; None where none is sure.

    « DUPONT Jean-Pierre », « Jean DE LA TOUR », « de GAULLE Charles », « Mme Zoé D’ORNANO ».
    """
    found = _CIVILITY.match(whole)
    words = (whole[found.end() :] if found else whole).split()
    high = [place for place, word in enumerate(words) if _is_in_capitals(word)]
    if not high or high[-1] - high[0] + 1 != len(high):
        return None
    first, end = high[0], high[-1] + 1
    while first and words[first - 1] in _PARTICLES:
        first -= 1
    given = [*words[:first], *words[end:]]
    if not given or (first and end < len(words)) or not all(map(_is_given, given)):
        return None
    return PartedName(found[1] if found else "", " ".join(given), " ".join(words[first:end]))


def _is_in_capitals(word: str) -> bool:
    """« DUPONT », « SAINT-ÉTIENNE », « d’ORNANO »; an initial is none."""
    bare = _ELIDED.sub("", word, count=1)
    letters = [sign for sign in bare if sign not in "-'’"]
    return len(letters) > 1 and all(sign.isupper() for sign in letters)


def _is_given(word: str) -> bool:
    """« Jean-Pierre », « J. », « François »: it begins with a capital, and holds nothing that no name holds."""
    return word[0].isupper() and all(sign.isalpha() or sign in "-.'’" for sign in word)
