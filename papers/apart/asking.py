"""What a page asks of the process that reads documents. One that took too much is ended there, and refused here."""

import base64
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from core.turns.one_at_a_time import OneAtATime
from core.turns.one_processor import on_any_processor
from papers.reading.archives import LARGEST_FILE
from papers.reading.documents import WordText, read_document
from papers.reading.what_was_read import NotUnderstood, Unknown, Unreadable, WhyUnreadable
from papers.seals import Carried

READER = (sys.executable, "-m", "papers.apart")
ROOT = Path(__file__).parents[2]  # the tree that holds `papers`
_ARCHIVE = b"PK"
_LONGEST = 30  # seconds of the wall: a machine may be busy
_PATIENCE = 3  # seconds that one document waits for another
_one_document = OneAtATime("document")


def read_apart(data: bytes) -> WordText:
    """The text of a DOCX or an ODT; `Unreadable` where nothing of it can be read, or not within bounds."""
    if not data.startswith(_ARCHIVE):
        return read_document(data)  # which refuses it by its first bytes
    found = _answer(data)
    doubts = tuple(NotUnderstood(Unknown(kind), paragraph, words) for kind, paragraph, words in found["doubts"])
    carried = Carried(found["facts"], base64.b64decode(found["record"]))
    return WordText(found["accepted"], found["rejected"], found["has_changes"], doubts, carried)


def record_in_pdf_apart(data: bytes) -> bytes:
    """The bytes of the record attached to a PDF, empty where there is none; `Unreadable` past the bounds."""
    return base64.b64decode(_answer(data)["record"])


def _answer(data: bytes) -> dict[str, Any]:
    if len(data) > LARGEST_FILE:
        raise Unreadable(WhyUnreadable.TOO_LARGE)
    if not _one_document.acquire(timeout=_PATIENCE):
        raise Unreadable(WhyUnreadable.BUSY)
    try:
        with on_any_processor():
            done = subprocess.run(READER, input=data, capture_output=True, timeout=_LONGEST, cwd=ROOT, check=False)
        found: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError) as ended:
        raise Unreadable(WhyUnreadable.BOMB) from ended
    finally:
        _one_document.release()
    if "refused" in found:
        raise Unreadable(WhyUnreadable(found["refused"]))
    return found
