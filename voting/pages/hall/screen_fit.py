"""How large words can stand on the hall's screen, and how many of them: estimated by the widths of the book serif.

The screen is 1920 × 1080 and scales as a whole: sizes are its pixels, 24 at least. What is estimated is a little wider
than what a browser draws, so that a page without script never overflows. Pure: no template, no address.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape, unescape

LEADING = 1.35  # of a line of the text
GAP = 0.5  # between two paragraphs, in lines of type
HANGING = 1.5  # what an item is indented by, in widths of type
SAFETY = 1.04
COLUMN_GAP = 48
MOST = 6000  # characters that the whole screen holds, and more

# Widths of Source Serif 4 at weight 600, in thousandths of the size: each class at its widest letter.
_CLASSES = (
    (240, " \u00a0\u202f\u2009’'"),
    (345, "ijlîï.,;:!|°-\u2011"),
    (395, "ft()[]/IJÎÏ"),
    (480, "rs?"),
    (560, "aàâcçeéèêëz0123456789S–"),
    (595, "gvxyoôöZ«»"),
    (640, "bdkpquùûüFLEÉÈÊËP"),
    (680, "hnBCÇTXY"),
    (760, "ADGKNOQRUVÀÂÔ"),
    (855, "wH…—"),
    (965, "mMœ%"),
)
_WIDTHS = {letter: width for width, letters in _CLASSES for letter in letters}
_WIDEST = 1030

FittingStep = tuple[int, int]  # size, columns

# The text put to the vote: size first, then columns.
STEPS: tuple[FittingStep, ...] = ((38, 1), (36, 1), (34, 1), (32, 1), (30, 1), (28, 2), (26, 2), (24, 2))

CUT = ' <span class="quiet">[…]</span>'
_TAG = re.compile(r"(<[^<>]*>)")


@dataclass(frozen=True, slots=True)
class MeasuredText:
    """A paragraph as it is measured. `gap`: what parts it from the one before, in lines of type."""

    words: str
    indent: float = 0
    gap: float = GAP


@dataclass(frozen=True, slots=True)
class Box:
    """Where words have to stand, in pixels of the screen."""

    width: int
    height: int


def width_of(words: str) -> float:
    """The width of words on one line, in widths of type."""
    return sum(_WIDTHS.get(letter, _WIDEST) for letter in words) * SAFETY / 1000


def lines_of(words: str, width: float) -> int:
    """How many lines words take at a width, in widths of type; a word longer than a line is broken."""
    space, lines = width_of(" "), 0
    for forced in words.split("\n"):
        lines, at = lines + 1, 0.0
        for word in forced.split(" "):
            length = width_of(word)
            if at and at + space + length > width:
                lines, at = lines + 1, 0.0
            at += length + (space if at else 0)
            if at > width:
                lines, at = lines + int(at // width), at % width
    return lines


def size_of(words: str, width: int, ladder: Sequence[tuple[int, int]]) -> int:
    """The first size of a ladder of (size, lines at most) at which words hold in their lines; else the last."""
    for size, most in ladder:
        if lines_of(words, width / size) <= most:
            return size
    return ladder[-1][0]


def step_for(paragraphs: Sequence[MeasuredText], box: Box) -> FittingStep | None:
    """The first step at which all the paragraphs stand in the box; None where none does."""
    if sum(len(one.words) for one in paragraphs) > MOST:
        return None
    return next((step for step in STEPS if _stands(paragraphs, box, step)), None)


def kept_in(paragraphs: Sequence[MeasuredText], box: Box) -> int:
    """How many characters of the paragraphs stand in the box at the last step."""
    low, high = 0, min(sum(len(one.words) for one in paragraphs), MOST)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _stands(_first(paragraphs, middle), box, STEPS[-1]) else (low, middle - 1)
    return low


def _first(paragraphs: Iterable[MeasuredText], characters: int) -> list[MeasuredText]:
    """The first characters of paragraphs, and room for the sign of what was left out."""
    kept = []
    for one in paragraphs:
        kept.append(MeasuredText(one.words[:characters] + " […]", one.indent, one.gap))
        characters -= len(one.words)
        if characters <= 0:
            break
    return kept


def _stands(paragraphs: Iterable[MeasuredText], box: Box, step: FittingStep) -> bool:
    size, columns = step
    width = (box.width - COLUMN_GAP * (columns - 1)) / columns / size
    height, left, at = box.height / size, columns, 0.0
    for one in paragraphs:
        at += one.gap if at else 0
        for _line in range(lines_of(one.words, width - one.indent)):
            if at + LEADING > height:
                left, at = left - 1, 0.0
                if not left:
                    return False
            at += LEADING
    return True


def paragraphs_of(html: str) -> list[MeasuredText]:
    """The paragraphs of safe HTML of ours, as they are measured; what is hidden is not."""
    found: list[MeasuredText] = []
    words, indent, hidden, after_head = "", 0.0, False, False
    for piece in _TAG.split(html):
        if piece.startswith("<p"):
            words, indent = "", HANGING if "hanging" in piece else 0.0
            is_head = 'class="sub"' in piece
        elif piece.startswith("</p"):
            found.append(MeasuredText(words.strip(), indent, 0 if after_head else GAP))
            after_head = is_head
        elif piece == "<br>":
            words += "\n"
        elif piece.startswith("<span"):
            hidden = 'class="vh"' in piece
        elif piece.startswith("<"):
            hidden = hidden and piece != "</span>"
        elif not hidden:
            words += unescape(piece).replace("\n", " ")
    return found


def cut(html: str, characters: int) -> str:
    """Safe HTML of ours up to so many characters that are seen, every element closed, « […] » where it was cut."""
    written: list[str] = []
    opened: list[str] = []
    hidden = False
    for piece in _TAG.split(html):
        if piece.startswith("</"):
            opened.pop()
            hidden = False
        elif piece.startswith("<"):
            if piece != "<br>":
                opened.append(piece[1:-1].split(" ")[0])
            hidden = 'class="vh"' in piece
        elif not hidden and piece.strip():
            words = unescape(piece)
            if len(words) > characters:
                kept = words[:characters]
                written.append(escape(kept.rpartition(" ")[0] or kept, quote=False) + CUT)
                break
            characters -= len(words)
        written.append(piece)
    return "".join(written) + "".join(f"</{name}>" for name in reversed(opened))
