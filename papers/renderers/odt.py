"""A paper as OpenDocument text: real styles and headings, its language; the same paper gives the same bytes."""

import re
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from papers.paper import DESKTOP_FONT, STRONG, TIGHT, Paper, Paragraph, Role
from papers.runs import Run, printable
from papers.tracking.tracked_text import archived

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_NAMESPACES = (
    f'xmlns:office="{_URN}:office:1.0" xmlns:text="{_URN}:text:1.0" xmlns:style="{_URN}:style:1.0" '
    f'xmlns:fo="{_URN}:xsl-fo-compatible:1.0" xmlns:meta="{_URN}:meta:1.0" xmlns:svg="{_URN}:svg-compatible:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.3"'
)
_MIMETYPE = "application/vnd.oasis.opendocument.text"
_PARTS = ("content.xml", "styles.xml", "meta.xml")
LEVELS = {Role.TITLE: 1, Role.SECTION: 2, Role.NAMES_HEAD: 2, Role.HEADING: 3, Role.LABEL: 4}
_SIZES = {1: "16pt", 2: "12.5pt", 3: "11pt", 4: "10pt"}
_TEXT = "style:text-properties"
# What of a run is seen, in the order of the names of its styles: each adds its letter and its property.
_SHAPES = (
    ("B", 'fo:font-weight="bold"'),
    ("I", 'fo:font-style="italic"'),
    ("S", 'style:text-line-through-style="solid" style:text-line-through-type="single"'),
    ("U", 'style:text-underline-style="solid" style:text-underline-width="auto"'),
)
# How paragraphs stand, by their role: properties of the paragraph, then of its words.
_LAYOUTS = {
    Role.NOTICE: ('fo:text-align="center" fo:border="0.5pt solid #000000" fo:padding="0.15cm"', ""),
    Role.STATE: ('fo:text-align="center"', ""),
    Role.ADDRESSEE: ('fo:margin-left="8.5cm"', ""),
    Role.UNDER_TITLE: ("", 'fo:font-size="9.5pt"'),
    Role.QUOTATION: ('fo:margin-left="1cm" fo:margin-right="1cm"', ""),
    Role.SIGNATURE: ('fo:margin-left="8.5cm" fo:margin-top="0.6cm" fo:margin-bottom="1.2cm"', ""),
    Role.SMALL_PRINT: ("", 'fo:font-size="8pt"'),
}
_MOST_DEPTH = 3
_SPACES = re.compile(r"(?<=[ \n]) +|^ +| +$|\t")


@lru_cache(maxsize=8)
def render_odt(paper: Paper) -> bytes:
    """The paper, A4."""
    parts = {"content.xml": _content(paper), "styles.xml": _styles(paper), "meta.xml": _meta(paper)}
    manifest = (
        f'{_HEAD}<manifest:manifest xmlns:manifest="{_URN}:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_MIMETYPE}"/>'
        + "".join(
            f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>' for name in _PARTS
        )
        + "</manifest:manifest>"
    )
    written = {name: content.encode() for name, content in parts.items()}
    return archived({"mimetype": _MIMETYPE.encode(), **written, "META-INF/manifest.xml": manifest.encode()})


