"""Reads of the remarks of coherence, each with what it would change in the text in force."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

import redline
from amendments.after_models import CoherenceRemark, RemarkState
from amendments.models import Amendment, AmendmentStatus
from amendments.rules.after.coherence import Replaced, read_again, rewritten
from core.database import session
from motions.models import Motion, Part, Revision


@dataclass(frozen=True, slots=True)
class ShownRemark:
    """A remark on the version in force of its part: the whole part as it would read, None where nothing is left."""

    remark: CoherenceRemark
    current: Revision
    text: str | None

    @property
    def is_undone(self) -> bool:
        """Whether the adoption that caused it was corrected since."""
        amendment = self.remark.amendment
        return amendment.status != AmendmentStatus.ADOPTED or (
            amendment.adopted_revision_id != self.remark.cause_revision_id
        )


def replaced_by(remark: CoherenceRemark) -> Replaced:
    """What the remark is about, as it was found."""
    return read_again(remark.former, remark.latter, remark.part.motion.congress.locale.value)


def rewritten_part(remark: CoherenceRemark, current: Revision) -> str | None:
    """The whole part with the alinéa of the remark rewritten; None where that alinéa is gone or says it no more."""
    found, language = replaced_by(remark), remark.part.motion.congress.locale.value
    blocks = redline.parse(current.text).blocks
    rank = next((rank for rank, block in enumerate(current.blocks) if block["id"] == remark.block), None)
    if rank is None or rank >= len(blocks):
        return None
    former = blocks[rank].source
    latter = rewritten(former, found, language)
    if latter == former:
        return None
    at = blocks[rank].start
    return current.text[:at] + latter + current.text[at + len(former) :]


def remarks_of(congress_id: int) -> list[ShownRemark]:
    """Every remark of a congress on the text in force: those to decide first, in the order of the motion."""
    rows = (
        select(CoherenceRemark, Revision)
        .join(Part, Part.id == CoherenceRemark.part_id)
        .join(Motion, Motion.id == Part.motion_id)
        .join(Revision, (Revision.part_id == Part.id) & (Revision.number == Part.current_number))
        .where(Motion.congress_id == congress_id)
        .options(
            joinedload(CoherenceRemark.amendment).joinedload(Amendment.part),
            joinedload(CoherenceRemark.part),
            joinedload(CoherenceRemark.made_revision),
        )
        .order_by(Part.position, CoherenceRemark.id)
    )
    found = [
        ShownRemark(remark, current, rewritten_part(remark, current)) for remark, current in session().execute(rows)
    ]
    return sorted(found, key=lambda shown: shown.remark.state is not RemarkState.OPEN)


def open_remarks(congress_id: int) -> int:
    """How many remarks wait for the secretariat."""
    rows = (
        select(func.count())
        .select_from(CoherenceRemark)
        .join(Part, Part.id == CoherenceRemark.part_id)
        .join(Motion, Motion.id == Part.motion_id)
        .where(Motion.congress_id == congress_id, CoherenceRemark.state == RemarkState.OPEN)
    )
    return session().scalar(rows) or 0
