"""Sentences, numbers and lists as they are said to the person who reads, in their language."""

import re
from collections.abc import Iterable
from typing import Final, cast

from flask_babel import format_decimal, get_locale, lazy_gettext
from flask_babel import gettext as _
from markupsafe import Markup

from core.enums import Language
from core.text.languages import listed, listed_either, listed_numbers

_GUILLEMETS: Final = re.compile("«[\u00a0\u202f ]?|[\u00a0\u202f ]?»")


def reader_language() -> str:
    """The language in which dates, numbers and lists are said to the reader: « fr », « en »…"""
    found = get_locale()
    return str(found.language) if found is not None else Language.FR.value


def lazily(message: str, **values: object) -> str:
    """A sentence of a form, that is declared before anybody reads it: translated each time that it is shown.

    Flask-Babel’s object behaves as the text that it stands for, and is one to whoever asks for types (WTForms).
    """
    return cast("str", lazy_gettext(message, **values))


def number(value: int) -> str:
    """A whole number with its thousands apart: « 3 500 », with U+202F; commas in English."""
    return format_decimal(value)


def quotation(words: str) -> str:
    """The words in the quotation marks of the reader's language: « Médiation », « La fibre “ pour tous ” »."""
    before, after = _("«\u00a0%(words)s\u00a0»", words="\0").split("\0")
    return f"{before}{quoted_inside(words) if before.startswith('«') else words}{after}"


def quoted_inside(words: str) -> str:
    """Words that stand between « and »: their own quotation marks are those of a quotation inside another."""
    return _GUILLEMETS.sub(lambda found: "“" if found[0].startswith("«") else "”", words)


def colon() -> str:
    """What stands between words and what they announce: a space before the colon in French, none in English."""
    return _("\u00a0: ")


def unbroken(receipt: str) -> Markup:
    """A receipt that no line cuts at its hyphen: D-0029."""
    return Markup('<span class="unbroken">%s</span>') % receipt


def enumeration(words: Iterable[str]) -> str:
    """« a », « a et b », « a, b et c »."""
    return listed(words, reader_language())


def enumeration_of_numbers(numbers: Iterable[int | str]) -> str:
    """« 1, 2 et 5 », that no line cuts: of many, no line begins with the last one."""
    return listed_numbers(map(str, numbers), reader_language())


def alternatives(words: Iterable[str]) -> str:
    """« a », « a ou b », « a, b ou c »."""
    return listed_either(words, reader_language())


def one_stop(sentence: str) -> str:
    """A sentence that ends with « n° 3 rect. »: its full stop is that of the abbreviation."""
    return sentence[:-1] if sentence.endswith("rect..") else sentence
