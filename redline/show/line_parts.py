"""The parts of a line of a difference: its marker, where its words begin, what stands around it."""

import html
import re
from collections.abc import Sequence

from redline.compare.changes import Span
from redline.compare.line_layout import LineDifference
from redline.model.blocks import Block

LineBeginning = tuple[int, int]  # offsets in the old and the new wording of a block
_ITEMS = {"ordered_item", "unordered_item"}
_CONTEXT_LINES = 1
_SHORT = 6


def shown_marker(marker: str) -> str:
    """A marker as pages show it: a dash for the bullets that a keyboard has."""
    return "–" if marker in _BULLETS else html.escape(marker)


_BULLETS = {"-", "*", "+"}
_MARKER_END = re.compile(r"[ \t]+")


def cut_marker(spans: tuple[Span, ...]) -> tuple[list[Span], tuple[Span, ...]]:
    """The spans of a marker, changed or not, and what follows the space after it; no marker where that is unclear."""
    marker: list[Span] = []
    for position, (sign, written) in enumerate(spans):
        text = written if marker else written.lstrip()
        space = _MARKER_END.search(text)
        if space is None:
            marker.append((sign, text))
            continue
        # A change that goes on after the marker cannot be cut in two without saying it twice.
        if sign != "=" and len(spans) > 1:
            return [], spans
        if space.start():
            marker.append((sign, text[: space.start()]))
        rest = text[space.end() :]
        return marker, ((sign, rest), *spans[position + 1 :]) if rest else spans[position + 1 :]
    return [], spans


def places(lines: Sequence[LineDifference]) -> list[LineBeginning]:
    """Where each line begins in the wordings of its block."""
    found, old, new = [], 0, 0
    for line in lines:
        found.append((old, new))
        longer = places_of(line.spans)
        old, new = old + longer[0], new + longer[1]
    return found


def after_marker(spans: Sequence[Span], rest: Sequence[Span], place: LineBeginning) -> LineBeginning:
    """Where the rest of a line begins, once its marker was taken off."""
    if rest is spans:
        return place
    (old, new), left = places_of(spans), places_of(rest)
    return place[0] + old - left[0], place[1] + new - left[1]


def places_of(spans: Sequence[Span]) -> LineBeginning:
    """How long some spans are in the old wording, and in the new."""
    old = sum(len(text) for sign, text in spans if sign != "+")
    return old, sum(len(text) for sign, text in spans if sign != "-")


def is_apart(spans: Sequence[Span], position: int) -> bool:
    """Whether a replacement stands between words, so that a space may part what is removed from what is added."""
    before = spans[position - 2][1][-1:] if position > 1 else ""
    after = spans[position + 1][1][:1] if position + 1 < len(spans) else ""
    touching = spans[position - 1][1][-1:].isalnum() and spans[position][1][:1].isalnum()
    return touching and not before.isalnum() and not after.isalnum()


def breaks(words: str) -> str:
    """A blank line kept inside a passage of several blocks."""
    return words.replace("\n\n", "<br>")


def classes(block: Block) -> list[str]:
    """The classes by which a page knows the kind of a block."""
    if block.kind in _ITEMS:
        return ["item", *([f"level-{min(block.depth, 3)}"] if block.depth > 1 else [])]
    return {"title": ["heading", "title"], "heading": ["heading"], "quotation": ["quotation"]}.get(block.kind, [])


def around(lines: tuple[LineDifference, ...]) -> list[int | None]:
    """The changed lines and their neighbours, by position, None where lines are left out; short blocks whole."""
    changed = [n for n, line in enumerate(lines) if line.op != "="]
    if len(lines) <= _SHORT or not changed:
        return list(range(len(lines)))
    shown = {k for n in changed for k in range(n - _CONTEXT_LINES, n + _CONTEXT_LINES + 1) if 0 <= k < len(lines)}
    found: list[int | None] = []
    for n in range(len(lines)):
        if n in shown:
            found.append(n)
        elif not found or found[-1] is not None:
            found.append(None)
    return found
