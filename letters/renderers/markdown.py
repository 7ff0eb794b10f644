"""The letter as Markdown: headings, items under their number, lines of an address kept apart."""

import re

from letters.document import Document
from letters.renderers.outline import Piece, Role, pieces
from letters.runs import Run

# What marks words, and « & » where it would begin a character reference (« &amp; »).
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~]|&(?=#?\w+;))")
# What would open a list, a heading or a rule at the start of a line.
_OPENING = re.compile(r"^(\s*)(?:([-+=])|(\d{1,9})([.)]))(?=\s|$|[-=])")
TIGHT = {Role.NAME, Role.COPY}


def render_markdown(document: Document) -> bytes:
    """The letter, from top to bottom."""
    parts: list[str] = []
    previous: Role | None = None
    for piece in pieces(document):
        if previous is not None:
            parts.append("\n" if previous == piece.role and piece.role in TIGHT else "\n\n")
        parts.append(_laid_out(piece))
        previous = piece.role
    return ("".join(parts) + "\n").encode()


def _laid_out(piece: Piece) -> str:
    lines = [_OPENING.sub(_held, "".join(map(_run, line))) for line in piece.lines]
    if piece.role == Role.TITLE:
        return "# " + lines[0]
    if piece.role == Role.SECTION:
        return f"## {piece.marker} {lines[0]}"
    if piece.role == Role.HEADING:
        return "### " + lines[0]
    if piece.role == Role.QUOTATION:
        return "> " + lines[0]
    if piece.role == Role.ITEM:
        return "  " * (piece.depth - 1) + f"- **{piece.marker}** {lines[0]}"
    if piece.role in TIGHT:
        return "- " + lines[0]
    if piece.role in {Role.SUBJECT, Role.NOTICE, Role.COPIES_HEAD, Role.NAMES_HEAD}:
        return "\n".join(f"**{line}**" for line in lines)
    return "\\\n".join(lines)


def _held(opening: re.Match[str]) -> str:
    """The opening sign of a line, kept from opening anything."""
    indent, sign, number, stop = opening.groups()
    return f"{indent}\\{sign}" if sign else f"{indent}{number}\\{stop}"


def _run(run: Run) -> str:
    words = _SPECIAL.sub(r"\\\1", run.text)
    if run.is_italic:
        words = f"*{words}*"
    if run.is_bold:
        words = f"**{words}**"
    return f"[{words}]({run.link})" if run.link else words
