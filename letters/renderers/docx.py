"""The letter as DOCX: real styles, French, headings; the same record gives the same bytes."""

import io
import zipfile
from datetime import UTC, date, datetime

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from letters.document import Document
from letters.renderers.outline import Piece, Role, pieces
from letters.runs import Run

FONT = "Source Serif 4"
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
STYLES = {Role.TITLE: "Heading 1", Role.SECTION: "Heading 2", Role.NAMES_HEAD: "Heading 2"}


def render_docx(document: Document) -> bytes:
    """The letter, A4, ready to be printed under a letterhead."""
    file = docx.Document()
    _set_up(file, document)
    for piece in pieces(document):
        _add(file, piece)
    written = io.BytesIO()
    file.save(written)
    return _reproducible(written.getvalue())


def _set_up(file: docx.document.Document, document: Document) -> None:
    """Page, fonts, language, and metadata that depend on the record alone."""
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2)
    for name, size in (("Normal", 11), ("Heading 1", 16), ("Heading 2", 12.5)):
        style = file.styles[name]
        style.font.name = FONT
        style.font.size = Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(attribute), FONT)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "fr-FR")
        style.element.get_or_add_rPr().append(language)
    file.styles["Normal"].paragraph_format.space_after = Pt(8)
    day = date.fromisoformat(document.cover.date) if document.cover.date else date(2000, 1, 1)
    stamp = datetime(day.year, day.month, day.day, tzinfo=UTC).replace(tzinfo=None)
    properties = file.core_properties
    properties.title = document.title
    properties.subject = document.cover.subject
    properties.author = document.cover.sender[0] if document.cover.sender else ""
    properties.language = "fr-FR"
    properties.comments = ""
    properties.created = properties.modified = stamp
    properties.last_modified_by = ""
    properties.revision = 1


def _add(file: docx.document.Document, piece: Piece) -> None:
    paragraph = file.add_paragraph(style=STYLES.get(piece.role, "Normal"))
    if piece.marker:
        paragraph.add_run(f"{piece.marker}\t" if piece.role == Role.ITEM else f"{piece.marker} ")
    for index, line in enumerate(piece.lines):
        if index:
            paragraph.add_run().add_break()
        for run in line:
            _add_run(paragraph, run, piece)
    _place(paragraph, piece)


def _add_run(paragraph: Paragraph, run: Run, piece: Piece) -> None:
    added = paragraph.add_run(run.text)
    strong = piece.role in {Role.SUBJECT, Role.NOTICE, Role.COPIES_HEAD}
    added.bold = True if run.is_bold or strong else None
    added.italic = True if run.is_italic else None
    if run.link and run.link != run.text:
        paragraph.add_run(f" ({run.link})")


def _place(paragraph: Paragraph, piece: Piece) -> None:
    layout = paragraph.paragraph_format
    if piece.role in {Role.ADDRESSEE, Role.SIGNED}:
        layout.left_indent = Cm(8.5)
    if piece.role == Role.NOTICE:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
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
    if piece.role == Role.FINGERPRINT:
        for run in paragraph.runs:
            run.font.size = Pt(8)


def _reproducible(written: bytes) -> bytes:
    """The same archive with its entries in order and no date of the machine."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda entry: (entry != "[Content_Types].xml", entry)):
            info = zipfile.ZipInfo(name, ZIP_EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            info.create_system = 3
            target.writestr(info, source.read(name))
    return result.getvalue()
