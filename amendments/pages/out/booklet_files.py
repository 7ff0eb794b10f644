"""The booklet as files: paper in three formats, a table for a spreadsheet, the whole of it as JSON."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime

from flask_babel import force_locale
from flask_babel import gettext as _

from amendments.models import Opinion, OpinionKind
from amendments.pages.amendment_page import sentences_of
from amendments.pages.amendment_table import cells_of, header_of
from amendments.pages.out.booklet import Booklet, BookletItem, BookletSection, booklet_of
from amendments.pages.out.booklet_paper import booklet_paper
from amendments.queries.amendment_readings import form_of
from congress.models import Congress
from congress.pages.downloads import rehearsal_told
from core.files.tables import write_csv
from core.text.reader import enumeration
from papers.renderers.odt import render_odt
from papers.renderers.pdf import render_pdf

KIND = "hemicycle-booklet-1"


def booklet_file(congress: Congress, name: str, number: int | None = None) -> bytes:
    """The booklet in the format named (`KeyError` if there is none), of the whole motion or of one proposal."""
    return BOOKLET_FORMATS[name](booklet_of(congress, number))


def _docx(booklet: Booklet) -> bytes:
    """DOCX, its library loaded the first time that somebody asks for it."""
    from papers.renderers.docx import render_docx

    return render_docx(booklet_paper(booklet))


def _csv(booklet: Booklet) -> bytes:
    with force_locale(booklet.congress.locale):
        named = header_of(booklet.congress)
        columns = [_("rang du vote"), _("voté avec"), *named, _("signataires"), _("texte proposé")]
        rows = [_row(booklet.congress, section, item) for section in booklet.sections for item in section.items]
        return write_csv(columns, rows)


def _row(congress: Congress, section: BookletSection, item: BookletItem) -> Iterator[str]:
    yield str(item.rank or "")
    yield enumeration(row.label for row in item.voted_with)
    yield from cells_of(congress, item.amendment, section.part, item.reading, item.felled_by)
    yield "\n".join(member.civil_name for member in item.signers)
    yield item.amendment.text


def _json(booklet: Booklet) -> bytes:
    congress = booklet.congress
    with force_locale(congress.locale):
        said = {
            **rehearsal_told(congress),
            "kind": KIND,
            "congress": congress.slug,
            "title": congress.title,
            "demonstration": congress.demonstration,
            "motion": booklet.motion.title if booklet.motion else None,
            "as_of": _instant(booklet.as_of),
            "parts": [_part(congress, section) for section in booklet.sections],
        }
    return (json.dumps(said, ensure_ascii=False, indent=1) + "\n").encode()


def _part(congress: Congress, section: BookletSection) -> dict[str, object]:
    return {
        "proposal": section.part.key,
        "part": section.part.kind.value,
        "title": section.revision.title,
        "revision": section.revision.number,
        "sha256": section.revision.sha256,
        "state": section.part.state.value,
        "amendments": [_amendment(congress, section, item) for item in section.items],
    }


def _amendment(congress: Congress, section: BookletSection, item: BookletItem) -> dict[str, object]:
    amendment, reading = item.amendment, item.reading
    form = form_of(congress, section.part)
    advice = amendment.opinion if amendment.opinion and amendment.opinion.kind != OpinionKind.NONE else None
    return {
        "number": amendment.address,
        "label": amendment.label,
        "amends": amendment.parent.address if amendment.parent else None,
        "receipt": amendment.receipt,
        "status": amendment.status.value,
        "cause": amendment.cause,
        "felled_by": list(item.felled_by),
        "rank": item.rank,
        "voted_with": [row.address for row in item.voted_with],
        "moved_because": item.move.because if item.move else None,
        "title": amendment.title,
        "reasons": amendment.reasons,
        "dispositif": list(sentences_of(reading.old, reading.new, congress.line_length, form)),
        "text": amendment.text,
        "text_sha256": amendment.text_sha256,
        "base_revision": amendment.base_revision.number,
        "base_sha256": amendment.base_revision.sha256,
        "signatories": [{"name": member.civil_name, "office": member.role_line} for member in item.signers],
        "opinion": _opinion(advice) if advice else None,
        "deposited_at": _instant(amendment.deposited_at),
        "published_at": _instant(amendment.published_at),
        "decided_at": _instant(amendment.decided_at),
    }


def _opinion(advice: Opinion) -> dict[str, object]:
    rival = advice.rival.public_number if advice.rival else None
    return {"kind": advice.kind.value, "reason": advice.reason, "in_favour_of": rival}


def _instant(instant: datetime | None) -> str | None:
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z") if instant else None


BOOKLET_FORMATS: Mapping[str, Callable[[Booklet], bytes]] = {
    "pdf": lambda booklet: render_pdf(booklet_paper(booklet)),
    "docx": _docx,
    "odt": lambda booklet: render_odt(booklet_paper(booklet)),
    "csv": _csv,
    "json": _json,
}
