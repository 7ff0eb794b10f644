"""Tracked changes as OpenDocument writes them: what is removed is kept apart, at the mark that stands in its place."""

import re
from xml.sax.saxutils import escape, quoteattr

from papers.paper import DESKTOP_FONT
from papers.reading.markdown_blocks import SPACED_STYLE, TIGHT_STYLE
from papers.runs import Run, printable
from papers.seals import meta_fields
from papers.tracking.change_stream import ADDED, REMOVED, End, Layout, tracked_paragraphs
from papers.tracking.tracked_text import TrackedText, archived

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = (
    f'xmlns:office="{_URN}:office:1.0" xmlns:text="{_URN}:text:1.0" xmlns:style="{_URN}:style:1.0" '
    f'xmlns:fo="{_URN}:xsl-fo-compatible:1.0" xmlns:meta="{_URN}:meta:1.0" xmlns:svg="{_URN}:svg-compatible:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"'
)
MIMETYPE = "application/vnd.oasis.opendocument.text"
_MANIFEST = (
    f'{_HEAD}<manifest:manifest xmlns:manifest="{_URN}:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{MIMETYPE}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in ("content.xml", "styles.xml", "meta.xml")
    )
    + "</manifest:manifest>"
)
_STYLES = {SPACED_STYLE: "Hemicycle_20_paragraph", TIGHT_STYLE: "Hemicycle_20_tight"}
_END_STYLE = "Hemicycle_20_end"
_SHAPES = (
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="T2" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="T3" style:family="text"><style:text-properties fo:font-weight="bold" '
    'fo:font-style="italic"/></style:style>'
)
_SPACES = re.compile(r"(?<=[ \n]) +|^ +| +$|\t")


def odt_with_changes(text: TrackedText) -> bytes:
    """The document; accepting every change gives its new text, refusing them its old one."""
    return archived(
        {
            "mimetype": MIMETYPE.encode(),
            "content.xml": _ContentWriter(text).content(),
            "styles.xml": _styles(text).encode(),
            "meta.xml": _meta(text).encode(),
            "META-INF/manifest.xml": _MANIFEST.encode(),
        }
    )


class _ContentWriter:
    """Writes the body: a run of changes of one kind is one region, whatever ends of paragraph it crosses."""

    def __init__(self, text: TrackedText) -> None:
        self._text = text
        self._regions: list[str] = []
        self._body: list[str] = []
        self._line: list[str] = []
        self._sign = ""  # of the run of changes being written
        self._removed: list[list[str]] = [[]]
        self._layouts: list[Layout] = []
        self._delay = 0

    def content(self) -> bytes:
        """The part of the words."""
        for paragraph in tracked_paragraphs(self._text.old, self._text.new):
            if paragraph.delay != self._delay:
                self._finish()
                self._delay = paragraph.delay
            for sign, run in paragraph.pieces:
                self._begin(sign)
                (self._removed[-1] if sign == REMOVED else self._line).append(_words(run))
            self._end(paragraph.end)
        self._finish()
        last = "".join([*self._line, _words(Run(printable(self._text.end)))])  # a change may end where it begins
        end = f'<text:p text:style-name="{_END_STYLE}">{last}</text:p>'
        regions = "".join(self._regions)
        return (
            f"{_HEAD}<office:document-content {_NAMESPACES}><office:automatic-styles>{_SHAPES}"
            "</office:automatic-styles><office:body><office:text>"
            f'<text:tracked-changes text:track-changes="true">{regions}</text:tracked-changes>'
            f"{''.join(self._body)}{end}</office:text></office:body></office:document-content>"
        ).encode()

    def _begin(self, sign: str) -> None:
        if sign == self._sign:
            return
        self._finish()
        self._sign = sign
        if sign == ADDED:
            self._line.append(f'<text:change-start text:change-id="ct{len(self._regions)}"/>')

    def _end(self, end: End) -> None:
        self._begin(end.sign)
        if end.sign == REMOVED:
            self._layouts.append(end.layout)
            self._removed.append([])
        else:
            self._body.append(_paragraph(end.layout, self._line))
            self._line = []

    def _finish(self) -> None:
        """The run of changes is at its end."""
        known, sign, self._sign = f"ct{len(self._regions)}", self._sign, ""
        author = (
            f"<office:change-info><dc:creator>{escape(printable(self._text.author))}</dc:creator>"
            f"<dc:date>{self._text.moment(self._delay).removesuffix('Z')}</dc:date></office:change-info>"
        )
        if sign == ADDED:
            self._line.append(f'<text:change-end text:change-id="{known}"/>')
            self._regions.append(_region(known, f"<text:insertion>{author}</text:insertion>"))
        elif sign == REMOVED:
            layouts = [*self._layouts, self._layouts[-1] if self._layouts else Layout()]
            kept = "".join(_paragraph(*pair) for pair in zip(layouts, self._removed, strict=True))
            self._line.append(f'<text:change text:change-id="{known}"/>')
            self._regions.append(_region(known, f"<text:deletion>{author}{kept}</text:deletion>"))
            self._removed, self._layouts = [[]], []


