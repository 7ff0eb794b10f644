"""Inline text as runs of one emphasis each, for renderers that are not HTML. Pure."""

import re
from dataclasses import dataclass

from core.text import inline_markdown

# What neither XML nor a sheet of paper can carry; nobody reads it, so that no word is lost.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ud800-\udfff\ufffe\uffff]")
_LINE_END = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*")


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one emphasis; `link` is the address of a link, or empty."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    link: str = ""
    is_struck: bool = False  # what an amendment takes away
    is_inserted: bool = False  # what it brings


def printable(text: str) -> str:
    """The text without control characters; a tab is a no-break space."""
    return _UNPRINTABLE.sub("", text).replace("\t", "\u00a0")


def words_of(text: str) -> str:
    """The words of a block's inline text, without any emphasis."""
    return "".join(run.text for run in inline_runs(text))


def inline_runs(text: str) -> tuple[Run, ...]:
    """The runs of a block's inline text; their words put end to end are what a page shows, on one line."""
    found: list[Run] = []
    for piece in inline_markdown.inline_runs(printable(_LINE_END.sub(" ", text))):
        run = Run(piece.text, "strong" in piece.tags, "em" in piece.tags, piece.href if "a" in piece.tags else "")
        if found and (found[-1].is_bold, found[-1].is_italic, found[-1].link) == (run.is_bold, run.is_italic, run.link):
            run = Run(found.pop().text + run.text, run.is_bold, run.is_italic, run.link)
        found.append(run)
    return tuple(found)
