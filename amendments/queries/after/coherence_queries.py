"""Reads of the discrepancies of coherence, each with what it would change in the text in force."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

import redline
from amendments.after_models import Discrepancy, DiscrepancyState
from amendments.models import Amendment, AmendmentStatus
from amendments.rules.after.coherence import Replaced, read_again, rewritten
from core.database import session
from motions.models import Motion, Part, Revision


@dataclass(frozen=True, slots=True)
class ShownDiscrepancy:
    """A discrepancy on the version in force: the whole part as it would read, None where nothing is left."""

    discrepancy: Discrepancy
    current: Revision
    text: str | None

    @property
    def is_undone(self) -> bool:
        """Whether the adoption that caused it was corrected since."""
        amendment = self.discrepancy.amendment
        return amendment.status != AmendmentStatus.ADOPTED or (
            amendment.adopted_revision_id != self.discrepancy.cause_revision_id
        )


def replaced_by(discrepancy: Discrepancy) -> Replaced:
    """What the discrepancy is about, as it was found."""
    return read_again(discrepancy.former, discrepancy.latter, discrepancy.part.motion.congress.locale.value)


def rewritten_part(discrepancy: Discrepancy, current: Revision) -> str | None:
    """The whole part with its alinéa rewritten; None where that alinéa is gone or says it no more."""
    found, language = replaced_by(discrepancy), discrepancy.part.motion.congress.locale.value
    blocks = redline.parse(current.text).blocks
    rank = next((rank for rank, block in enumerate(current.blocks) if block["id"] == discrepancy.block), None)
    if rank is None or rank >= len(blocks):
        return None
    former = blocks[rank].source
    latter = rewritten(former, found, language)
    if latter == former:
        return None
    at = blocks[rank].start
    return current.text[:at] + latter + current.text[at + len(former) :]


def discrepancies_of(congress_id: int) -> list[ShownDiscrepancy]:
    """Every discrepancy of a congress on the text in force: those to decide first, in the order of the motion."""
    rows = (
        select(Discrepancy, Revision)
        .join(Part, Part.id == Discrepancy.part_id)
        .join(Motion, Motion.id == Part.motion_id)
        .join(Revision, (Revision.part_id == Part.id) & (Revision.number == Part.current_number))
        .where(Motion.congress_id == congress_id)
        .options(
            joinedload(Discrepancy.amendment).joinedload(Amendment.part),
            joinedload(Discrepancy.part),
            joinedload(Discrepancy.made_revision),
        )
        .order_by(Part.position, Discrepancy.id)
    )
    found = [ShownDiscrepancy(row, current, rewritten_part(row, current)) for row, current in session().execute(rows)]
    return sorted(found, key=lambda shown: shown.discrepancy.state is not DiscrepancyState.OPEN)


def open_discrepancies(congress_id: int) -> int:
    """How many discrepancies wait for the secretariat."""
    rows = (
        select(func.count())
        .select_from(Discrepancy)
        .join(Part, Part.id == Discrepancy.part_id)
        .join(Motion, Motion.id == Part.motion_id)
        .where(Motion.congress_id == congress_id, Discrepancy.state == DiscrepancyState.OPEN)
    )
    return session().scalar(rows) or 0
