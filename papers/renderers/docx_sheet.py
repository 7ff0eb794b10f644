"""The sheet on which a paper stands as DOCX: page, fonts, language, footer, metadata, and an archive without dates.

A word processor's own template brings blue headings, theme fonts and English: here everything is said.
"""

import io
import zipfile
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from papers.paper import DESKTOP_FONT, Paper, Role
from papers.runs import printable

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
USELESS = {"stylesWithEffects", "thumbnail", "customXml"}
LONGEST_PROPERTY = 255
TEXT_WIDTH = Cm(16)
SIZES = {"Normal": 11.0, "Heading 1": 16.0, "Heading 2": 12.5, "Heading 3": 11.0, "Heading 4": 10.0, "Footer": 8.0}
_WITHOUT_LABELS = {name: size for name, size in SIZES.items() if name != "Heading 4"}  # a letter keeps its bytes


def set_up(file: Any, paper: Paper) -> None:
    """Page, styles, footer and metadata, that depend on the paper alone."""
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2)
    section.footer_distance = Cm(1)
    sizes = SIZES if any(it.role is Role.LABEL for it in paper.paragraphs) else _WITHOUT_LABELS
    for name, size in sizes.items():
        file.styles[name].font.size = Pt(size)
    file.styles["Normal"].paragraph_format.space_after = Pt(8)
    file.styles["Heading 1"].paragraph_format.space_after = Pt(6)
    for name in sizes.keys() & {"Heading 2", "Heading 3", "Heading 4"}:
        file.styles[name].paragraph_format.space_after = Pt(4)
    _keep_only_what_serves(file, sizes)
    _one_font_one_ink_one_language(file.styles.element, paper.language_tag)
    _set_footer(section.footer, paper)
    _set_metadata(file.core_properties, paper)


def _keep_only_what_serves(file: Any, names: Iterable[str]) -> None:
    """Drop 150 styles, a picture and a second table of styles that the word processor's template brings."""
    styles = file.styles.element
    by_id = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
    kept: set[str] = set()
    waiting = {name for name, style in by_id.items() if style.get(qn("w:default")) == "1"}
    waiting |= {file.styles[name].style_id for name in names}
    while waiting:
        name = waiting.pop()
        kept.add(name)
        tags = (qn("w:basedOn"), qn("w:next"), qn("w:link"))
        waiting |= {related.get(qn("w:val")) for related in by_id[name].iterchildren(*tags)} - kept
    for name, style in by_id.items():
        if name not in kept:
            styles.remove(style)
    for owner in (file.part, file.part.package):
        for key in [key for key, rel in owner.rels.items() if rel.reltype.rpartition("/")[2] in USELESS]:
            del owner.rels[key]


def _one_font_one_ink_one_language(styles: Any, tag: str) -> None:
    for fonts in styles.iter(qn("w:rFonts")):
        fonts.attrib.clear()  # fonts of the theme would win over any name
        for attribute in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(attribute), DESKTOP_FONT)
    for color in styles.iter(qn("w:color")):
        color.attrib.clear()
        color.set(qn("w:val"), "000000")
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), tag)


def _set_footer(footer: Any, paper: Paper) -> None:
    """What the text is, first; then its page and the number of pages."""
    paragraph = footer.paragraphs[0]
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(printable(" – ".join(paper.footer)) + "\t")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" / ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: Any, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._element.append(field)  # noqa: SLF001 (python-docx has no verb for fields)


def _set_metadata(properties: Any, paper: Paper) -> None:
    day = date.fromisoformat(paper.date) if paper.date else date(2000, 1, 1)
    properties.title = printable(paper.title)[:LONGEST_PROPERTY]
    properties.subject = printable(paper.subject)[:LONGEST_PROPERTY]
    properties.author = printable(paper.author)[:LONGEST_PROPERTY]
    properties.language = paper.language_tag
    properties.comments = ""
    properties.created = properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001 (UTC, as written)
    properties.last_modified_by = ""
    properties.revision = 1


def reproducible(written: bytes) -> bytes:
    """The same archive with its entries in order, no date of the machine, and stored: zlib differs between systems."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_STORED) as target:
        for name in sorted(source.namelist(), key=lambda entry: (entry != "[Content_Types].xml", entry)):
            info = zipfile.ZipInfo(name, ZIP_EPOCH)
            info.external_attr = 0o600 << 16
            info.create_system = 3
            target.writestr(info, source.read(name))
    return result.getvalue()
