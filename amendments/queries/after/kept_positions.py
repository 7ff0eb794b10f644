"""Reads of the positions that their authors keep beside the adopted text."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from amendments.after_models import KeptPosition
from amendments.models import Amendment, AmendmentStatus
from core.database import session
from motions.models import Motion, Part

NOT_TAKEN = (AmendmentStatus.REJECTED, AmendmentStatus.FALLEN)


def is_kept(amendment_id: int) -> bool:
    """Whether its author keeps an amendment beside the text now."""
    kept = session().get(KeptPosition, amendment_id)
    return kept is not None and kept.withdrawn_at is None


def kept_positions(congress_id: int) -> list[Amendment]:
    """The amendments kept beside the text of a congress that keeps them, in the order of the motion.

    One whose vote was corrected since, and that is adopted or to be voted again, is no position that was not taken.
    """
    rows = (
        select(Amendment)
        .join(KeptPosition, KeptPosition.amendment_id == Amendment.id)
        .join(Part, Part.id == Amendment.part_id)
        .join(Motion, Motion.id == Amendment.motion_id)
        .where(
            Motion.congress_id == congress_id,
            KeptPosition.withdrawn_at.is_(None),
            Amendment.status.in_(NOT_TAKEN),
        )
        .options(
            joinedload(Amendment.author), joinedload(Amendment.part), joinedload(Amendment.base_revision),
            joinedload(Amendment.cause_amendment),
        )
        .order_by(Part.position, Amendment.public_number, Amendment.sub_number)
    )  # fmt: skip
    return list(session().scalars(rows))
