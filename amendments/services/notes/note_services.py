"""Keeping a note for oneself, about a published amendment or a proposal; emptied, it is deleted for good."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from amendments.note_models import PrivateNote
from amendments.queries.amendment_queries import unknown_amendment
from amendments.queries.note_queries import note_of
from congress.actors import Actor
from congress.models import Member
from congress.policies import require
from core.database import session
from core.digest import sha256_text
from core.errors import Invalid, RuleBroken
from core.text.reader import number

LONGEST_NOTE = 10_000


class NoteChanged(RuleBroken):
    """The note was kept from another window since it was shown."""


@dataclass(frozen=True, slots=True)
class NoteSubject:
    """What a note is about: one of both."""

    amendment_id: int | None = None
    part_id: int | None = None


def keep_note(subject: NoteSubject, text: str, *, seen: str, actor: Actor, now: datetime) -> bool:
    """Whether a note is kept now; False when its writer emptied it. The same words twice are one note.

    `seen`: `stamp_of` the note where this was written; `NoteChanged` if it says something else since.
    """
    require(actor.is_member, _("Connectez-vous pour garder une note."))
    words = text.replace("\r\n", "\n").strip()
    if len(words) > LONGEST_NOTE:
        raise Invalid(_("Votre note dépasse %(most)s signes\u00a0: abrégez-la.", most=number(LONGEST_NOTE)), "note")
    if (subject.amendment_id is None) == (subject.part_id is None):
        raise unknown_amendment()
    session().get(Member, actor.member_id, with_for_update=True)  # two windows of one person, one after the other
    kept = note_of(actor.member_id, amendment_id=subject.amendment_id, part_id=subject.part_id)
    if (kept.text if kept else "") == words:
        return bool(words)
    if seen != stamp_of(kept):
        raise NoteChanged(
            _("Cette note a été enregistrée entre-temps dans une autre fenêtre. Réunissez les deux, puis enregistrez.")
        )
    if not words:
        session().delete(kept)
        return False
    if kept is None:
        kept = PrivateNote(member_id=actor.member_id, amendment_id=subject.amendment_id, part_id=subject.part_id)
        session().add(kept)
    kept.text, kept.updated_at = words, now
    session().flush()
    return True


def stamp_of(note: PrivateNote | None) -> str:
    """What tells one keeping of a note from the next; empty without a note."""
    return sha256_text(note.text)[:32] if note else ""
