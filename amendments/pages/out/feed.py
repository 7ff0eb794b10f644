"""What happens to amendments, as an Atom feed (RFC 4287): each publication, each end, under an id of its own.

Only what its pages tell: an amendment is not there before its number. In the language of the congress.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.sax.saxutils import escape, quoteattr

from flask_babel import force_locale
from flask_babel import gettext as _

from amendments.labels import called, cause_told, status_words, to_part
from amendments.models import Amendment
from amendments.pages.amendment_page import sentences_of
from amendments.queries.amendment_history import felled_by
from amendments.queries.amendment_queries import published_in
from amendments.queries.amendment_readings import Reading, form_of, history_of, readings_of
from amendments.queries.life.sub_texts import numbered_subs_in, rectifications_in
from congress.models import Congress
from core import journal
from core.text.dates import instant
from motions.queries.motion_queries import motion_of, places_of
from papers.runs import printable

PUBLISHED, RECTIFIED = "published", "rectified"
LONGEST = 100  # entries: the newest, as readers of feeds keep the others


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """Something that happened to an amendment: `kind` is published, rectified, or the stored name of its end."""

    amendment: Amendment
    kind: str
    at: datetime


def feed_of(congress: Congress, site: str) -> bytes:
    """The feed; `site`: the address of the site, without a slash at the end."""
    motion = motion_of(congress.id)
    found = [*published_in(motion.id), *numbered_subs_in(motion.id)] if motion else []
    rectified = rectifications_in(motion.id) if motion else []
    events = sorted(_events(found, rectified), key=lambda event: (event.at, event.amendment.rank), reverse=True)
    shown = events[:LONGEST]
    parts = {part.id: part for part in (places_of(motion.id) if motion else [])}
    used = {event.amendment.part_id: parts[event.amendment.part_id] for event in shown}
    told = list({event.amendment.id: event.amendment for event in shown}.values())
    readings = readings_of(told, used, history_of(list(used)))
    known = known_as(congress)
    with force_locale(congress.locale):
        title = _("Amendements – %(congress)s", congress=congress.title)
        pages = f"{site}/{congress.slug}"
        felled = felled_by(told)
        entries = "".join(
            _entry(congress, event, readings[event.amendment.id], known, pages, felled.get(event.amendment.id, ()))
            for event in shown
        )
    updated = max((event.at for event in shown), default=congress.amendments_open)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(congress.locale.value)}>\n'
        f"<id>{known.urn}</id>\n<title>{_told(title)}</title>\n<updated>{instant(updated)}</updated>\n"
        f"<author><name>{_told(congress.organiser)}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href={quoteattr(f"{pages}/amendements.atom")}/>\n'
        f'<link rel="alternate" type="text/html" href={quoteattr(f"{pages}/amendements")}/>\n'
        f"{entries}</feed>\n"
    ).encode()


def known_as(congress: Congress) -> UUID:
    """What the feed of a congress is called, wherever its site stands: by the first entry of its journal."""
    first = next(islice(journal.entries(congress.stream), 1), None)
    return uuid5(NAMESPACE_URL, f"hemicycle:{congress.stream}:{first.digest if first else ''}:amendments")


def _events(amendments: Sequence[Amendment], rectified: Sequence[tuple[int, datetime]]) -> Iterator[FeedEntry]:
    by_id = {amendment.id: amendment for amendment in amendments}
    for amendment_id, at in rectified:
        if amendment_id in by_id:
            yield FeedEntry(by_id[amendment_id], RECTIFIED, at)
    for amendment in amendments:
        if amendment.published_at:
            yield FeedEntry(amendment, PUBLISHED, amendment.published_at)
        if amendment.decided_at:
            yield FeedEntry(amendment, amendment.status.value, amendment.decided_at)


def _entry(
    congress: Congress, event: FeedEntry, reading: Reading, known: UUID, pages: str, causes: Sequence[str]
) -> str:
    amendment = event.amendment
    form = form_of(congress, amendment.part)
    said = list(sentences_of(reading.old, reading.new, congress.line_length, form))
    is_new = event.kind in {PUBLISHED, RECTIFIED}
    word = _("publié") if event.kind == PUBLISHED else status_words(amendment.status).lower()
    word = _("rectifié") if event.kind == RECTIFIED else word
    title = _("%(amendment)s %(part)s, %(status)s\u00a0: %(title)s", amendment=called(amendment.label),
              part=to_part(amendment.part), status=word, title=amendment.title)  # fmt: skip
    words = [*said, amendment.reasons] if is_new else [cause_told(amendment, causes), *said]
    own = uuid5(known, f"{amendment.address}:{event.kind}:{instant(event.at)}")
    address = quoteattr(f"{pages}/amendements/{amendment.address}")
    content = _told("\n".join(filter(None, words)))
    return (
        f"<entry>\n<id>{own.urn}</id>\n<title>{_told(title)}</title>\n<updated>{instant(event.at)}</updated>\n"
        f"<published>{instant(event.at)}</published>\n<author><name>{_told(amendment.bearer.civil_name)}</name></author>\n"
        f'<link rel="alternate" type="text/html" href={address}/>\n<category term={quoteattr(event.kind)}/>\n'
        f'<content type="text">{content}</content>\n</entry>\n'
    )


def _told(words: str) -> str:
    return escape(printable(words))
