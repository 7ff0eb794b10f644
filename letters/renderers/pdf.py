"""The letter as PDF, tagged for screen readers (PDF/UA-1), by typst; the record goes in as JSON, never as markup."""

import json
from datetime import UTC, datetime
from pathlib import Path

from letters.document import Document
from letters.renderers.outline import contact_line, names_head, reference_line, subject_line, unnamed_line

HERE = Path(__file__).resolve().parent
FONTS = HERE.parent.parent / "static" / "fonts" / "pdf"


def render_pdf(document: Document) -> bytes:
    """The letter, A4. The same record gives the same bytes: no date of the machine, no font of the system."""
    import typst

    record = document.as_json()
    record["lines"] = {
        "reference": [line for line in (reference_line(document), contact_line(document)) if line],
        "subject": subject_line(document),
        "names_head": names_head(document),
        "unnamed": unnamed_line(document.signed.unnamed) if document.signed.unnamed else "",
    }
    stamp = datetime.fromisoformat(document.cover.date or "2000-01-01").replace(tzinfo=UTC)
    written: bytes = typst.compile(
        str(HERE / "letter.typ"),
        root=str(HERE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"record": json.dumps(record, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        timestamp=int(stamp.timestamp()),
    )
    return written
