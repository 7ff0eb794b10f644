"""Wording: what every sentence of a vote needs, the translations it goes through and the numbers it holds.

Pure: strings are composed through an object with gettext and ngettext (`flask_babel.get_translations()` in a page,
`gettext.NullTranslations()` for the French source). Typography is exact in the source: U+00A0 before a colon and
after n°, U+202F between thousands, ’ for apostrophes.
"""

from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Final, Protocol

from babel.numbers import format_decimal

from core.text.languages import listed_numbers, locale_of
from voting.rules.quorum import Amount

NO_BREAK: Final = "\u00a0"
MOST_DECIMALS: Final = 30
MOST_DIGITS: Final = 100  # of a number said exactly: more than any assembly counts


class Translations(Protocol):
    """What translates: the translations of the standard library and of Babel both do."""

    def gettext(self, message: str, /) -> str:
        """The message in the reader's language."""

    def ngettext(self, singular: str, plural: str, n: int, /) -> str:
        """The message that agrees with n, in the reader's language."""


def N_(message: str) -> str:  # noqa: N802 - the name by which catalogues find messages translated later
    """Mark a message for the catalogues, as it is."""
    return message


def language_of(t: Translations) -> str:
    """The language into which sentences go, as its catalogue says it."""
    # In a catalogue: the ISO 639 code of its own language.
    return t.gettext("fr")


def number(value: Amount, t: Translations) -> str:
    """A number as it is read: « 3 500 » with a fine space, « 0,25 » exact, « 1/3 » where decimals never end."""
    exact = Fraction(value)
    places = next((n for n in range(MOST_DECIMALS + 1) if 10**n % exact.denominator == 0), None)
    if places is None:
        return f"{exact.numerator}/{exact.denominator}"
    with localcontext(prec=MOST_DIGITS):
        written = Decimal(int(exact * 10**places)).scaleb(-places)
        return format_decimal(written, locale=locale_of(language_of(t)), decimal_quantization=False)


def enumerate_numbers(numbers: tuple[str, ...], t: Translations) -> str:
    """« 12 », « 14 et 16 », « 14, 15 et 16 rect. »: no line cuts a number, nor begins with the last one."""
    kept = (one.replace(" rect. ", f" rect.{NO_BREAK}").replace(" rect.", f"{NO_BREAK}rect.") for one in numbers)
    return listed_numbers(kept, language_of(t))
