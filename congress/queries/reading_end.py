"""Where the journal of a congress ends for what is being read now, by which it is known whether it was read before."""

from flask import g, has_request_context, request

from core.kept.journal_ends import JournalEnd, journal_end


def reading_end(stream: str) -> JournalEnd:
    """Where the journal ended before the page that is being made read anything of its congress; else where it ends."""
    return _end_read(stream) or journal_end(stream)


def _end_read(stream: str) -> JournalEnd | None:
    """Where the journal ended when the request read its congress; of a form's answer, which may show what it changed,
    that is not known.
    """
    if not has_request_context() or request.method != "GET":
        return None
    end: JournalEnd | None = g.get("journal_end")
    return end if end is not None and end.stream == stream else None
