"""Files that a reader keeps: under a name, as an attachment. Those of a rehearsal say what they are.

Such a file leaves the page, and the band that says « Répétition » stays there: so its name begins with it, and a table
has one more column, the first, whose heading says it even where there is no line.
"""

from collections.abc import Iterable

from flask import Response
from flask_babel import gettext as _

from congress.access import current_congress
from congress.models import REHEARSAL, Congress
from core.files.tables import write_csv

CSV = "text/csv; charset=utf-8"


def rehearsal_notice(congress: Congress) -> str:
    """What each file of a rehearsal says, in the language of its house; empty of any other congress."""
    return REHEARSAL if congress.rehearses_id is not None else ""


def rehearsal_told(congress: Congress) -> dict[str, object]:
    """What the JSON of a rehearsal says beside all that it says of any other congress."""
    return {"notice": REHEARSAL, "rehearsal": True} if congress.rehearses_id is not None else {}


def footer_of(congress: Congress, *said: str) -> tuple[str, ...]:
    """What stands at the foot of each page of a paper: of a rehearsal, that it is one comes first."""
    return tuple(filter(None, (rehearsal_notice(congress), congress.title, *said)))


def file_download(content: bytes | str, media_type: str, name: str) -> Response:
    """The file, to be kept under this name; of a rehearsal, under one that begins with the word."""
    called = f"repetition-{name}" if current_congress().rehearses_id is not None else name
    answer = Response(content, content_type=media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{called}"'
    return answer


def table_download(columns: Iterable[str], rows: Iterable[Iterable[str]], name: str) -> Response:
    """The table as a file for a spreadsheet; of a rehearsal, each of its lines says so."""
    listed, notice = [list(row) for row in rows], rehearsal_notice(current_congress())
    if not notice:
        return file_download(write_csv(columns, listed), CSV, name)
    said = _("répétition")
    return file_download(write_csv([notice, *columns], [[said, *row] for row in listed]), CSV, name)
