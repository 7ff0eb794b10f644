"""Modes of voting: show of hands, public and named, or secret.

Pure. Told in docs/rules/modes.md. The thresholds count the members *present*, never the serving members nor the
proxies; the requests themselves are recorded in the minutes (CGCT L2121-15).
"""

from enum import StrEnum


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
) -> Mode:
    """The mode that the requests impose (CGCT L2121-21).

    A nomination is secret unless the council unanimously waives it and no text imposes secrecy. Then a third of the
    members present obtain a secret ballot; failing that, a quarter obtain a public one. When both are asked for the
    law is silent: secrecy prevails here.
    """
    if nomination and not (unanimous_waiver and not text_imposes_secret):
        return Mode.SECRET
    if ask_secret > 0 and 3 * ask_secret >= present:
        return Mode.SECRET
    if ask_public > 0 and 4 * ask_public >= present:
        return Mode.PUBLIC_NAMED
    return Mode.SHOW_OF_HANDS
