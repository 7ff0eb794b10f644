"""A paper free of any format: its paragraphs in order, each with its role, that every renderer lays out in its way.

Pure. What the words mean (a letter, minutes, a sheet) is the business of whoever composes the paper.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from papers.runs import Run, printable

LANGUAGE_TAGS = {"fr": "fr-FR", "en": "en-GB"}
DESKTOP_FONT = "Georgia"  # on every desktop: a document is opened where our own fonts are not


class Role(StrEnum):
    """What a paragraph is on its paper; each format lays out every role."""

    NOTICE = "notice"  # boxed at the top: what holds of the whole paper
    STATE = "state"  # at the top too, between two rules: where the text stands
    SENDER = "sender"
    ADDRESSEE = "addressee"
    DATE = "date"
    REFERENCE = "reference"
    SUBJECT = "subject"
    TITLE = "title"
    UNDER_TITLE = "under_title"
    SECTION = "section"  # a numbered heading under the title
    HEADING = "heading"  # a heading inside a section
    LABEL = "label"  # a heading inside a heading
    BODY = "body"
    ITEM = "item"  # of a list, under its number or sign, at its depth
    QUOTATION = "quotation"
    SIGNATURE = "signature"  # in the name of whom, the name, the office
    NAMES_HEAD = "names_head"
    NAME = "name"
    MENTIONS_HEAD = "mentions_head"
    MENTION = "mention"  # of a short list kept together after the text: copies, enclosures
    SMALL_PRINT = "small_print"  # at the foot of the last page


TIGHT = frozenset({Role.NAME, Role.MENTION})  # their lines follow each other without a blank one
STRONG = frozenset({Role.NOTICE, Role.STATE, Role.SUBJECT, Role.MENTIONS_HEAD})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: its role, its lines of runs, its number or sign; apart when it belongs to nothing above it."""

    role: Role
    lines: tuple[tuple[Run, ...], ...]
    marker: str = ""
    depth: int = 1
    is_apart: bool = False

    @property
    def words(self) -> str:
        """The words, a line each; a link's address follows its words, in brackets."""
        return "\n".join("".join(map(_with_address, line)) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. The same paper gives the same bytes in each format: no date of the machine, no name of a user."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    author: str = ""
    issuer: str = ""  # the body whose paper it is: the author of a PDF that has no other
    subject: str = ""
    date: str = ""  # ISO, for the files' own metadata
    language: str = "fr"
    footer: tuple[str, ...] = ()  # at the foot of each page, before its number
    record: str = ""  # what a PDF carries as an attachment, to be opened again by us
    on_one_page: str = ""  # a sheet that a PDF lays on one page, and what it says where the end is left out
    begins_like_letter: bool = False  # the sender beside the addressee, then date, references, subject

    @property
    def language_tag(self) -> str:
        """The language as word processors name it: « fr-FR »."""
        return LANGUAGE_TAGS.get(self.language, self.language)


def plain(role: Role, *lines: str, marker: str = "") -> Paragraph:
    """A paragraph of lines without emphasis; the empty ones are left out."""
    return Paragraph(role, tuple((Run(printable(line)),) for line in lines if line), printable(marker))


def with_words(paragraphs: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """The paragraphs that say something."""
    return tuple(paragraph for paragraph in paragraphs if paragraph.lines)


def _with_address(run: Run) -> str:
    is_said = not run.link or run.link.removeprefix("mailto:") == run.text
    words = f"[-{run.text}-]" if run.is_struck else f"{{+{run.text}+}}" if run.is_inserted else run.text
    return words if is_said else f"{words} ({run.link})"
