"""The worst documents of Word that a member may bring, each of a few kilobytes, and a PDF whose attachment unpacks."""

import io
import zipfile
from collections.abc import Callable, Iterator

import pikepdf

from papers.seals import RECORD_FILE

HostileDocument = tuple[str, str, Callable[[], bytes]]
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_RUN = "<w:r>{}<w:t>a </w:t></w:r>"
_NUMBERED = (
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
)
_TRACKED = (
    '<w:ins w:id="{0}"><w:r><w:t>a{0} </w:t></w:r></w:ins>'
    '<w:del w:id="{0}"><w:r><w:delText>b{0} </w:delText></w:r></w:del>'
)


def hostile_documents() -> Iterator[HostileDocument]:
    """All of them."""
    yield "20,000 insertions and deletions", "a.docx", lambda: docx(_words(_TRACKED.format(k) for k in range(20_000)))
    yield (
        "90,000 runs, bold or in italics",
        "a.docx",
        lambda: docx(_words(_RUN.format(f"<w:rPr><w:{'bi'[k % 2]}/></w:rPr>") for k in range(90_000))),
    )
    yield "a text of 9 MB", "a.docx", lambda: docx(_words(["<w:r><w:t>", "mot " * 2_200_000, "</w:t></w:r>"]))
    yield "800,000 paragraphs", "a.docx", lambda: docx("<w:p/>" * 800_000)
    yield "30,000 lists", "a.docx", lambda: docx("".join(_NUMBERED.format(k % 9, k) for k in range(30_000)), _lists())
    yield "an attachment of 200 MB", "a.pdf", lambda: pdf(bytes(200_000_000))


def docx(body: str, numbering: str = "") -> bytes:
    """A DOCX of this body."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", f"<w:document {_WORDS}><w:body>{body}</w:body></w:document>")
        if numbering:
            archive.writestr("word/numbering.xml", f"<w:numbering {_WORDS}>{numbering}</w:numbering>")
    return out.getvalue()


def pdf(attached: bytes) -> bytes:
    """A PDF that carries a record, said to be of nine bytes whatever it holds."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.attachments[RECORD_FILE] = pikepdf.AttachedFileSpec(made, attached)  # type: ignore[call-arg]  # its stubs ask for what has a default
        made.attachments[RECORD_FILE].obj.EF.F.Params.Size = 9
        made.save(out)
    return out.getvalue()


def _words(runs: Iterator[str] | list[str]) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def _lists() -> str:
    nums = "".join(f'<w:num w:numId="{k}"><w:abstractNumId w:val="0"/></w:num>' for k in range(30_000))
    shape = "".join(
        f'<w:lvl w:ilvl="{k}"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%9"/></w:lvl>' for k in range(9)
    )
    return f'{nums}<w:abstractNum w:abstractNumId="0">{shape}</w:abstractNum>'
