"""The chair tells the room when an open poll will be closed: a countdown on every screen, which closes nothing."""

from datetime import datetime

from congress.actors import Actor
from congress.policies import require_chair
from voting.models import PollState
from voting.rules.pace import LAST_CALL
from voting.services.poll_rows import locked_poll, record_poll, require_poll_state


def tell_the_end(poll_id: int, *, actor: Actor, now: datetime) -> datetime:
    """When the poll will be closed, that everybody reads from now on: a minute from now. By the chair alone.

    Told once more, it is a minute from then. The chair closes it whenever they wish, before or after.
    """
    poll, sitting = locked_poll(poll_id)
    require_chair(actor, sitting.id)
    require_poll_state(poll, PollState.OPEN)
    poll.closing_at = now + LAST_CALL
    record_poll(poll, "poll_end_told", actor, now, at=poll.closing_at.isoformat())
    return poll.closing_at
