"""What reading a document gives: paragraphs with their shape, and what was not understood, each with its place.

Pure: a kind is a name here; its sentence is written where people read it.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from papers.runs import Run

_WORDS_SHOWN = 60
_OF_ONE_FONT = re.compile("[\ue000-\uf8ff]")


class WhyUnreadable(StrEnum):
    """Why nothing of a file can be read."""

    PDF = "pdf"
    OLD_WORD = "old_word"  # .doc, or a document under a password: one container holds both
    ENCRYPTED = "encrypted"
    NOT_A_DOCUMENT = "not_a_document"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    BOMB = "bomb"
    TOO_LONG = "too_long"
    BUSY = "busy"  # another document is being read
    EMPTY = "empty"


class Unknown(StrEnum):
    """What was left aside, or may read otherwise than it was meant."""

    MACROS = "macros"
    EXTERNAL = "external"
    STRICT = "strict"
    ALT_CHUNK = "alt_chunk"
    TEXT_BOX = "text_box"
    PICTURE = "picture"
    FOOTNOTE = "footnote"
    COMMENT = "comment"
    HIDDEN = "hidden"
    STRUCK = "struck"
    SYMBOL = "symbol"
    EQUATION = "equation"
    NUMBERING = "numbering"
    CONTENTS = "contents"
    MERGED_CELLS = "merged_cells"
    EMPHASIS = "emphasis"
    MARK = "mark"


class Unreadable(ValueError):
    """Nothing of the file can be read."""

    def __init__(self, refusal: WhyUnreadable) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """One thing that was not understood: the paragraph, counted from 1 (0: the whole file), and its first words."""

    kind: Unknown
    paragraph: int
    words: str = ""


@dataclass(slots=True)
class ReadParagraph:
    """A paragraph as it was read. `heading`: its level, 0 for none; `label`: its automatic number, at its `level`."""

    runs: list[Run]
    heading: int = 0
    label: str = ""
    level: int = 0
    is_row: bool = False
    style: str = ""

    @property
    def words(self) -> str:
        """Its words, without emphasis."""
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class ReadDocument:
    """Paragraphs in order, and what was not understood."""

    paragraphs: list[ReadParagraph] = field(default_factory=list)
    doubts: list[NotUnderstood] = field(default_factory=list)

    def doubt(self, kind: Unknown, words: str = "", *, whole: bool = False) -> None:
        """Note what was not understood, at the paragraph being read; once for the same words."""
        shown = " ".join(words.split())
        shown = shown if len(shown) <= _WORDS_SHOWN else shown[:_WORDS_SHOWN].rstrip() + "…"
        found = NotUnderstood(kind, 0 if whole else len(self.paragraphs) + 1, shown)
        if found not in self.doubts:
            self.doubts.append(found)

    def without_symbols(self, text: str) -> str:
        """The text without the signs that one font alone draws (Symbol, Wingdings), each told by its number."""
        for sign in _OF_ONE_FONT.findall(text):
            self.doubt(Unknown.SYMBOL, f"{ord(sign):04X}")
        return _OF_ONE_FONT.sub("", text)


def merged(runs: list[Run]) -> list[Run]:
    """The runs, neighbours of one shape put together, empty ones left out."""
    found: list[Run] = []
    for run in runs:
        if not run.text:
            continue
        shape = (run.is_bold, run.is_italic, run.link)
        if found and (found[-1].is_bold, found[-1].is_italic, found[-1].link) == shape:
            run = Run(found.pop().text + run.text, *shape)  # noqa: PLW2901 (the longer run takes its place)
        found.append(run)
    return found


def without_bold(runs: list[Run]) -> list[Run]:
    """The runs of a heading: bold all along, it is only a heading; bold in places, those words are bold."""
    if all(run.is_bold or not run.text.strip() for run in runs):
        return merged([Run(run.text, False, run.is_italic, run.link) for run in runs])
    return runs
