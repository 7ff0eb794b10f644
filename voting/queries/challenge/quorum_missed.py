"""Whether the quorum was missing at a sitting: found by a check, or by a vote where it is judged at the closing."""

from sqlalchemy import select

from congress.queries.convening.convening_queries import is_without_quorum
from core.database import session
from voting.models import Outcome, Poll, PollState
from voting.rules.outcome import Reason


def lacked_quorum(sitting_id: int) -> bool:
    """Whether the last check of a sitting found too few, or the last vote on one of its items had too few voters."""
    return is_without_quorum(sitting_id) or bool(voted_by_too_few(sitting_id))


def voted_by_too_few(sitting_id: int) -> frozenset[int]:
    """The ids of the items whose last vote has no verdict for want of a quorum, as `half_voted_ceil` judges it."""
    counted = Poll.state.in_((PollState.CLOSED, PollState.PROCLAIMED))
    wanted = select(Poll.item_id, Outcome.reason).join(Outcome, Outcome.poll_id == Poll.id)
    rows = session().execute(wanted.where(Poll.sitting_id == sitting_id, counted).order_by(Poll.closed_at, Poll.id))
    last = {row.item_id: row.reason for row in rows}
    return frozenset(item_id for item_id, reason in last.items() if reason == Reason.NO_QUORUM)
