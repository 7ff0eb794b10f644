"""The process that reads a document: its bytes on standard input, one JSON value on standard output."""

import base64
import json
import os
import resource
import sys
from contextlib import suppress

from papers.reading.documents import read_document
from papers.reading.what_was_read import Unreadable, WhyUnreadable
from papers.renderers.pdf_record import record_in_pdf

SECONDS = 5  # of processor: the longest text that may be proposed takes a fifth of one
MEMORY = 512 * 1024 * 1024
LARGEST_TEXT = 300_000  # signs, three times a text: there is no use in comparing more


def answer_to(data: bytes) -> dict[str, object]:
    """What was read, or why nothing was."""
    try:
        if data.startswith(b"%PDF-"):
            return {"record": _written(record_in_pdf(data))}
        found = read_document(data)
    except Unreadable as refused:
        return {"refused": refused.refusal.value}
    except MemoryError:
        return {"refused": WhyUnreadable.BOMB.value}
    if max(len(found.accepted), len(found.rejected)) > LARGEST_TEXT:
        return {"refused": WhyUnreadable.TOO_LONG.value}
    return {
        "accepted": found.accepted,
        "rejected": found.rejected,
        "has_changes": found.has_changes,
        "doubts": [(doubt.kind.value, doubt.paragraph, doubt.words) for doubt in found.doubts],
        "facts": dict(found.carried.facts),
        "record": _written(found.carried.record),
    }


def _written(record: bytes) -> str:
    return base64.b64encode(record).decode()


def _bound_this_process() -> None:
    """Have the system end this process when it takes more than a document may, and every other go before it."""
    os.nice(10)
    for kind, most in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEMORY)):
        with suppress(ValueError, OSError):  # where the system has no such limit
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    _bound_this_process()
    json.dump(answer_to(sys.stdin.buffer.read()), sys.stdout)
