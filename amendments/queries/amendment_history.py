"""What happened to an amendment before: texts carried over, endings corrected since, those adopted with it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from amendments.models import ENDED, Amendment, AmendmentStatus, CarriedText
from core.database import session
from core.journal import JournalEntry


def carried_history(amendment_id: int) -> list[CarriedText]:
    """The revisions onto which an amendment was carried over, oldest first."""
    rows = (
        select(CarriedText)
        .where(CarriedText.amendment_id == amendment_id)
        .options(joinedload(CarriedText.revision))
        .order_by(CarriedText.revision_id)
    )
    return list(session().scalars(rows))


def adopted_with(amendment: Amendment) -> list[int]:
    """The public numbers of the amendments that one vote adopted together: a batch of identical ones, or one."""
    wanted = select(Amendment.public_number).where(Amendment.adopted_revision_id == amendment.adopted_revision_id)
    found = list(session().scalars(wanted.order_by(Amendment.public_number))) if amendment.adopted_revision_id else []
    return [number for number in found or [amendment.public_number] if number is not None]


def former_endings(amendment: Amendment) -> list[tuple[AmendmentStatus | None, datetime]]:
    """How an amendment had ended before it did as it stands, and when; None where it was to be voted again."""
    kinds: dict[str, AmendmentStatus | None] = {f"amendment_{status.value}": status for status in ENDED}
    kinds["amendment_reinstated"] = None
    wanted = select(JournalEntry.kind, JournalEntry.at).where(
        JournalEntry.stream == amendment.motion.congress.stream,
        JournalEntry.kind.in_(kinds),
        JournalEntry.payload["amendment"].as_integer() == amendment.id,
    )
    told = [(kinds[row.kind], row.at) for row in session().execute(wanted.order_by(JournalEntry.id))]
    return told[:-1] if amendment.decided_at else told
