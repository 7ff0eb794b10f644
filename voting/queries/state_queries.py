"""The versions of what a sitting shows: they change whenever one of its pages would."""

from sqlalchemy import func, select

from congress.chamber_models import Sitting
from core.database import session
from core.journal import JournalHead
from live.versions import opaque
from voting.models import Ballot, Poll, PollState, RightToVote


def versions_of(sitting: Sitting) -> dict[str, str]:
    """By what a page follows: `sitting`, all but the ballots coming in; `progress`, these too.

    A voter's page follows the first, so that a hundred phones do not fetch it again at each ballot; the console and
    the screen of the hall follow the second. Ballots are counted whatever they say.
    """
    received = (
        select(func.count())
        .select_from(Ballot)
        .join(RightToVote, RightToVote.id == Ballot.right_id)
        .join(Poll, Poll.id == RightToVote.poll_id)
        .where(Poll.sitting_id == sitting.id, Poll.state == PollState.OPEN)
    )
    head = select(JournalHead.sequence).where(JournalHead.stream == sitting.congress.stream)
    journal = session().scalar(head) or 0
    return {
        "sitting": opaque(["sitting", sitting.id, journal]),
        "progress": opaque(["progress", sitting.id, journal, session().scalar(received) or 0]),
    }
