"""A paper as PDF, tagged for screen readers (PDF/UA-1), by typst; the paper goes in as JSON, never as markup."""

import json
import logging
from dataclasses import asdict
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from papers.paper import Paper
from papers.runs import printable

_log = logging.getLogger(__name__)
HERE = Path(__file__).resolve().parent
FONTS = HERE.parent.parent / "static" / "fonts" / "pdf"


@lru_cache(maxsize=8)
def render_pdf(paper: Paper) -> bytes:
    """The paper, A4. The same paper gives the same bytes: no date of the machine, no font of the system."""
    import typst

    _language, _hyphen, region = paper.language_tag.partition("-")
    record = {**asdict(paper), "author": paper.author or paper.issuer, "region": region or None}
    stamp = datetime.fromisoformat(paper.date or "2000-01-01").replace(tzinfo=UTC)
    given = json.dumps(_printable(record), ensure_ascii=False)
    try:
        return _compiled(given, int(stamp.timestamp()), is_accessible=True)
    except typst.TypstError as refused:
        # PDF/UA wants a glyph for every character. A text with a sign that no font of ours draws is still a text:
        # the file is tagged all the same, says nothing of PDF/UA, and shows an empty box in that place.
        _log.warning("a paper is no PDF/UA: %s", refused)
        return _compiled(given, int(stamp.timestamp()), is_accessible=False)


def _compiled(record: str, timestamp: int, *, is_accessible: bool) -> bytes:
    import typst

    written: bytes = typst.compile(
        str(HERE / "paper.typ"),
        root=str(HERE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"paper": record},
        pdf_standards=["ua-1"] if is_accessible else None,
        timestamp=timestamp,
    )
    return written


def _printable(value: Any) -> Any:
    """The values without control characters."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(item) for item in value]
    return value
