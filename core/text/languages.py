"""What CLDR, through Babel, says of each language: its data, and how it enumerates words. Pure.

`core.text.dates` holds what we write otherwise; `core.text.reader` says these things in the reader's language.
"""

from collections.abc import Iterable
from functools import cache
from typing import Final

from babel import Locale
from babel.lists import format_list

# English is for readers in Europe: the day before the month, twenty-four hours, « a, b and c ».
_TERRITORIES: Final = {"en": "en_GB"}
_NO_BREAK: Final = "\u00a0"
_WITHIN: Final = "\0"  # stands for a space that is in one of what is enumerated, not between two
_ON_ONE_LINE: Final = 20  # characters: numbers enumerated in no more are never cut


@cache
def locale_of(language: str) -> Locale:
    """What CLDR knows of a language, by its ISO 639 code."""
    return Locale.parse(_TERRITORIES.get(language, language))


def own_name(language: str) -> str:
    """What a language calls itself, as a button says it: « Français », « English »."""
    name = Locale.parse(language).get_language_name(language) or language
    return name[:1].upper() + name[1:]


def listed(words: Iterable[str], language: str = "fr") -> str:
    """« a », « a et b », « a, b et c »."""
    return format_list(list(words), "standard", locale_of(language))


def listed_numbers(numbers: Iterable[str], language: str = "fr") -> str:
    """« 1, 2 et 5 » on one line; of many, what a line never cuts is their end: « 14 et 18 »."""
    told = listed((one.replace(" ", _WITHIN) for one in numbers), language)
    cuts = -1 if len(told) <= _ON_ONE_LINE else 2
    return _NO_BREAK.join(told.rsplit(" ", cuts)).replace(_WITHIN, " ")


def listed_either(words: Iterable[str], language: str = "fr") -> str:
    """« a », « a ou b », « a, b ou c »."""
    return format_list(list(words), "or", locale_of(language))
