"""A paper as DOCX: real styles, its language, headings, links; the same paper gives the same bytes."""

import io
from functools import lru_cache
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from papers.paper import STRONG, TIGHT, Paper, Paragraph, Role
from papers.renderers.docx_sheet import reproducible, set_up
from papers.runs import Run

HEADINGS = {
    Role.TITLE: "Heading 1",
    Role.SECTION: "Heading 2",
    Role.NAMES_HEAD: "Heading 2",
    Role.HEADING: "Heading 3",
    Role.LABEL: "Heading 4",
}
SIZES = {Role.SMALL_PRINT: Pt(8), Role.UNDER_TITLE: Pt(9.5)}


@lru_cache(maxsize=8)
def render_docx(paper: Paper) -> bytes:
    """The paper, A4, ready to be printed under a letterhead."""
    file = docx.Document()
    set_up(file, paper)
    for paragraph in paper.paragraphs:
        _add(file, paragraph)
    written = io.BytesIO()
    file.save(written)
    return reproducible(written.getvalue())


def _add(file: Any, paragraph: Paragraph) -> None:
    added = file.add_paragraph()
    if paragraph.role in HEADINGS:  # only then: naming a style costs more than writing a paragraph
        added.style = file.styles[HEADINGS[paragraph.role]]
    if paragraph.marker:
        added.add_run(f"{paragraph.marker}\t" if paragraph.role == Role.ITEM else f"{paragraph.marker} ")
    for rank, line in enumerate(paragraph.lines):
        if rank:
            added.add_run().add_break()
        is_name = paragraph.role == Role.SIGNATURE and rank == 1
        for run in line:
            _add_run(added, run, is_strong=is_name or paragraph.role in STRONG)
    _place(added, paragraph)


def _add_run(written: Any, run: Run, *, is_strong: bool) -> None:
    added = written.add_run(run.text)
    added.bold = True if run.is_bold or is_strong else None
    added.italic = True if run.is_italic else None
    if run.is_struck:
        added.font.strike = True
    if run.is_inserted:
        added.bold = added.underline = True
    if run.link:
        added.underline = True
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), written.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        written._element.replace(added._element, link)  # noqa: SLF001 (python-docx has no verb for links)
        link.append(added._element)  # noqa: SLF001 - python-docx has no other way


def _place(written: Any, paragraph: Paragraph) -> None:
    layout, role = written.paragraph_format, paragraph.role
    if role in {Role.ADDRESSEE, Role.SIGNATURE}:
        layout.left_indent = Cm(8.5)
    if role in {Role.NOTICE, Role.STATE}:
        written.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if role == Role.QUOTATION:
        layout.left_indent = layout.right_indent = Cm(1)
    if role == Role.ITEM:
        layout.left_indent = Cm(0.4 + 1.1 * paragraph.depth)
        layout.first_line_indent = Cm(-1.1)
        layout.tab_stops.add_tab_stop(Cm(0.4 + 1.1 * paragraph.depth))
    if role in TIGHT:
        layout.space_after = Pt(2)
    if role == Role.SIGNATURE:
        layout.keep_together = True
        layout.space_before = Pt(18)
        layout.space_after = Pt(36)
    if role in SIZES:
        for run in written.runs:
            run.font.size = SIZES[role]
