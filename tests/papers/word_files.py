"""Small documents of Word and LibreOffice, written by hand for tests: a body, numbers, styles, what else is asked."""

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
URN = "urn:oasis:names:tc:opendocument:xmlns"
ODF = " ".join(
    f'xmlns:{short}="{URN}:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("style", "style"),
        ("fo", "xsl-fo-compatible"),
        ("table", "table"),
        ("draw", "drawing"),
    )
)
STYLES = (
    '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="heading 1"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Art"><w:name w:val="Article"/><w:basedOn w:val="T1"/><w:pPr><w:numPr>'
    '<w:numId w:val="9"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="Fort"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
)


def archive(parts: dict[str, str | bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return written.getvalue()


def docx(body: str, *, numbering: str = "", styles: str = STYLES, links: str = "", **more: str) -> bytes:
    main = f'<Relationship Id="rId1" Type="{REL}/officeDocument" Target="/word/document.xml"/>'
    return archive(
        {
            "_rels/.rels": RELS.format(main),
            "word/document.xml": f"<w:document {W} {R}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
            "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>",
            "word/_rels/document.xml.rels": RELS.format(links),
            **{
                name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"): text
                for name, text in more.items()
            },
        }
    )


def p(words: str, properties: str = "") -> str:
    runs = words if words.startswith("<") else f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def item(words: str, list_id: int = 1, level: int = 0) -> str:
    return p(words, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(rank: int, shape: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{rank}"><w:start w:val="1"/><w:numFmt w:val="{shape}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbered(abstract: int, levels: str, *, num: int | None = None, override: str = "") -> tuple[str, str]:
    known = abstract if num is None else num
    return (
        f'<w:abstractNum w:abstractNumId="{abstract}">{levels}</w:abstractNum>',
        f'<w:num w:numId="{known}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>',
    )


def odt(body: str, styles: str = "") -> bytes:
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": (
                f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
                f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
            ),
        }
    )
