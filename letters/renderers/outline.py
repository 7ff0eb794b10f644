"""The letter as an ordered list of plain pieces: what text, Markdown, HTML and DOCX lay out each in its way."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from letters.document import Block, Document
from letters.runs import Run, printable
from letters.wording import wording_of


class Role(StrEnum):
    """What a piece is in the letter."""

    NOTICE = "notice"
    SENDER = "sender"
    ADDRESSEE = "addressee"
    DATE = "date"
    REFERENCE = "reference"
    SUBJECT = "subject"
    BODY = "body"
    HEADING = "heading"
    QUOTATION = "quotation"
    TITLE = "title"
    ADOPTION = "adoption"
    SECTION = "section"
    ITEM = "item"
    SIGNED = "signed"
    NAMES_HEAD = "names_head"
    NAME = "name"
    COPIES_HEAD = "copies_head"
    COPY = "copy"
    FINGERPRINT = "fingerprint"


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph of the letter: its role, its number or sign, its lines of runs."""

    role: Role
    lines: tuple[tuple[Run, ...], ...]
    marker: str = ""
    depth: int = 1

    @property
    def words(self) -> str:
        """The words, a line each; a link's address follows its words, in brackets."""
        return "\n".join("".join(map(_with_address, line)) for line in self.lines)


def _with_address(run: Run) -> str:
    is_said = not run.link or run.link.removeprefix("mailto:") == run.text
    return run.text if is_said else f"{run.text} ({run.link})"


def _plain(role: Role, *lines: str, marker: str = "") -> Piece:
    return Piece(role, tuple((Run(printable(line)),) for line in lines if line), marker)


def pieces(document: Document) -> Iterator[Piece]:
    """The letter from top to bottom; pieces without words are left out."""
    for piece in (*_head(document), *_body(document), *_end(document)):
        if piece.lines:
            yield piece


def _head(document: Document) -> Iterator[Piece]:
    cover, words = document.cover, wording_of(document)
    yield _plain(Role.NOTICE, document.demonstration_notice)
    yield _plain(Role.NOTICE, document.draft_notice)
    yield _plain(Role.SENDER, *cover.sender)
    yield _plain(Role.ADDRESSEE, *cover.addressee)
    yield _plain(Role.DATE, cover.place_and_date)
    yield _plain(Role.REFERENCE, words.reference, words.contact)
    yield _plain(Role.SUBJECT, words.subject)
    yield _plain(Role.BODY, words.salutation)


def _body(document: Document) -> Iterator[Piece]:
    yield from map(_block, document.preamble)
    yield _plain(Role.TITLE, document.title)
    yield _plain(Role.ADOPTION, document.adoption)
    for section in document.sections:
        yield _plain(Role.SECTION, section.title, marker=f"{section.number}.")
        yield from map(_block, section.blocks)
    yield from map(_block, document.closing)


def _end(document: Document) -> Iterator[Piece]:
    signed, words = document.signed, wording_of(document)
    yield _plain(Role.BODY, document.cover.closing_formula)
    yield _plain(Role.SIGNED, signed.office, signed.name, signed.role)
    yield _plain(Role.NAMES_HEAD, words.names_head)
    for name in signed.names:
        yield _plain(Role.NAME, name)
    yield _plain(Role.BODY, words.unnamed)
    yield _plain(Role.COPIES_HEAD, words.copies_head)
    for copy in words.copies:
        yield _plain(Role.COPY, copy)
    yield _plain(Role.FINGERPRINT, f"{words.fingerprint} {document.fingerprint}")


ROLES = {
    "ordered_item": Role.ITEM,
    "unordered_item": Role.ITEM,
    "heading": Role.HEADING,
    "title": Role.HEADING,
    "quotation": Role.QUOTATION,
}


def _block(block: Block) -> Piece:
    role = ROLES.get(block.kind, Role.BODY)
    if role is not Role.ITEM:
        return Piece(role, (block.runs,))
    return Piece(role, (block.runs,), "–" if block.kind == "unordered_item" else block.marker, block.depth)
