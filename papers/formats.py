"""The formats of a paper: how each is asked for, called, and made."""

import functools
from collections.abc import Callable
from dataclasses import dataclass

from papers.paper import Paper
from papers.renderers.html import render_html
from papers.renderers.markdown import render_markdown
from papers.renderers.odt import render_odt
from papers.renderers.pdf import render_pdf
from papers.renderers.text import render_text


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name on the screen, its media type, its renderer."""

    label: str
    media_type: str
    render: Callable[[Paper], bytes]


def _docx(paper: Paper) -> bytes:
    """DOCX, its library loaded the first time that somebody asks for it."""
    from papers.renderers.docx import render_docx

    return render_docx(paper)


MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "md": "text/markdown; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
}

FORMATS = {
    "pdf": Format("PDF", "application/pdf", render_pdf),
    "docx": Format("DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _docx),
    "odt": Format("ODT", "application/vnd.oasis.opendocument.text", render_odt),
    "html": Format("HTML", "text/html; charset=utf-8", render_html),
    "md": Format("Markdown", "text/markdown; charset=utf-8", render_markdown),
    "txt": Format("Texte", "text/plain; charset=utf-8", render_text),
}


@functools.lru_cache(maxsize=16)
def rendered(name: str, paper: Paper) -> bytes:
    """The paper as a file of the format named (`KeyError` if there is none); kept while the paper stays the same."""
    return FORMATS[name].render(paper)
