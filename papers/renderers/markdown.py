"""A paper as Markdown: headings, items under their number, lines of an address kept apart."""

import re

from papers.paper import STRONG, TIGHT, Paper, Paragraph, Role
from papers.runs import Run

# What marks words, and « & » where it would begin a character reference (« &amp; »).
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~]|&(?=#?\w+;))")
# What would open a list, a heading or a rule at the start of a line.
_OPENING = re.compile(r"^(\s*)(?:([-+=])|(\d{1,9})([.)]))(?=\s|$|[-=])")

_HEADINGS = {Role.TITLE: "#", Role.SECTION: "##", Role.HEADING: "###", Role.LABEL: "####"}  # a heading is one line


def render_markdown(paper: Paper) -> bytes:
    """The paper, from top to bottom."""
    parts: list[str] = []
    previous: Role | None = None
    for paragraph in paper.paragraphs:
        if previous is not None:
            parts.append("\n" if previous == paragraph.role and previous in TIGHT else "\n\n")
        parts.append(_laid_out(paragraph))
        previous = paragraph.role
    return ("".join(parts) + "\n").encode()


def _laid_out(paragraph: Paragraph) -> str:
    lines = [_OPENING.sub(_held, "".join(map(_run, line))) for line in paragraph.lines]
    if paragraph.role in _HEADINGS:
        numbered = [paragraph.marker, *lines] if paragraph.role == Role.SECTION else lines
        return " ".join(filter(None, [_HEADINGS[paragraph.role], *numbered]))
    if paragraph.role == Role.QUOTATION:
        return "> " + "\\\n> ".join(lines)
    if paragraph.role == Role.ITEM:
        margin = "  " * (paragraph.depth - 1)
        return f"{margin}- **{paragraph.marker}** " + f"\\\n{margin}  ".join(lines)
    if paragraph.role in TIGHT:
        return "- " + "\\\n  ".join(lines)
    if paragraph.role in STRONG or paragraph.role == Role.NAMES_HEAD:
        return "\n".join(f"**{line}**" for line in lines)
    return "\\\n".join(lines)


def _held(opening: re.Match[str]) -> str:
    """The opening sign of a line, kept from opening anything."""
    indent, sign, number, stop = opening.groups()
    return f"{indent}\\{sign}" if sign else f"{indent}{number}\\{stop}"


def _within(sign: str, words: str) -> str:
    """The words between two signs of emphasis, the spaces around them outside: a space inside opens nothing."""
    said = words.strip(" ")
    return words.replace(said, f"{sign}{said}{sign}", 1) if said else words


def _run(run: Run) -> str:
    words = _SPECIAL.sub(r"\\\1", run.text)
    if run.is_italic:
        words = _within("*", words)
    if run.is_bold:
        words = _within("**", words)
    if run.is_struck:
        words = f"<del>{words}</del>"
    if run.is_inserted:
        words = f"<ins>{words}</ins>"
    return f"[{words}]({run.link})" if run.link else words
