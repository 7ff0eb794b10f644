"""Numbers as a text writes them, in words or in digits: found, and written again in the other's way.

Pure. « dix mille », « Dix-sept », « 10 000 »; « ten thousand ». Articles (« un », « une ») count nothing by themselves.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

MOST: Final = 999_999_999
_SPACES: Final = r"[ \u00a0\u202f]"
_DIGITS: Final = rf"\d{{1,3}}(?:{_SPACES}\d{{3}})+(?!\d)|\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+"
_UNITS: Final = {
    "fr": ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
           "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
           "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
}  # fmt: skip
_TENS: Final = {
    "fr": {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"},
    "en": {
        20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety",
    },
}  # fmt: skip
_SCALES: Final = {
    "fr": {100: "cent", 1000: "mille", 1_000_000: "million"},
    "en": {100: "hundred", 1000: "thousand", 1_000_000: "million"},
}
_AND: Final = {"fr": "et", "en": "and"}


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number where a text says it: characters [start, end), its value, whether it is in digits."""

    start: int
    end: int
    value: int
    written: str

    @property
    def is_in_digits(self) -> bool:
        """« 10 000 », not « dix mille »."""
        return self.written[0].isdigit()


def numbers_in(text: str, language: str) -> Iterator[WrittenNumber]:
    """The numbers of a text, in their order."""
    for found in _pattern(language).finditer(text):
        written = found[0]
        value = _value_of_digits(written) if written[0].isdigit() else _value_of_words(written, language)
        if value is not None and value <= MOST:
            yield WrittenNumber(found.start(), found.end(), value, written)


def written_like(value: int, model: WrittenNumber, language: str) -> str:
    """A number written as another one is: in digits grouped as they are there, or in words, with its capital."""
    if model.is_in_digits:
        separator = next((sign for sign in model.written if not sign.isdigit()), "\u00a0" if value >= 10_000 else "")
        return f"{value:,}".replace(",", separator)
    said = in_words(value, language)
    return said[:1].upper() + said[1:] if model.written[0].isupper() else said


def in_words(value: int, language: str) -> str:
    """« quinze mille », « quatre-vingt-deux »; `value` up to 999 999 999."""
    return _french(value) if language == "fr" else _english(value)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = sorted(_values(language), key=len, reverse=True)
    word = "(?:" + "|".join(words) + ")"
    joined = rf"{word}(?:(?:{_SPACES}|-)(?:{_AND[language]}(?:{_SPACES}|-))?{word})*"
    return re.compile(rf"(?<![\w-])(?:{_DIGITS}|{joined})(?![\w-])", re.IGNORECASE)


@cache
def _values(language: str) -> dict[str, int]:
    """Each word of a number and what it is worth, plurals too; those written with a hyphen are said by their parts."""
    simple = {word: value for value, word in enumerate(_UNITS[language]) if "-" not in word}
    found = simple | {word: value for table in (_TENS, _SCALES) for value, word in table[language].items()}
    plurals = ("vingt", "cent", "million") if language == "fr" else ("hundred", "thousand", "million")
    found |= {f"{word}s": found[word] for word in plurals if word in found}
    return found | ({"une": 1} if language == "fr" else {})


def _value_of_digits(written: str) -> int:
    return int(re.sub(r"\D", "", written))


def _value_of_words(written: str, language: str) -> int | None:
    """What words are worth; None for an article alone, and for words side by side that are no number."""
    values, total, current = _values(language), 0, 0
    words = [word for word in re.split(rf"{_SPACES}|-", written.lower()) if word != _AND[language]]
    if len(words) == 1 and values[words[0]] <= 1:
        return None
    for word in words:
        worth = values[word]
        if worth == 20 and language == "fr" and current % 100 == 4:
            current += 76  # quatre-vingt
        elif worth == 100:
            current = max(current, 1) * 100
        elif worth > 100:
            total, current = total + max(current, 1) * worth, 0
        else:
            current += worth
    value = total + current
    return value if _plain(in_words(value, language)) == _plain(" ".join(words)) or value < 2 else None


def _plain(words: str) -> str:
    """The words without what spelling may change: hyphens, « et », the plural of vingt, cent, million."""
    said = [word for word in re.split(r"[ -]", words) if word not in _AND.values()]
    return " ".join(word.rstrip("s") if word.rstrip("s") in ("vingt", "cent", "million") else word for word in said)


def _french(value: int) -> str:
    if value < 20:
        return _UNITS["fr"][value]
    if value < 100:
        return _french_tens(value)
    if value < 1000:
        hundreds, rest = divmod(value, 100)
        head = "cent" if hundreds == 1 else f"{_french(hundreds)} cent"
        return f"{head} {_french(rest)}" if rest else f"{head}s" if hundreds > 1 else head
    if value < 1_000_000:
        thousands, rest = divmod(value, 1000)
        counted = re.sub("(vingt|cent)s$", r"\1", _french(thousands))  # before « mille » they take no s
        head = "mille" if thousands == 1 else f"{counted} mille"
        return f"{head} {_french(rest)}" if rest else head
    millions, rest = divmod(value, 1_000_000)
    head = f"{_french(millions)} million{'s' if millions > 1 else ''}"
    return f"{head} {_french(rest)}" if rest else head


def _french_tens(value: int) -> str:
    tens, unit = divmod(value, 10)
    if tens in (7, 9):
        tens, unit = tens - 1, unit + 10
    base = "quatre-vingt" if tens == 8 else _TENS["fr"][tens * 10]
    if unit == 0:
        return "quatre-vingts" if tens == 8 else base
    if unit in (1, 11) and tens != 8:
        return f"{base} et {_UNITS['fr'][unit]}"
    return f"{base}-{_UNITS['fr'][unit]}"


def _english(value: int) -> str:
    if value < 20:
        return _UNITS["en"][value]
    if value < 100:
        tens, unit = divmod(value, 10)
        return _TENS["en"][tens * 10] + (f"-{_UNITS['en'][unit]}" if unit else "")
    for scale in (1_000_000, 1000, 100):
        if value >= scale:
            count, rest = divmod(value, scale)
            head = f"{_english(count)} {_SCALES['en'][scale]}"
            joint = " and " if 0 < rest < 100 else " "
            return f"{head}{joint}{_english(rest)}" if rest else head
    raise AssertionError(value)
