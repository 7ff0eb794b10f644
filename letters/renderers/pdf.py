"""The letter as PDF, tagged for screen readers (PDF/UA-1), by typst; the record goes in as JSON, never as markup."""

import json
import logging
from dataclasses import asdict
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from letters.document import Document
from letters.runs import printable
from letters.wording import wording_of

_log = logging.getLogger(__name__)
HERE = Path(__file__).resolve().parent
FONTS = HERE.parent.parent / "static" / "fonts" / "pdf"


@lru_cache(maxsize=8)
def render_pdf(document: Document) -> bytes:
    """The letter, A4. The same record gives the same bytes: no date of the machine, no font of the system."""
    import typst

    record = {**document.as_json(), "words": asdict(wording_of(document))}
    stamp = datetime.fromisoformat(document.cover.date or "2000-01-01").replace(tzinfo=UTC)
    given = json.dumps(_printable(record), ensure_ascii=False)
    try:
        return _compiled(given, int(stamp.timestamp()), is_accessible=True)
    except typst.TypstError:
        # PDF/UA wants a glyph for every character. A motion with a sign that no font of ours draws is still a motion:
        # the file is tagged all the same, says nothing of PDF/UA, and shows an empty box in that place.
        _log.warning("a letter holds a sign that no font of ours draws: its PDF is not PDF/UA")
        return _compiled(given, int(stamp.timestamp()), is_accessible=False)


def _compiled(record: str, timestamp: int, *, is_accessible: bool) -> bytes:
    import typst

    written: bytes = typst.compile(
        str(HERE / "letter.typ"),
        root=str(HERE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"record": record},
        pdf_standards=["ua-1"] if is_accessible else None,
        timestamp=timestamp,
    )
    return written


def _printable(value: Any) -> Any:
    """The record without control characters."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(item) for item in value]
    return value
