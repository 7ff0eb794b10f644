"""The letter as DOCX: real styles, French, headings, links; the same record gives the same bytes."""

import io
from functools import lru_cache
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from letters.document import Document
from letters.renderers.docx_sheet import reproducible, set_up
from letters.renderers.outline import Piece, Role, pieces
from letters.runs import Run

HEADINGS = {
    Role.TITLE: "Heading 1",
    Role.SECTION: "Heading 2",
    Role.NAMES_HEAD: "Heading 2",
    Role.HEADING: "Heading 3",
}
STRONG = {Role.SUBJECT, Role.NOTICE, Role.COPIES_HEAD}


@lru_cache(maxsize=8)
def render_docx(document: Document) -> bytes:
    """The letter, A4, ready to be printed under a letterhead."""
    file = docx.Document()
    set_up(file, document)
    for piece in pieces(document):
        _add(file, piece)
    written = io.BytesIO()
    file.save(written)
    return reproducible(written.getvalue())


def _add(file: Any, piece: Piece) -> None:
    paragraph = file.add_paragraph()
    if piece.role in HEADINGS:  # only then: naming a style costs more than writing a paragraph
        paragraph.style = file.styles[HEADINGS[piece.role]]
    if piece.marker:
        paragraph.add_run(f"{piece.marker}\t" if piece.role == Role.ITEM else f"{piece.marker} ")
    for rank, line in enumerate(piece.lines):
        if rank:
            paragraph.add_run().add_break()
        for run in line:
            _add_run(paragraph, run, is_strong=piece.role in STRONG or (piece.role == Role.SIGNED and rank == 1))
    _place(paragraph, piece)


def _add_run(paragraph: Any, run: Run, *, is_strong: bool) -> None:
    added = paragraph.add_run(run.text)
    added.bold = True if run.is_bold or is_strong else None
    added.italic = True if run.is_italic else None
    if run.link:
        added.underline = True
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        paragraph._element.replace(added._element, link)  # noqa: SLF001 (python-docx has no verb for links)
        link.append(added._element)  # noqa: SLF001 - python-docx has no other way


def _place(paragraph: Any, piece: Piece) -> None:
    layout = paragraph.paragraph_format
    if piece.role in {Role.ADDRESSEE, Role.SIGNED}:
        layout.left_indent = Cm(8.5)
    if piece.role == Role.NOTICE:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if piece.role == Role.QUOTATION:
        layout.left_indent = layout.right_indent = Cm(1)
    if piece.role == Role.ITEM:
        layout.left_indent = Cm(0.4 + 1.1 * piece.depth)
        layout.first_line_indent = Cm(-1.1)
        layout.tab_stops.add_tab_stop(Cm(0.4 + 1.1 * piece.depth))
    if piece.role in {Role.NAME, Role.COPY}:
        layout.space_after = Pt(2)
    if piece.role == Role.SIGNED:
        layout.keep_together = True
        layout.space_before = Pt(18)
        layout.space_after = Pt(36)
    if piece.role in {Role.FINGERPRINT, Role.ADOPTION}:
        for run in paragraph.runs:
            run.font.size = Pt(8 if piece.role == Role.FINGERPRINT else 9.5)
