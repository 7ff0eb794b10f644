"""The letter as an ordered list of plain pieces: what text, Markdown and DOCX lay out each in its way."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from letters.document import Block, Document
from letters.runs import Run


class Role(StrEnum):
    """What a piece is in the letter."""

    NOTICE = "notice"
    SENDER = "sender"
    ADDRESSEE = "addressee"
    DATE = "date"
    REFERENCE = "reference"
    SUBJECT = "subject"
    BODY = "body"
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
        """The words, lines put end to end."""
        return "\n".join("".join(run.text for run in line) for line in self.lines)


def _plain(role: Role, *lines: str, marker: str = "") -> Piece:
    return Piece(role, tuple((Run(line),) for line in lines if line), marker)


def pieces(document: Document) -> Iterator[Piece]:
    """The letter from top to bottom; pieces without words are left out."""
    for piece in (*_head(document), *_body(document), *_end(document)):
        if piece.lines:
            yield piece


def _head(document: Document) -> Iterator[Piece]:
    cover = document.cover
    yield _plain(Role.NOTICE, document.demonstration_notice)
    yield _plain(Role.NOTICE, document.draft_notice)
    yield _plain(Role.SENDER, *cover.sender)
    yield _plain(Role.ADDRESSEE, *cover.addressee)
    yield _plain(Role.DATE, cover.place_and_date)
    yield _plain(Role.REFERENCE, reference_line(document), contact_line(document))
    yield _plain(Role.SUBJECT, subject_line(document))
    yield _plain(Role.BODY, f"{cover.civility}," if cover.civility else "")


def _body(document: Document) -> Iterator[Piece]:
    yield from map(_block, document.preamble)
    yield _plain(Role.TITLE, document.title)
    yield _plain(Role.ADOPTION, document.adoption)
    for section in document.sections:
        yield _plain(Role.SECTION, section.title, marker=f"{section.number}.")
        yield from map(_block, section.blocks)
    yield from map(_block, document.closing)


def _end(document: Document) -> Iterator[Piece]:
    signed, cover = document.signed, document.cover
    yield _plain(Role.BODY, cover.closing_formula)
    yield _plain(Role.SIGNED, signed.office, signed.name, signed.role)
    if signed.names:
        yield _plain(Role.NAMES_HEAD, names_head(document))
        for name in signed.names:
            yield _plain(Role.NAME, name)
    if signed.unnamed:
        yield _plain(Role.BODY, unnamed_line(signed.unnamed))
    if cover.copies:
        yield _plain(Role.COPIES_HEAD, "Copie pour information\u00a0:")
        for index, copy in enumerate(cover.copies):
            end = "." if index == len(cover.copies) - 1 else "\u202f;"
            yield _plain(Role.COPY, copy + end)
    yield _plain(Role.FINGERPRINT, f"Empreinte de vérification de la motion\u00a0: {document.fingerprint}")


def _block(block: Block) -> Piece:
    is_item = block.kind in {"ordered_item", "unordered_item"}
    marker = ("–" if block.kind == "unordered_item" else block.marker) if is_item else ""
    return Piece(Role.ITEM if is_item else Role.BODY, (block.runs,), marker, block.depth if is_item else 1)


def reference_line(document: Document) -> str:
    """« Nos réf. : CNEN/2020/1 », or nothing."""
    return f"Nos réf.\u00a0: {document.cover.reference}" if document.cover.reference else ""


def contact_line(document: Document) -> str:
    """« Affaire suivie par : … », or nothing."""
    return f"Affaire suivie par\u00a0: {document.cover.contact}" if document.cover.contact else ""


def subject_line(document: Document) -> str:
    """« Objet : … », or nothing."""
    return f"Objet\u00a0: {document.cover.subject}" if document.cover.subject else ""


def names_head(document: Document) -> str:
    """« Les 87 signataires », « La signataire, le signataire » avoided: « Signataire »."""
    count = len(document.signed.names)
    return "Signataire" if count == 1 else f"Les {count} signataires"


def unnamed_line(count: int) -> str:
    """Signatures counted without their names."""
    if count == 1:
        return "Une signature de plus est comptée sans nom."
    return f"{count} signatures de plus sont comptées sans nom."
