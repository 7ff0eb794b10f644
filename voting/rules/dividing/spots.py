"""Where a part of a divided text stands, in numbers that are kept: alinéas of the text in force. Pure."""

from collections.abc import Sequence
from typing import Final

from voting.rules.dividing.units import Unit

AFTER: Final = -1
"""In the place of the first alinéa: nothing of the text in force goes, words come in after the last one told."""


def spots_of(units: Sequence[Unit]) -> list[list[int]]:
    """First and last alinéa of each run of the text that the units touch; `AFTER` and an alinéa, of words that come in.

    Alinéas that follow one another are one run.
    """
    found: list[list[int]] = []
    for unit in units:
        spot = [AFTER, unit.after] if unit.alineas is None else list(unit.alineas)
        last = found[-1] if found else None
        if last is not None and last[0] != AFTER and spot[0] == last[1] + 1:
            last[1] = spot[1]
        elif spot not in found:
            found.append(spot)
    return found