def _region(known: str, inside: str) -> str:
    return f'<text:changed-region xml:id="{known}" text:id="{known}">{inside}</text:changed-region>'


def _paragraph(layout: Layout, line: list[str]) -> str:
    words = "".join(line)
    if layout.heading:
        level = layout.heading
        return f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{words}</text:h>'
    return f'<text:p text:style-name="{_STYLES[TIGHT_STYLE if layout.is_tight else SPACED_STYLE]}">{words}</text:p>'


def _words(run: Run) -> str:
    """Words, their spaces said where XML would lose them; a run does not know what stands before it."""
    written, at = "", 0
    for found in _SPACES.finditer(run.text):
        written += _lines(run.text[at : found.start()]) + f'<text:s text:c="{len(found.group())}"/>'
        at = found.end()
    written += _lines(run.text[at:])
    shape = {(True, False): "T1", (False, True): "T2", (True, True): "T3"}.get((run.is_bold, run.is_italic))
    if shape:
        written = f'<text:span text:style-name="{shape}">{written}</text:span>'
    if run.link:
        written = f'<text:a xlink:type="simple" xlink:href={quoteattr(run.link)}>{written}</text:a>'
    return written


def _lines(words: str) -> str:
    return "<text:line-break/>".join(map(escape, words.split("\n")))


def _meta(text: TrackedText) -> str:
    moment = text.moment(0)
    return (
        f"{_HEAD}<office:document-meta {_NAMESPACES}><office:meta><dc:title>{escape(printable(text.title))}</dc:title>"
        f"<meta:initial-creator>{escape(printable(text.author))}</meta:initial-creator>"
        f"<meta:creation-date>{moment}</meta:creation-date><dc:date>{moment}</dc:date>"
        f"<dc:language>{text.language_tag}</dc:language>{meta_fields(text.facts)}</office:meta></office:document-meta>"
    )


def _styles(text: TrackedText) -> str:
    language, _, country = text.language_tag.partition("-")
    family = '<style:style style:family="paragraph"'
    written = (
        f"{_HEAD}<office:document-styles {_NAMESPACES}><office:font-face-decls>"
        f'<style:font-face style:name="{DESKTOP_FONT}" svg:font-family="{DESKTOP_FONT}"/></office:font-face-decls>'
        '<office:styles><style:default-style style:family="paragraph"><style:text-properties '
        f'style:font-name="{DESKTOP_FONT}" fo:font-size="11pt" fo:language="{language}" fo:country="{country}"/>'
        f'</style:default-style>{family} style:name="Standard" style:class="text"/>'
    )
    sizes = ("16pt", "13pt", "11.5pt", "11pt", "11pt", "11pt")
    for level, size in enumerate(sizes, start=1):
        written += (
            f'{family} style:name="Heading_20_{level}" style:display-name="Heading {level}" '
            f'style:parent-style-name="Standard" style:default-outline-level="{level}"><style:paragraph-properties '
            f'fo:margin-top="0.4cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"/><style:text-properties '
            f'fo:font-weight="bold" fo:font-size="{size}"/></style:style>'
        )
    spaces = zip((*_STYLES.values(), _END_STYLE), ("0.28cm", "0.07cm", "0.6cm"), strict=True)
    for name, space in spaces:
        small = '<style:text-properties fo:font-size="8pt" fo:color="#595959"/>' if name == _END_STYLE else ""
        written += (
            f'{family} style:name="{name}" style:display-name="{name.replace("_20_", " ")}" '
            f'style:parent-style-name="Standard"><style:paragraph-properties fo:margin-top="{space}"/>'
            f"{small}</style:style>"
        )
    header = f"<style:header><text:p>{escape(printable(text.header))}</text:p></style:header>" if text.header else ""
    return (
        f'{written}</office:styles><office:automatic-styles><style:page-layout style:name="A4">'
        '<style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2.5cm" '
        'fo:margin-bottom="2.5cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm"/><style:header-style/>'
        "</style:page-layout></office:automatic-styles><office:master-styles><style:master-page "
        f'style:name="Standard" style:page-layout-name="A4">{header}</style:master-page></office:master-styles>'
        "</office:document-styles>"
    )
