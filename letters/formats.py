"""The formats of the letter: how each is asked for, called, and made."""

import functools
from collections.abc import Callable
from dataclasses import dataclass

from letters.document import Document
from letters.renderers.html import render_html
from letters.renderers.markdown import render_markdown
from letters.renderers.pdf import render_pdf
from letters.renderers.text import render_text


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name on the screen, its media type, its renderer."""

    label: str
    media_type: str
    render: Callable[[Document], bytes]


def _docx(document: Document) -> bytes:
    """DOCX, its library loaded the first time that somebody asks for it."""
    from letters.renderers.docx import render_docx

    return render_docx(document)


FORMATS = {
    "pdf": Format("PDF", "application/pdf", render_pdf),
    "docx": Format("DOCX", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _docx),
    "html": Format("HTML", "text/html; charset=utf-8", render_html),
    "md": Format("Markdown", "text/markdown; charset=utf-8", render_markdown),
    "txt": Format("Texte", "text/plain; charset=utf-8", render_text),
}


@functools.lru_cache(maxsize=16)
def rendered(name: str, document: Document) -> bytes:
    """The letter as a file of the format named (`KeyError` if there is none); kept while the record stays the same."""
    return FORMATS[name].render(document)
