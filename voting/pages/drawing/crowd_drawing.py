"""The hemicycle of a crowd as a picture: for each kind of sign one line of a pen, that touches each of its places.

A page with eight thousand elements is heavy for a telephone; this one has seven, a tenth of the bytes. Pure: the same
seats give the same picture. Its colours are those of the style sheet, written out, since none reaches a picture.
"""

from collections.abc import Iterable, Sequence
from html import escape
from math import hypot
from typing import Final

from voting.pages.seating import HEIGHT, WIDTH, Seat

CROWD: Final = 500  # signs above which a page shows the picture
ACCENT, INK, PAPER, EDGE = "#5b2379", "#1a171e", "#fff", "#827c88"  # static/css/src/hemicycle/20-tokens.css
FINE: Final = 10  # places are told in tenths


def crowd_svg(seats: Sequence[Seat], radius: float, notice: str = "") -> str:
    """The picture of these seats, signs of that radius; `notice`: a line over them, of a result that counts not."""
    size = radius * FINE
    of = {kind: _in_rows(seat for seat in seats if seat.kind == kind) for kind in {seat.kind for seat in seats}}
    rings, squares = of.get("abstain", []), of.get("against", [])
    drawn = (
        _dots(of.get("for", []), ACCENT, 2 * size),
        _dots(rings, INK, 2 * size),
        _dots(rings, PAPER, 1.6 * size),
        _dots(squares, INK, 1.72 * size, "square"),
        _crosses(squares, size),
        _strokes(of.get("not_taking_part", []), size),
        _dots(of.get("absent", []), EDGE, 0.6 * size),
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH * FINE} {HEIGHT * FINE}"'
        f' width="{WIDTH}" height="{HEIGHT}" fill="none">{"".join(drawn)}{_said(notice)}</svg>'
    )


def _said(notice: str) -> str:
    """Words in the empty middle, at the foot of the picture."""
    if not notice:
        return ""
    place = f'x="{WIDTH * FINE // 2}" y="{(HEIGHT - 20) * FINE}" text-anchor="middle"'
    return f'<text {place} fill="{INK}" font-family="sans-serif" font-size="400">{escape(notice)}</text>'


def _in_rows(seats: Iterable[Seat]) -> list[tuple[int, int]]:
    """The places, row by row: from one to the next the way is short, and so are the words."""
    middle = WIDTH / 2
    rows = sorted(seats, key=lambda it: (-round(hypot(it.x - middle, it.y - HEIGHT)), it.x))
    return [(round(it.x * FINE), round(it.y * FINE)) for it in rows]


def _dots(places: list[tuple[int, int]], colour: str, width: float, end: str = "round") -> str:
    """A sign at each place: a line without length, that its end alone makes seen."""
    way = _way(places, "h0", (0, 0))
    return _path(way, colour, width, end)


def _crosses(places: list[tuple[int, int]], size: float) -> str:
    arm = round(size * 0.42)
    cross = f"l{2 * arm} {2 * arm}m0-{2 * arm}l-{2 * arm} {2 * arm}"
    return _path(_way(places, cross, (-arm, -arm), (0, 2 * arm)), PAPER, 0.17 * size)


def _strokes(places: list[tuple[int, int]], size: float) -> str:
    half = round(size * 0.8)
    return _path(_way(places, f"h{2 * half}", (-half, 0), (2 * half, 0)), INK, 0.3 * size)


def _way(places: list[tuple[int, int]], sign: str, start: tuple[int, int], moved: tuple[int, int] = (0, 0)) -> str:
    """From place to place, a sign at each; `start`: from a place to where its sign begins, `moved`: where that ends."""
    words, (x, y) = [], (0, 0)
    for place_x, place_y in places:
        to_x, to_y = place_x + start[0], place_y + start[1]
        words.append(f"m{to_x - x} {to_y - y}{sign}")
        x, y = to_x + moved[0], to_y + moved[1]
    return "".join(words)


def _path(way: str, colour: str, width: float, end: str = "butt") -> str:
    if not way:
        return ""
    return f'<path d="{way}" stroke="{colour}" stroke-width="{width:.1f}" stroke-linecap="{end}"/>'
