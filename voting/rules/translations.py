"""Wording: what every sentence of a vote needs, the translations it goes through and the numbers it holds.

Pure: strings are composed through an object with gettext and ngettext (`flask_babel.get_translations()` in a page,
`gettext.NullTranslations()` for the French source). Typography is exact in the source: U+00A0 before a colon and
after n°, U+202F between thousands, ’ for apostrophes.
"""

from fractions import Fraction
from typing import Final, Protocol

from voting.rules.quorum import Amount

NO_BREAK: Final = "\u00a0"
FINE: Final = "\u202f"
MOST_DECIMALS: Final = 30


class Translations(Protocol):
    """What translates: the translations of the standard library and of Babel both do."""

    def gettext(self, message: str, /) -> str:
        """The message in the reader's language."""

    def ngettext(self, singular: str, plural: str, n: int, /) -> str:
        """The message that agrees with n, in the reader's language."""


def N_(message: str) -> str:  # noqa: N802 - the name by which catalogues find messages translated later
    """Mark a message for the catalogues, as it is."""
    return message


def number(value: Amount, t: Translations) -> str:
    """A number as it is read: « 3 500 » with a fine space, « 0,25 » exact, « 1/3 » where decimals never end."""
    exact = Fraction(value)
    if exact.denominator == 1:
        return f"{exact.numerator:,}".replace(",", FINE)
    places = next((n for n in range(1, MOST_DECIMALS + 1) if 10**n % exact.denominator == 0), None)
    if places is None:
        return f"{exact.numerator}/{exact.denominator}"
    whole, decimals = divmod(int(exact * 10**places), 10**places)
    return t.gettext("%(whole)s,%(decimals)s") % {"whole": number(whole, t), "decimals": f"{decimals:0{places}d}"}


def enumerate_numbers(numbers: tuple[str, ...], t: Translations) -> str:
    """« 12 », « 14 et 16 », « 14, 15 et 16 rect. », unbreakable inside a number."""
    bound = [one.replace(" ", NO_BREAK) for one in numbers]
    if len(bound) < 2:
        return "".join(bound)
    return t.gettext("%(first)s et %(last)s") % {"first": ", ".join(bound[:-1]), "last": bound[-1]}
