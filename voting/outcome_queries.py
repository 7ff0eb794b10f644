"""Reads of outcomes once proclaimed."""

from sqlalchemy import select

from core.database import session
from voting.models import Outcome, Poll, PollState, PollSubject


def counts_of_parts(congress_id: int) -> dict[int, dict[str, int]]:
    """By part id, the counts of the last proclaimed poll on each part of the motion, in one query."""
    rows = (
        select(PollSubject.part_id, Outcome.counts)
        .join(Poll, Poll.id == PollSubject.poll_id)
        .join(Outcome, Outcome.poll_id == Poll.id)
        .where(Poll.congress_id == congress_id, Poll.state == PollState.PROCLAIMED, PollSubject.part_id.is_not(None))
        .order_by(Poll.id)
    )
    return {part_id: counts for part_id, counts in session().execute(rows) if part_id is not None}
