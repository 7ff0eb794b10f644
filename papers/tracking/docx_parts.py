"""The parts of a DOCX that its words do not change: content types, styles, settings, fonts, metadata."""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from papers.paper import DESKTOP_FONT as FONT
from papers.runs import printable
from papers.tracking.tracked_text import TrackedText

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPE = "application/vnd.openxmlformats-officedocument"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SIZES = {1: 32, 2: 26, 3: 23, 4: 22, 5: 22, 6: 22}  # half points

CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.wordprocessingml.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.wordprocessingml.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_TYPE}.wordprocessingml.settings+xml"/>'
    f'<Override PartName="/word/fontTable.xml" ContentType="{_TYPE}.wordprocessingml.fontTable+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{_TYPE}.wordprocessingml.header+xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    f'<Override PartName="/docProps/custom.xml" ContentType="{_TYPE}.custom-properties+xml"/><!--more--></Types>'
)
_PACKAGE_RELATIONSHIPS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    f'<Relationship Id="rId3" Type="{_REL}/custom-properties" Target="docProps/custom.xml"/></Relationships>'
)
_SETTINGS = (
    f'{_HEAD}<w:settings {_W}><w:trackRevisions/><w:defaultTabStop w:val="708"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat></w:settings>'
)
_FONTS = (
    f'{_HEAD}<w:fonts {_W}><w:font w:name="{FONT}"><w:family w:val="roman"/><w:pitch w:val="variable"/>'
    "</w:font></w:fonts>"
)


def fixed_parts(text: TrackedText, end_style: str, styles: Mapping[str, str]) -> dict[str, bytes]:
    """All the parts but the main one and its references."""
    return {
        "_rels/.rels": _PACKAGE_RELATIONSHIPS.encode(),
        "docProps/core.xml": _core(text).encode(),
        "word/styles.xml": _styles(text.language_tag, end_style, styles).encode(),
        "word/settings.xml": _SETTINGS.encode(),
        "word/fontTable.xml": _FONTS.encode(),
    }


def relationships(links: Mapping[str, str], *, has_record: bool) -> bytes:
    """What the main part refers to."""
    found = [
        f'<Relationship Id="rId{number}" Type="{_REL}/{kind}" Target="{target}"/>'
        for number, kind, target in (
            (1, "styles", "styles.xml"),
            (2, "settings", "settings.xml"),
            (3, "fontTable", "fontTable.xml"),
            (5, "header", "header1.xml"),
        )
    ]
    if has_record:
        found.append(f'<Relationship Id="rId4" Type="{_REL}/customXml" Target="../customXml/item1.xml"/>')
    found += [
        f'<Relationship Id="{known}" Type="{_REL}/hyperlink" Target={quoteattr(target)} TargetMode="External"/>'
        for target, known in links.items()
    ]
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(found)}</Relationships>'.encode()


def header_part(words: str) -> bytes:
    """What stands over each page."""
    said = f'<w:r><w:t xml:space="preserve">{escape(printable(words))}</w:t></w:r>' if words else ""
    return f'{_HEAD}<w:hdr {_W}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{said}</w:p></w:hdr>'.encode()


def _core(text: TrackedText) -> str:
    moment = text.moment(0)
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(printable(text.title))}</dc:title><dc:creator>{escape(printable(text.author))}</dc:creator>"
        f"<dc:language>{text.language_tag}</dc:language>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified></cp:coreProperties>'
    )


def _styles(tag: str, end_style: str, styles: Mapping[str, str]) -> str:
    normal = (
        f"{_HEAD}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>"
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
        f'<w:lang w:val="{tag}"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    )
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="{styles["Hemicycle paragraph"]}"/><w:qFormat/><w:pPr><w:keepNext/>'
        f'<w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
        for level, size in _SIZES.items()
    )
    others = "".join(
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{known}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:before="{40 if "tight" in name else 160}"/>'
        "</w:pPr></w:style>"
        for name, known in styles.items()
    )
    end = (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{end_style}"><w:name w:val="Hemicycle end"/>'
        '<w:basedOn w:val="Normal"/><w:pPr><w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="808080"/>'
        "</w:pBdr>"
        '<w:spacing w:before="360"/></w:pPr><w:rPr><w:color w:val="595959"/><w:sz w:val="16"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/>'
        '<w:rPr><w:color w:val="595959"/><w:sz w:val="16"/></w:rPr></w:style></w:styles>'
    )
    return normal + headings + others + end
