"""Reads of the motion for pages, each a bounded number of queries."""

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import aliased, joinedload

from core.database import session
from core.errors import NotFound
from motions.models import Motion, Part, PartKind, PartState, Revision
from motions.rules.motion_text import PartText, text_of


def motion_of(congress_id: int) -> Motion | None:
    """The motion of a congress, or None while it has none."""
    return session().scalar(select(Motion).where(Motion.congress_id == congress_id))


def parts_of(motion_id: int) -> list[Part]:
    """The parts of a motion, in order."""
    rows = select(Part).where(Part.motion_id == motion_id, Part.kind != PartKind.ADDITION)
    return list(session().scalars(rows.order_by(Part.position)))


def places_of(motion_id: int) -> list[Part]:
    """All on which amendments may bear, in order: the parts, and after them where a proposal may be added."""
    followed = aliased(Part)
    rows = (
        select(Part)
        .outerjoin(followed, (Part.follows_id == followed.id) & (Part.kind == PartKind.ADDITION))
        .where(Part.motion_id == motion_id)
        .order_by(func.coalesce(Part.position, followed.position), Part.kind == PartKind.ADDITION)
    )
    return list(session().scalars(rows))


def addition_after(part_id: int) -> Part | None:
    """Where a proposal may be added after a part; None after the closing."""
    rows = select(Part).where(Part.follows_id == part_id, Part.kind == PartKind.ADDITION)
    return session().scalar(rows.options(joinedload(Part.motion), joinedload(Part.follows)))


def part_of_kind(congress_id: int, kind: PartKind) -> Part | None:
    """The preamble or the closing of a congress's motion."""
    rows = select(Part).join(Motion).where(Motion.congress_id == congress_id, Part.kind == kind)
    return session().scalar(rows.options(joinedload(Part.motion)).limit(1))


def proposals_of(congress_id: int) -> list[Part]:
    """The proposals of a congress, in order."""
    rows = (
        select(Part)
        .join(Motion)
        .where(Motion.congress_id == congress_id, Part.kind == PartKind.PROPOSAL)
        .order_by(Part.position)
    )
    return list(session().scalars(rows))


def proposal(congress_id: int, number: int) -> Part:
    """The proposal of this number, its motion loaded; `NotFound` if there is none."""
    rows = (
        select(Part)
        .join(Motion)
        .where(Motion.congress_id == congress_id, Part.number == number)
        .options(joinedload(Part.motion))
    )
    found = session().scalar(rows)
    if found is None:
        raise NotFound(_("Il n’y a pas de proposition n°\u00a0%(number)s dans ce congrès.", number=number))
    return found


def revisions_of(part_id: int) -> list[Revision]:
    """The revisions of a part, oldest first."""
    return list(session().scalars(select(Revision).where(Revision.part_id == part_id).order_by(Revision.number)))


def revision(part_id: int, number: int) -> Revision:
    """One revision of a part; `NotFound` if there is none of this number."""
    found = session().scalar(select(Revision).where(Revision.part_id == part_id, Revision.number == number))
    if found is None:
        raise NotFound(_("Il n’y a pas de version %(number)s de ce texte.", number=number))
    return found


def current_revision(part_id: int) -> Revision:
    """The revision in force of a part."""
    rows = (
        select(Revision)
        .join(Part, Part.id == Revision.part_id)
        .where(Part.id == part_id, Revision.number == Part.current_number)
    )
    found = session().scalar(rows)
    if found is None:
        raise NotFound(_("Cette partie de la motion n’existe pas."))
    return found


def current_revisions(motion_id: int) -> dict[int, Revision]:
    """The revision in force of each part of a motion, by part id, in one query."""
    rows = (
        select(Revision)
        .join(Part, Part.id == Revision.part_id)
        .where(Part.motion_id == motion_id, Revision.number == Part.current_number)
    )
    return {found.part_id: found for found in session().scalars(rows)}


def motion_parts(motion_id: int) -> list[PartText]:
    """The parts that make the motion, with the text in force; a rejected proposal is no part of it."""
    texts = current_revisions(motion_id)
    return [
        PartText(part.kind.value, part.number, texts[part.id].text)
        for part in parts_of(motion_id)
        if part.state != PartState.REJECTED
    ]


def motion_text(motion_id: int) -> str:
    """The motion's one canonical text, what is voted and signed: its parts in order, a blank line between."""
    return text_of(motion_parts(motion_id))
