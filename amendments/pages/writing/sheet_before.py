"""What a sheet said before its last move: carried by the page, so that « Annuler » needs neither a script nor a row.

Only the places that the move changed are kept: what is typed elsewhere meanwhile stays. Pure.
"""

import json
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any, Self

from amendments.rules.alinea_moves import FieldSpot
from amendments.services.admissibility import LONGEST_TEXT

_MOST_WRITTEN = 2 * LONGEST_TEXT


@dataclass(frozen=True, slots=True)
class SheetBefore:
    """The fields of some places as they were, none where a place was not written anew.

    `focus`: the field in which one was writing, and that of now; `is_undone`: the move was undone, this does it again.
    """

    places: Mapping[int, tuple[str, ...] | None]
    focus: tuple[FieldSpot, FieldSpot]
    is_undone: bool = False

    @classmethod
    def of(
        cls,
        before: Mapping[int, list[str]],
        after: Mapping[int, list[str]],
        focus: tuple[FieldSpot, FieldSpot],
        *,
        is_undone: bool = False,
    ) -> Self | None:
        """What a change takes to be undone; None where there was none."""
        changed = sorted(place for place in {*before, *after} if before.get(place) != after.get(place))
        places = {place: tuple(before[place]) if place in before else None for place in changed}
        return cls(places, focus, is_undone) if places else None

    @classmethod
    def read(cls, sent: str, blocks: int) -> Self | None:
        """What a page of so many blocks sends back; None where it is not what one carries."""
        if not sent or len(sent) > _MOST_WRITTEN:
            return None
        try:
            said = json.loads(sent)
        except (ValueError, RecursionError):
            return None
        if not isinstance(said, dict) or not isinstance(said.get("places"), dict):
            return None
        places, focus = dict(_places(said["places"], blocks)), said.get("focus")
        if len(places) != len(said["places"]) or not isinstance(focus, list) or len(focus) != 2:
            return None
        spots = [_spot(one) for one in focus]
        if spots[0] is None or spots[1] is None:
            return None
        return cls(places, (spots[0], spots[1]), said.get("undone") is True)

    @property
    def said(self) -> str:
        """As a page carries it."""
        said = {"focus": self.focus, "places": self.places, "undone": self.is_undone}
        return json.dumps(said, ensure_ascii=False)

    def put_back(self, written: MutableMapping[int, list[str]]) -> None:
        """The places as they were."""
        for place, fields in self.places.items():
            written.pop(place, None)
            if fields is not None:
                written[place] = list(fields)


def copied(written: Mapping[int, list[str]]) -> dict[int, list[str]]:
    """The fields as they are now, whatever becomes of them."""
    return {place: list(fields) for place, fields in written.items()}


def _places(said: Mapping[Any, Any], blocks: int) -> Iterator[tuple[int, tuple[str, ...] | None]]:
    for name, fields in said.items():
        is_place = name.isascii() and name.isdecimal() and len(name) < 7
        is_fields = isinstance(fields, list) and bool(fields) and all(isinstance(words, str) for words in fields)
        if is_place and int(name) < blocks and (fields is None or is_fields):
            yield int(name), None if fields is None else tuple(fields)


def _spot(said: object) -> FieldSpot | None:
    if not isinstance(said, list) or len(said) != 2 or not all(type(number) is int for number in said):
        return None
    return said[0], said[1]