def _content(paper: Paper) -> str:
    body = "".join(map(_paragraph, paper.paragraphs))
    shapes = "".join(
        f'<style:style style:name="T{name}" style:family="text"><{_TEXT} {properties}/></style:style>'
        for name, properties in _all_shapes()
    )
    return (
        f"{_HEAD}<office:document-content {_NAMESPACES}><office:automatic-styles>{shapes}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )


def _all_shapes() -> list[tuple[str, str]]:
    """Every style of words: one for each set of shapes."""
    found = [("", "")]
    for letter, properties in _SHAPES:
        found += [(name + letter, f"{before} {properties}".strip()) for name, before in found]
    return found[1:]


def _paragraph(paragraph: Paragraph) -> str:
    is_strong = paragraph.role in STRONG
    lines = [
        "".join(_run(run, is_strong=is_strong or (paragraph.role == Role.SIGNATURE and rank == 1)) for run in line)
        for rank, line in enumerate(paragraph.lines)
    ]
    words = "<text:line-break/>".join(lines)
    marker = escape(printable(paragraph.marker))
    level = LEVELS.get(paragraph.role)
    if level:
        words = f"{marker} {words}" if marker else words
        return f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{words}</text:h>'
    if paragraph.role == Role.ITEM:
        return f'<text:p text:style-name="Item{min(paragraph.depth, _MOST_DEPTH)}">{marker}<text:tab/>{words}</text:p>'
    words = f"{marker} {words}" if marker else words
    return f'<text:p text:style-name="{_style_name(paragraph.role)}">{words}</text:p>'


def _style_name(role: Role) -> str:
    if role in _LAYOUTS:
        return "P" + role.value.replace("_", "")
    return "Tight" if role in TIGHT else "Body"


def _run(run: Run, *, is_strong: bool) -> str:
    is_bold = run.is_bold or is_strong or run.is_inserted
    seen = (is_bold, run.is_italic, run.is_struck, run.is_inserted or bool(run.link))
    shape = "".join(letter for (letter, _properties), is_seen in zip(_SHAPES, seen, strict=True) if is_seen)
    words = _spaced(run.text)
    if shape:
        words = f'<text:span text:style-name="T{shape}">{words}</text:span>'
    return f'<text:a xlink:type="simple" xlink:href={quoteattr(run.link)}>{words}</text:a>' if run.link else words


def _spaced(words: str) -> str:
    """Words, their spaces said where XML would lose them."""
    written, at = "", 0
    for found in _SPACES.finditer(words):
        written += escape(words[at : found.start()]) + f'<text:s text:c="{len(found.group())}"/>'
        at = found.end()
    return (written + escape(words[at:])).replace("\n", "<text:line-break/>")


def _styles(paper: Paper) -> str:
    language, _, country = paper.language_tag.partition("-")
    written = (
        f"{_HEAD}<office:document-styles {_NAMESPACES}><office:font-face-decls>"
        f'<style:font-face style:name="{DESKTOP_FONT}" svg:font-family="{DESKTOP_FONT}"/></office:font-face-decls>'
        f'<office:styles><style:default-style style:family="paragraph"><{_TEXT} style:font-name="{DESKTOP_FONT}" '
        f'fo:font-size="11pt" fo:language="{language}" fo:country="{country}"/></style:default-style>'
        '<style:style style:family="paragraph" style:name="Standard" style:class="text"/>'
    )
    for level, size in _SIZES.items():
        shape = f'fo:font-weight="bold" fo:font-size="{size}"'
        space = 'fo:margin-top="0.4cm" fo:margin-bottom="0.15cm" fo:keep-with-next="always"'
        written += _style(f"Heading_20_{level}", space, shape, f' style:default-outline-level="{level}"')
    written += _style("Body", 'fo:margin-bottom="0.28cm"') + _style("Tight", 'fo:margin-bottom="0.07cm"')
    for role, (properties, words) in _LAYOUTS.items():
        space = "" if "margin-bottom" in properties else 'fo:margin-bottom="0.28cm" '
        written += _style(_style_name(role), space + properties, words)
    for depth in range(1, _MOST_DEPTH + 1):
        indent = f'fo:margin-left="{0.4 + 1.1 * depth:.1f}cm" fo:text-indent="-1.1cm" fo:margin-bottom="0.28cm"'
        written += _style(f"Item{depth}", indent)
    footer = escape(printable(" – ".join(paper.footer)))
    return (
        f'{written}</office:styles><office:automatic-styles><style:page-layout style:name="A4">'
        '<style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2cm" '
        'fo:margin-bottom="2cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm"/><style:footer-style/>'
        "</style:page-layout></office:automatic-styles><office:master-styles><style:master-page "
        'style:name="Standard" style:page-layout-name="A4"><style:footer><text:p text:style-name="Psmallprint">'
        f'{footer} – <text:page-number text:select-page="current">1</text:page-number> / '
        "<text:page-count>1</text:page-count>"
        "</text:p></style:footer></style:master-page></office:master-styles></office:document-styles>"
    )


def _style(name: str, paragraph: str, words: str = "", more: str = "") -> str:
    shown = name.replace("_20_", " ")
    return (
        f'<style:style style:family="paragraph" style:name="{name}" style:display-name="{shown}" '
        f'style:parent-style-name="Standard"{more}><style:paragraph-properties {paragraph}/>'
        + (f"<{_TEXT} {words}/>" if words else "")
        + "</style:style>"
    )


def _meta(paper: Paper) -> str:
    moment = f"{paper.date or '2000-01-01'}T00:00:00Z"
    return (
        f"{_HEAD}<office:document-meta {_NAMESPACES}><office:meta><dc:title>{escape(printable(paper.title))}</dc:title>"
        f"<dc:subject>{escape(printable(paper.subject))}</dc:subject>"
        f"<meta:initial-creator>{escape(printable(paper.author or paper.issuer))}</meta:initial-creator>"
        f"<meta:creation-date>{moment}</meta:creation-date><dc:date>{moment}</dc:date>"
        f"<dc:language>{paper.language_tag}</dc:language></office:meta></office:document-meta>"
    )
