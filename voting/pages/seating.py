"""Where the signs of the hemicycle drawing stand, one for each serving member.

A drawing rule, not a seating plan: the signs are sorted by angle, so that each choice is one slice of the
chamber, read from left to right in the order of the groups. Pure: no template, no colour.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

WIDTH, HEIGHT = 980, 560
CENTRE_X, BASE_Y = 490.0, 534.0
OUTER, INNER = 462.0, 205.0  # radii of the last and the first row, in units of the drawing
LARGEST, FILLED = 20.0, 0.82  # radius of a sign at most, and the share of its place that it fills


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in the drawing (980 × 560, y downwards) and the choice shown there."""

    x: float
    y: float
    kind: str

    def __iter__(self) -> Iterator[float | str]:
        """x, y, kind: what the template unpacks."""
        return iter((self.x, self.y, self.kind))


def seats(groups: Sequence[tuple[str, int]], rows: int = 6) -> list[Seat]:
    """One seat for each member, groups from left to right in the order given.

    `groups` are pairs (kind, number of members). Places are shared between the rows in proportion to their
    length; within equal angles the outer row comes first. Raises ValueError on a negative number or no row.
    """
    if rows < 1 or any(number < 0 for _, number in groups):
        raise ValueError("rows must be at least 1 and numbers must not be negative")
    kinds = [kind for kind, number in groups for _ in range(number)]
    return [Seat(x, y, kind) for (x, y), kind in zip(_places(len(kinds), rows), kinds, strict=True)]


def radius(total: int, rows: int = 6) -> float:
    """The radius of a sign so that `total` of them do not touch: 20 at most, less in a crowded chamber."""
    sizes = _row_sizes(total, rows)
    radii = _radii(len(sizes))
    spaces = [pi * length / (size - 1) for length, size in zip(radii, sizes, strict=True) if size > 1]
    between_rows = [(OUTER - INNER) / (len(sizes) - 1)] if len(sizes) > 1 else []
    return round(min([LARGEST, *(FILLED * space / 2 for space in spaces + between_rows)]), 1)


def _radii(rows: int) -> list[float]:
    """The radius of each row, from the outermost to the innermost."""
    if rows == 1:
        return [OUTER]
    return [OUTER - (OUTER - INNER) * row / (rows - 1) for row in range(rows)]


def _row_sizes(total: int, rows: int) -> list[int]:
    """How many places each row has, outermost first; never more rows than places."""
    rows = max(1, min(rows, total))
    radii = _radii(rows)
    whole = sum(radii)
    exact = [total * length / whole for length in radii]
    sizes = [int(share) for share in exact]
    by_remainder = sorted(range(rows), key=lambda row: (sizes[row] - exact[row], row))
    for row in by_remainder[: total - sum(sizes)]:
        sizes[row] += 1
    return sizes


def _places(total: int, rows: int) -> list[tuple[float, float]]:
    """Coordinates sorted by angle, left to right."""
    sizes = _row_sizes(total, rows)
    places = []
    for row, (length, size) in enumerate(zip(_radii(len(sizes)), sizes, strict=True)):
        for index in range(size):
            share = index / (size - 1) if size > 1 else 0.5
            x, y = CENTRE_X - length * cos(pi * share), BASE_Y - length * sin(pi * share)
            places.append((round(share, 6), row, round(x, 1), round(y, 1)))
    return [(x, y) for _, _, x, y in sorted(places)]
