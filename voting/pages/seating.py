"""Where the signs of the hemicycle drawing stand, one for each serving member.

A drawing rule, not a seating plan: the signs are sorted by angle, so that each choice is one slice of the
chamber, read from left to right in the order of the groups. A small chamber has few rows of large signs, and one too
small to fill the half-circle has a smaller one, in the middle. Pure: no template, no colour.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin

WIDTH, HEIGHT = 980, 560
LARGEST, SMALLEST = 40.0, 1.0  # radius of a sign, in units of the drawing
FILLED = 0.82  # the share of its place that a sign fills
BESIDE, BELOW = 8, 6  # what stays free around the signs
ROW = 2.57  # from a row to the next, in radii of a sign
HOLE = 0.44  # radius of the innermost row at least, for the outermost as 1
WIDEST = 4.0  # between two signs of a row at most, in radii of a sign


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in the drawing (980 × 560, y downwards) and the choice shown there."""

    x: float
    y: float
    kind: str

    def __iter__(self) -> Iterator[float | str]:
        """x, y, kind: what the template unpacks."""
        return iter((self.x, self.y, self.kind))


@dataclass(frozen=True, slots=True)
class _Chamber:
    """How a chamber is drawn: its rows, outermost first, as (radius, places), and how large a sign is."""

    rows: tuple[tuple[float, int], ...]
    sign: float
    base: float  # y of the ends of the rows


def seats(groups: Sequence[tuple[str, int]]) -> list[Seat]:
    """One seat for each member, groups from left to right in the order given.

    `groups` are pairs (kind, number of members). Places are shared between the rows in proportion to their
    length; within equal angles the outer row comes first. Raises ValueError on a negative number.
    """
    if any(number < 0 for _, number in groups):
        raise ValueError("numbers must not be negative")
    kinds = [kind for kind, number in groups for _ in range(number)]
    return [Seat(x, y, kind) for (x, y), kind in zip(_places(len(kinds)), kinds, strict=True)]


def radius(total: int) -> float:
    """The radius of a sign so that `total` of them do not touch: 40 at most, less in a crowded chamber."""
    return _chamber(total).sign


@lru_cache(maxsize=64)
def _chamber(total: int) -> _Chamber:
    """The drawing with the largest signs, and among those the one with the fewest rows."""
    sign = LARGEST
    while sign > SMALLEST:
        for rows in range(1, _most_rows(sign) + 1):
            found = _drawn(total, sign, rows)
            if found is not None:
                return found
        sign -= 0.5
    raise ValueError("more members than the drawing has room for")


def _most_rows(sign: float) -> int:
    outer = _outer(sign)
    return 1 + int((outer - HOLE * outer) / (ROW * sign))


def _outer(sign: float) -> float:
    return WIDTH / 2 - sign - BESIDE


def _drawn(total: int, sign: float, rows: int) -> _Chamber | None:
    """A chamber of so many rows, or None where its signs would touch."""
    outer = full = _outer(sign)
    if rows == 1:
        outer = min(full, WIDEST * sign * max(total - 1, 0) / pi)
    radii = [outer - ROW * sign * row for row in range(rows)]
    sizes = _row_sizes(total, radii)
    for length, size in zip(radii, sizes, strict=True):
        if not size and total:
            return None
        if size > 1 and _between(length, size) < 2 * sign / FILLED:
            return None
    base = HEIGHT - sign - BELOW if outer == full else (HEIGHT + outer) / 2
    return _Chamber(tuple(zip(radii, sizes, strict=True)), sign, base)


def _between(length: float, size: int) -> float:
    """From a sign of a row to the next, straight."""
    return 2 * length * sin(pi / (size - 1) / 2)


def _row_sizes(total: int, radii: Sequence[float]) -> list[int]:
    """How many places each row has, outermost first."""
    whole = sum(radii) or 1
    exact = [total * (length or 1) / whole for length in radii]
    sizes = [int(share) for share in exact]
    by_remainder = sorted(range(len(radii)), key=lambda row: (sizes[row] - exact[row], row))
    for row in by_remainder[: total - sum(sizes)]:
        sizes[row] += 1
    return sizes


def _places(total: int) -> list[tuple[float, float]]:
    """Coordinates sorted by angle, left to right."""
    chamber = _chamber(total)
    places = []
    for row, (length, size) in enumerate(chamber.rows):
        for index in range(size):
            share = index / (size - 1) if size > 1 else 0.5
            x, y = WIDTH / 2 - length * cos(pi * share), chamber.base - length * sin(pi * share)
            places.append((round(share, 6), row, round(x, 1), round(y, 1)))
    return [(x, y) for _, _, x, y in sorted(places)]
