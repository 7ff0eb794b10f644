"""Alinéas moved, cut and joined on the sheet where they are written. Pure.

A sheet holds, by place of a block in the version amended, the words in its place (rank 0), then those added after it;
a place that is not there is the block as it stands. What is moved leaves its place empty and is added elsewhere: put
where it came from, it is in its place again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import redline
from core.text.inline_markdown import inline_runs

_BOUNDARY = re.compile(r"(?<=[.;:!?,»])[ \n]+(?=\S)")
_NUMBER = re.compile(r"^\d+(?=[.)°])")
_MOST_CUTS = 20

FieldSpot = tuple[int, int]  # place and rank


@dataclass(slots=True)
class MovableAlineas:
    """The alinéas of a sheet in the order in which they are read; `fixed`: the title, that nothing goes above."""

    written: dict[int, list[str]]
    shown: Sequence[str]
    fixed: bool

    def spots(self) -> list[FieldSpot]:
        """Where something stands, from the first to the last."""
        return [spot for place in range(len(self.shown)) for spot in self._of(place)]

    def words(self, spot: FieldSpot) -> str:
        """What stands there."""
        place, rank = spot
        return self.written[place][rank] if place in self.written else self.shown[place]

    def neighbour(self, spot: FieldSpot, step: int) -> FieldSpot | None:
        """What stands before (-1) or after (1); None at the ends, and for the title."""
        spots = self.spots()
        at = spots.index(spot) + step if spot in spots else -1
        return spots[at] if 0 <= at < len(spots) and not (self.fixed and spots[at] == (0, 0)) else None

    def move(self, spot: FieldSpot, step: int) -> FieldSpot | None:
        """Where it stands once moved above its neighbour (-1) or below it (1); None where it has none."""
        other = self.neighbour(spot, step)
        if other is None or (self.fixed and spot == (0, 0)):
            return None
        spots = self.spots()
        if step < 0 and spots.index(other) == 0:
            self._move_after(other, spot)
            return spot if spot in self.spots() else None
        if step > 0:
            return self._move_after(spot, other)
        number = _NUMBER.match(self.words(other))
        if number and _NUMBER.match(self.words(spot)):  # the first of a list says from where it counts
            self._open(spot[0])[spot[1]] = _NUMBER.sub(number[0], self.words(spot))
        return self._move_after(spot, spots[spots.index(other) - 1])

    def join(self, spot: FieldSpot) -> bool:
        """Whether the alinéa after was put at the end of this one, without the sign of its item."""
        after = self.neighbour(spot, 1)
        if after is None or (self.fixed and spot == (0, 0)):
            return False
        first, second = self.words(spot), self.words(after)
        bodies = [block.body for block in redline.parse(second).blocks]
        self._take(after)
        self._open(spot[0])[spot[1]] = " ".join(part for part in (first.strip(), *bodies) if part)
        return True

    def cut(self, spot: FieldSpot, at: int) -> bool:
        """Whether an alinéa was made two at one of its `cuts`."""
        words = self.words(spot)
        if at not in cuts(words):
            return False
        fields = self._open(spot[0])
        fields[spot[1]] = words[:at].rstrip()
        fields.insert(spot[1] + 1, words[at:].lstrip())
        return True

    def origin(self, spot: FieldSpot) -> int | None:
        """The place from which an added alinéa was moved: one that is empty now, and said the same."""
        place, rank = spot
        if not rank or place not in self.written:
            return None
        homes = [home for home in self.written if self._is_home(home, self.words(spot))]
        words = _uncounted(self.words(spot))
        copies = [other for other in self.spots() if other[1] and _uncounted(self.words(other)) == words]
        return homes[copies.index(spot)] if copies.index(spot) < len(homes) else None

    def moved_from(self, home: int) -> FieldSpot | None:
        """Where what stood in a place was moved; None where it is still there, or nowhere."""
        return next((spot for spot in self.spots() if spot[1] and self.origin(spot) == home), None)

    def put_home(self, home: int) -> bool:
        """Whether what was moved from a place is in it again."""
        spot = self.moved_from(home)
        if spot is None:
            return False
        self._take(spot)
        self.written[home][0] = self.shown[home]
        return True

    def _of(self, place: int) -> Iterator[FieldSpot]:
        fields = self.written.get(place)
        if fields is None:
            yield place, 0
            return
        yield from ((place, rank) for rank, words in enumerate(fields) if rank or words.strip())

    def _open(self, place: int) -> list[str]:
        return self.written.setdefault(place, [self.shown[place]])

    def _take(self, spot: FieldSpot) -> str:
        """What stood there, taken away."""
        place, rank = spot
        fields = self._open(place)
        if rank:
            return fields.pop(rank)
        words, fields[0] = fields[0], ""
        return words

    def _move_after(self, spot: FieldSpot, after: FieldSpot) -> FieldSpot:
        words = self.words(spot)
        self._take(spot)
        place, rank = after
        if spot[0] == place and 0 < spot[1] < rank:
            rank -= 1
        following = self._after((place, rank))
        for home in range(place + 1, len(self.shown) if following is None else following[0] + (following[1] > 0)):
            if self._is_home(home, words):
                self.written[home][0] = self.shown[home]
                return home, 0
        self._open(place).insert(rank + 1, words)
        return place, rank + 1

    def _after(self, spot: FieldSpot) -> FieldSpot | None:
        return next((other for other in self.spots() if other > spot), None)

    def _is_home(self, home: int, words: str) -> bool:
        fields = self.written.get(home)
        is_same = _uncounted(self.shown[home]) == _uncounted(words)
        return fields is not None and not fields[0].strip() and bool(words.strip()) and is_same


def _uncounted(words: str) -> str:
    return _NUMBER.sub("1", words)


def cuts(words: str) -> list[int]:
    """Where an alinéa may be cut: after a sign that ends something, never inside words in bold or a link."""
    styled = [(run.start, run.end) for run in inline_runs(words) if run.tags]
    places = (match.start() for match in _BOUNDARY.finditer(words))
    return [at for at in places if at and not any(start <= at < end for start, end in styled)][:_MOST_CUTS]
