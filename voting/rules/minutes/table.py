"""The table of the minutes: each event of the journal, and the sentence that tells it. Pure.

A room that records an event of its own says it in its own module (`<room>_deeds.py`: `DEEDS`, `SILENT`) and adds that
module to `ROOMS`. What is in neither is a fault (`tests/voting/rules/minutes/test_table.py`).
"""

from collections.abc import Mapping
from typing import Final

from voting.rules.minutes import (
    amendment_deeds,
    challenge_deeds,
    convening_deeds,
    debate_deeds,
    dividing_deeds,
    house_deeds,
    presence_deeds,
    sitting_deeds,
    vote_deeds,
)
from voting.rules.minutes.deeds import Known, Teller, ToldDeed, ToldEntry
from voting.rules.translations import Translations

ROOMS: Final = (
    sitting_deeds, convening_deeds, vote_deeds, amendment_deeds, house_deeds, presence_deeds, debate_deeds,
    challenge_deeds, dividing_deeds,
)  # fmt: skip
DEEDS: Final[Mapping[str, Teller]] = {kind: teller for room in ROOMS for kind, teller in room.DEEDS.items()}
SILENT: Final[Mapping[str, str]] = {kind: why for room in ROOMS for kind, why in room.SILENT.items()}

# What the proclamation of a vote ends, by what its sentence says of it: told with the vote, never alone.
ENDED: Final[Mapping[str, str]] = {
    f"amendment_{status}": status for status in ("fallen", "satisfied", "no_object", "reinstated")
}
READ: Final = (*DEEDS, *ENDED)  # the entries that the minutes are made of


def deed_of(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    """What the minutes say of an entry; None where they are silent on it, or where it says nothing of this sitting.

    `KeyError` on an event that no room tells: a fault of the room that records it.
    """
    if entry.kind in SILENT:
        return None
    return DEEDS[entry.kind](entry, known, t)
