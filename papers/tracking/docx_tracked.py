"""Tracked changes as Word writes them; numbers and dashes of items are words, headings alone are styles."""

from collections.abc import Iterator
from itertools import count
from xml.sax.saxutils import escape, quoteattr

from papers.reading.markdown_blocks import SPACED_STYLE, TIGHT_STYLE
from papers.runs import Run, printable
from papers.seals import PROPERTIES, properties_xml, record_xml
from papers.tracking.change_stream import ADDED, KEPT, REMOVED, Layout, tracked_paragraphs
from papers.tracking.docx_parts import CONTENT_TYPES, fixed_parts, header_part, relationships
from papers.tracking.tracked_text import TrackedText, archived

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_ELEMENTS = {ADDED: "ins", REMOVED: "del"}
STYLE_IDS = {SPACED_STYLE: "HemicycleParagraph", TIGHT_STYLE: "HemicycleTight"}
END_STYLE_ID = "HemicycleEnd"
_FIRST_LINK = 20  # of the ids of relationships; those before are the parts'


def docx_with_changes(text: TrackedText) -> bytes:
    """The document; accepting every change gives its new text, refusing them its old one."""
    writer = _DocumentWriter(text)
    document = writer.document()
    parts = {
        "[Content_Types].xml": CONTENT_TYPES.replace(
            "<!--more-->", '<Override PartName="/customXml/itemProps1.xml" ContentType='
            '"application/vnd.openxmlformats-officedocument.customXmlProperties+xml"/>' if text.record else ""
        ).encode(),
        **fixed_parts(text, END_STYLE_ID, STYLE_IDS),
        "word/header1.xml": header_part(text.header),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": relationships(writer.links, has_record=bool(text.record)),
        PROPERTIES: properties_xml(text.facts),
    }  # fmt: skip
    if text.record:
        parts |= _record_parts(text.record)
    return archived(parts)


def _record_parts(record: bytes) -> dict[str, bytes]:
    return {
        "customXml/item1.xml": record_xml(record),
        "customXml/itemProps1.xml": (
            b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<ds:datastoreItem ds:itemID='
            b'"{5C1A6E4B-0F3B-4D52-9B1E-6D0E7A5F2C11}" xmlns:ds='
            b'"http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs/></ds:datastoreItem>'
        ),
        "customXml/_rels/item1.xml.rels": (
            b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns='
            b'"http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
            b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps" '
            b'Target="itemProps1.xml"/></Relationships>'
        ),
    }


class _DocumentWriter:
    """Writes the main part, and remembers the addresses that it refers to."""

    def __init__(self, text: TrackedText) -> None:
        self._text = text
        self._ids = count(1)
        self.links: dict[str, str] = {}

    def document(self) -> bytes:
        """The main part."""
        body = "".join(self._paragraphs())
        last = self._words(Run(printable(self._text.end)))
        end = f'<w:p><w:pPr><w:pStyle w:val="{END_STYLE_ID}"/></w:pPr>{last}</w:p>'
        section = (
            '<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:pgSz w:w="11906" w:h="16838"/>'
            '<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" '
            'w:gutter="0"/></w:sectPr>'
        )
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        return f"{head}<w:document {_NAMESPACES}><w:body>{body}{end}{section}</w:body></w:document>".encode()

    def _paragraphs(self) -> Iterator[str]:
        for paragraph in tracked_paragraphs(self._text.old, self._text.new):
            mark = ""
            if paragraph.end.sign != KEPT:
                mark = f"<w:rPr>{self._change(paragraph.end.sign, paragraph.delay)}/></w:rPr>"
            style = f'<w:pStyle w:val="{style_id(paragraph.end.layout)}"/>'
            words = "".join(self._piece(sign, run, paragraph.delay) for sign, run in paragraph.pieces)
            yield f"<w:p><w:pPr>{style}{mark}</w:pPr>{words}</w:p>"

    def _change(self, sign: str, delay: int) -> str:
        author = quoteattr(printable(self._text.author))
        when = self._text.moment(delay)
        return f'<w:{_ELEMENTS[sign]} w:id="{next(self._ids)}" w:author={author} w:date="{when}"'

    def _piece(self, sign: str, run: Run, delay: int) -> str:
        words = self._words(run, is_removed=sign == REMOVED)
        if sign != KEPT:
            words = f"{self._change(sign, delay)}>{words}</w:{_ELEMENTS[sign]}>"
        if run.link:
            known = self.links.setdefault(run.link, f"rId{_FIRST_LINK + len(self.links)}")
            words = f'<w:hyperlink r:id="{known}">{words}</w:hyperlink>'
        return words

    def _words(self, run: Run, *, is_removed: bool = False) -> str:
        shape = ("<w:b/>" if run.is_bold else "") + ("<w:i/>" if run.is_italic else "")
        shape += '<w:u w:val="single"/>' if run.link else ""
        tag = "delText" if is_removed else "t"
        written = "<w:br/>".join(
            f'<w:{tag} xml:space="preserve">{escape(line)}</w:{tag}>' if line else "" for line in run.text.split("\n")
        )
        return f"<w:r>{f'<w:rPr>{shape}</w:rPr>' if shape else ''}{written}</w:r>"


def style_id(layout: Layout) -> str:
    """The style of a paragraph: a heading, or close to the one before, or apart from it."""
    if layout.heading:
        return f"Heading{layout.heading}"
    return STYLE_IDS[TIGHT_STYLE if layout.is_tight else SPACED_STYLE]
