"""A member's own notes, read by that member alone: each question names whose they are."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from amendments.models import Amendment
from amendments.note_models import PrivateNote
from congress.queries.congress_queries import rows_of
from core.database import session


def note_of(
    member_id: int | None, *, amendment_id: int | None = None, part_id: int | None = None
) -> PrivateNote | None:
    """What a member noted about an amendment, or about a proposal; None when they noted nothing."""
    if member_id is None:
        return None
    rows = _own(member_id).where(PrivateNote.amendment_id == amendment_id, PrivateNote.part_id == part_id)
    return session().scalars(rows.order_by(PrivateNote.updated_at.desc())).first()


def notes_of(member_id: int) -> list[PrivateNote]:
    """Everything that a member noted, about proposals then amendments, in the order of the text and of the numbers."""
    rows = _own(member_id).options(
        joinedload(PrivateNote.part), joinedload(PrivateNote.amendment).joinedload(Amendment.part)
    )
    return sorted(session().scalars(rows), key=_place)


def _own(member_id: int) -> Select[PrivateNote]:
    return select(PrivateNote).where(PrivateNote.member_id.in_(rows_of(member_id)))


def _place(note: PrivateNote) -> tuple[int, tuple[int, int]]:
    part = note.part or (note.amendment.part if note.amendment else None)
    return ((part.position or 0) if part else 0, note.amendment.rank if note.amendment else (0, 0))
