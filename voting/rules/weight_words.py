"""Words of what votes weigh: « 12 voix », « 3 votants », « 12 voix (3 votants) ». Pure.

Heads (« votants ») are rights to vote used; votes (« voix ») are what they weigh. One is never said for the other.
"""

from fractions import Fraction
from math import ceil

from voting.rules.translations import Translations, number


def votes_said(amount: Fraction, t: Translations) -> str:
    """« 8 voix », « 2,5 voix »: what votes weigh."""
    agreeing = int(amount) if amount == int(amount) else ceil(amount) + 1  # « 0.5 votes » in English
    return t.ngettext("%(n)s voix", "%(n)s voix", agreeing) % {"n": number(amount, t)}


def voters_said(heads: int, t: Translations) -> str:
    """« 1 votant », « 113 votants »: rights to vote used."""
    return t.ngettext("%(n)s votant", "%(n)s votants", heads) % {"n": number(heads, t)}


def both_said(told: str, heads: int, t: Translations) -> str:
    """« 12 voix (3 votants) »."""
    return t.gettext("%(votes)s (%(voters)s)") % {"votes": told, "voters": voters_said(heads, t)}
