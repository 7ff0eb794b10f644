"""« Déposer » pressed once more for what is submitted already: twice in a row, or from a page that the arrow led back
to.

Nothing is refused then, since everything is done: whoever pressed reads the receipt. What says something else is
refused as it was, and stays.
"""

from datetime import datetime

from flask import redirect, url_for

from amendments.models import Amendment, AmendmentStatus
from amendments.policies import bears
from amendments.queries.amendment_queries import by_id, by_public_number, twin_of
from amendments.rules.labels_of_numbers import read_label
from amendments.rules.two_windows import DraftWords
from amendments.services.amendment_services import begun_by, discard_draft, words_of
from congress.access import Page, current_actor, current_congress
from congress.actors import Actor
from congress.clock import now_in
from congress.policies import amendments_readers
from core.database import session
from core.unit_of_work import run
from motions.models import Part


def receipt_of_before(draft_id: int | None, part_id: int, words: DraftWords, sheet: str) -> Page | None:
    """The way to the receipt of the amendment that says just these words; the draft that says them again goes.

    `draft_id`: the draft that was kept, if one was; `sheet`: the page on which it was written.
    """
    congress, actor = current_congress(), current_actor()
    submitted = _submitted(draft_id, part_id, words, sheet, actor=actor, now=now_in(congress))
    return redirect(url_for("amending.draft", slug=congress.slug, draft_id=submitted), code=303) if submitted else None


def rectified_before(draft_id: int) -> Page | None:
    """The way to an amendment that says just what a draft of its rectification says; the draft goes."""
    congress, actor, draft = current_congress(), current_actor(), by_id(draft_id)
    amendment = draft.rectifies
    if amendment is None or words_of(amendment) != words_of(draft):
        return None
    address, now = amendment.address, now_in(congress)
    run(lambda: discard_draft(draft_id, actor=actor, now=now))
    return redirect(url_for("amendments.show", slug=congress.slug, number=address), code=303)


def rectified_from(number: str) -> Page | None:
    """The way to the amendment that a draft which is no longer there rectified, for whoever bears it."""
    congress, actor = current_congress(), current_actor()
    if read_label(number) is None:
        return None
    amendment = by_public_number(congress.id, number)
    if not (amendments_readers(actor, congress) and amendment.rectification and bears(actor, amendment)):
        return None
    return redirect(url_for("amendments.show", slug=congress.slug, number=amendment.address), code=303)


def _submitted(
    draft_id: int | None, part_id: int, words: DraftWords, sheet: str, *, actor: Actor, now: datetime
) -> int | None:
    found = draft_id or begun_by(sheet, actor, session().get_one(Part, part_id))
    row = by_id(found) if found is not None else None
    if row is None or not _says(row, words):
        return None
    if row.status != AmendmentStatus.DRAFT:
        return row.id
    twin = twin_of(row)
    if twin is None or not _says(twin, words):
        return None
    draft, submitted = row.id, twin.id
    run(lambda: discard_draft(draft, actor=actor, now=now))
    return submitted


def _says(row: Amendment, words: DraftWords) -> bool:
    return words_of(row) == DraftWords.typed(words.text, words.title, words.reasons)
