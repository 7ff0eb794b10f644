"""Adopted amendments whose passage left the text, by a vote by division, since their author was told of their fate."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from amendments.after_models import FateTold
from amendments.models import Amendment, AmendmentStatus
from amendments.queries.amendment_readings import history_of
from congress.models import Congress
from core.database import session
from core.journal import JournalEntry
from motions.models import Cause, Motion, Part, Revision
from voting.queries.after.left_the_text import left_at

Hours = tuple[datetime, datetime]  # of a sitting: from its opening to its closing


def left_since_told(congress: Congress, closed: Sequence[Hours]) -> set[int]:
    """Their ids, where a sitting that is over voted it; one query where no text was ever divided."""
    wanted = (
        select(Revision.part_id)
        .join(Part, Part.id == Revision.part_id)
        .join(Motion, Motion.id == Part.motion_id)
        .where(Motion.congress_id == congress.id, Revision.cause == Cause.DIVISION)
    )
    divided = set(session().scalars(wanted))
    if not divided:
        return set()
    told = _told_at(congress)
    history = history_of(sorted(divided))
    adopted = (
        select(Amendment)
        .join(FateTold, FateTold.amendment_id == Amendment.id)
        .where(Amendment.part_id.in_(divided), Amendment.status == AmendmentStatus.ADOPTED)
    )
    return {
        row.id
        for row in session().scalars(adopted)
        if (at := _left(row, history[row.part_id])) is not None
        and any(opened <= at <= ended for opened, ended in closed)
        and (row.id not in told or told[row.id] < at)
    }


def _left(row: Amendment, versions: Sequence[Revision]) -> datetime | None:
    """When its passage, or a part of it, left the text; None where all of it stands."""
    number, _is_all = left_at(row, versions)
    return next((one.created_at for one in versions if str(one.number) == number), None)


def _told_at(congress: Congress) -> dict[int, datetime]:
    """By amendment id, when its author was last told of its fate, as the journal says it."""
    wanted = select(JournalEntry.at, JournalEntry.payload).where(
        JournalEntry.stream == congress.stream, JournalEntry.kind == "fates_told"
    )
    entries = session().execute(wanted.order_by(JournalEntry.id))
    return {amendment_id: at for at, payload in entries for amendment_id in payload["amendments"]}
