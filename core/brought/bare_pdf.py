"""The pages of a PDF written anew, without what programs and cameras add to them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import pikepdf

_NEVER_KEPT: Final = (
    "/OpenAction", "/AA", "/Names", "/AcroForm", "/Metadata", "/PieceInfo", "/URI", "/Collection", "/AF", "/Outlines",
    "/StructTreeRoot", "/MarkInfo", "/Threads", "/Perms", "/DSS", "/Lang",
)  # fmt: skip
_NEVER_ON_A_PAGE: Final = ("/AA", "/Metadata", "/PieceInfo", "/Annots", "/AF", "/LastModified", "/StructParents")
_NEVER_IN_A_STREAM: Final = ("/Metadata", "/PieceInfo", "/LastModified")
_SHOWN_BY: Final = frozenset({0xE0, 0xE2, 0xEE})  # APP0, colours (ICC), Adobe's word on colours: a picture needs them


def pages_alone(pdf: pikepdf.Pdf) -> bytes:
    """The bytes of a PDF of these pages: no script, form, attachment, author, place, nor note on a page."""
    import pikepdf

    _forget(pdf.Root, _NEVER_KEPT)
    for page in pdf.pages:
        _forget(page.obj, _NEVER_ON_A_PAGE)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    for found in pdf.objects:
        if isinstance(found, pikepdf.Stream):
            _forget(found, _NEVER_IN_A_STREAM)
            if found.get("/Filter") == pikepdf.Name.DCTDecode:
                found.write(bare_jpeg(found.read_raw_bytes()), filter=pikepdf.Name.DCTDecode)
    pdf.remove_unreferenced_resources()
    written = io.BytesIO()
    pdf.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def bare_jpeg(content: bytes) -> bytes:
    """A JPEG without the segments that say where, when, by whom or with what it was taken; its pixels are the same."""
    kept, at = bytearray(content[:2]), 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] != 0xDA:
        length = 2 + int.from_bytes(content[at + 2 : at + 4])
        marker = content[at + 1]
        says_more = 0xE0 <= marker <= 0xEF and marker not in _SHOWN_BY
        if not says_more and marker != 0xFE:  # a comment
            kept += content[at : at + length]
        at += length
    return bytes(kept + content[at:])


def _forget(found: Any, names: tuple[str, ...]) -> None:
    for name in names:
        if name in found:
            del found[name]
