"""Modes of voting: show of hands, public and named, or secret.

Pure. Told in docs/rules/modes.md. The thresholds count the members *present*, never the serving members nor the
proxies; the requests themselves are recorded in the minutes (CGCT L2121-15).
"""

from enum import StrEnum
from fractions import Fraction
from math import ceil


class Mode(StrEnum):
    """How the votes are given."""

    SHOW_OF_HANDS = "show_of_hands"
    PUBLIC_NAMED = "public_named"
    SECRET = "secret"  # noqa: S105 - a mode of voting, not a password


def choose_mode(
    *,
    present: int,
    ask_secret: int = 0,
    ask_public: int = 0,
    nomination: bool = False,
    unanimous_waiver: bool = False,
    text_imposes_secret: bool = False,
    secret_share: int = 3,
    public_share: int = 4,
    secret_prevails: bool = True,
) -> Mode:
    """The mode that the requests impose (CGCT L2121-21).

    A nomination is secret unless the council unanimously waives it and no text imposes secrecy. Then a third of the
    members present obtain a secret ballot; failing that, a quarter obtain a public one. When both are asked for the
    law is silent: secrecy prevails, unless the rules of a congress say otherwise. `secret_share`, `public_share`: one
    present in so many, as these rules have it (6 for a public vote in a department: L3121-15).
    """
    if nomination and not (unanimous_waiver and not text_imposes_secret):
        return Mode.SECRET
    obtained = {
        Mode.SECRET: is_obtained(ask_secret, present, secret_share),
        Mode.PUBLIC_NAMED: is_obtained(ask_public, present, public_share),
    }
    order = (Mode.SECRET, Mode.PUBLIC_NAMED) if secret_prevails else (Mode.PUBLIC_NAMED, Mode.SECRET)
    return next((mode for mode in order if obtained[mode]), Mode.SHOW_OF_HANDS)


def is_obtained(asks: int, present: int, share: int) -> bool:
    """Whether so many requests reach one in `share` of those present; where `share` is 0 no number does."""
    return share > 0 and asks > 0 and share * asks >= present


def least_requests(present: int, share: int) -> int:
    """The least number of requests that obtains it: 7 of 26 present where a quarter does; 0 where no number does."""
    return max(ceil(Fraction(present, share)), 1) if share else 0
