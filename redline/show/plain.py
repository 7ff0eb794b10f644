"""A difference as plain text, and with a terminal's styles."""

from redline.compare.changes import Span
from redline.compare.difference import Difference
from redline.show.phrases import FRENCH, Phrases
from redline.show.shown_blocks import ShownBlock, read

_MARKS = {"+": ("{+", "+}"), "-": ("[-", "-]"), "=": ("", "")}
# Bold underlined for what is added, struck and faint for what is removed: readable without colour.
_STYLES = {"+": ("\x1b[1;4;35m", "\x1b[0m"), "-": ("\x1b[2;9m", "\x1b[0m"), "=": ("", "")}


def plain(difference: Difference, *, phrases: Phrases = FRENCH) -> str:
    """The difference line by line, additions as {+…+}, deletions as [-…-], under « Alinéa 3, lignes 4 et 5 »."""
    return _text(difference, phrases, _MARKS)


def terminal(difference: Difference, *, phrases: Phrases = FRENCH) -> str:
    """The same with a terminal's styles instead of marks; control characters of the text are shown, not obeyed."""
    return _text(difference, phrases, _STYLES)


def _text(difference: Difference, phrases: Phrases, marks: dict[str, tuple[str, str]]) -> str:
    parts = [_block(item, phrases, marks) for item in read(difference) if item.is_shown]
    return "\n\n".join(part for part in parts if part) + "\n" if parts else phrases.identical + "\n"


def _block(item: ShownBlock, phrases: Phrases, marks: dict[str, tuple[str, str]]) -> str:
    if item.departure:
        return ""
    if item.change.op == "insert":
        head = phrases.insertion_point(item.after)
    elif item.change.op == "move":
        head = phrases.moved_from.format(alinea=item.block.alinea or 0)
    else:
        head = phrases.reference(item.block.alinea, item.touched)
    head = ", ".join(said for said in (head, phrases.level_of(item.levels)) if said)
    rows = [_row(line.old if line.op != "+" else None, line.spans, marks) for line in item.lines]
    return "\n".join([head, *rows])


def _row(number: int | None, spans: tuple[Span, ...], marks: dict[str, tuple[str, str]]) -> str:
    words = "".join(f"{marks[sign][0]}{_shown(text)}{marks[sign][1]}" for sign, text in spans)
    return f"{number or '':>5}  {words}".rstrip(" ")


def _shown(text: str) -> str:
    text = text.replace("\n\n", "¶").replace("\n", " ")
    return "".join(c if c.isprintable() or c == "\t" or c.isspace() else f"\\u{ord(c):04x}" for c in text)
