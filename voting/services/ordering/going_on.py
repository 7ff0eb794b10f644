"""The sitting goes on by itself once what was voted ends an item: the next one is put in discussion in the same press.

A chair who proclaims « et suivre » finds the next question before them: nothing is to be closed, nor chosen, between.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from congress.actors import Actor
from congress.chamber_models import AgendaItem, AgendaItemKind, QuorumCheck, SittingKind, SittingState
from congress.policies import require_chair_or_secretariat
from congress.queries import chamber_queries
from congress.queries.convening.convening_queries import put_off_by_council
from congress.services.sitting_locking import locked_item, locked_sitting
from core.database import session
from voting.models import Poll
from voting.queries.after.left_in_sitting import left_in
from voting.queries.debate.motion_queries import motions_waiting
from voting.rules.debate.precedence import ON_AN_ITEM
from voting.rules.pace import VERDICT_STAYS
from voting.services.discussion_services import end_item, end_sitting, is_left, pending_poll, put_in_discussion
from voting.services.poll_services import proclaim_as_shown


def proclaim_and_follow(
    poll_id: int, *, shown: str, confirmed: Collection[int], actor: Actor, now: datetime
) -> QuorumCheck | None:
    """`proclaim_as_shown`, then `follow_on`: the check under which the next item is in discussion, or, unmet, is not.

    None where nothing is checked, and where the item goes on. The result stands whatever the check says.
    """
    proclaim_as_shown(poll_id, shown=shown, confirmed=confirmed, actor=actor, now=now)
    return follow_on(poll_id, actor=actor, now=now)


def and_follow(proclaims: Callable[..., object]) -> Callable[..., QuorumCheck | None]:
    """What closes and proclaims in one press (a show of hands), then follows on."""

    def proclaim(poll_id: int, *, actor: Actor, now: datetime) -> QuorumCheck | None:
        proclaims(poll_id, actor=actor, now=now)
        return follow_on(poll_id, actor=actor, now=now)

    return proclaim


def follow_on(poll_id: int, *, actor: Actor, now: datetime) -> QuorumCheck | None:
    """The check under which the item after the one that this poll ended is in discussion; None where it ended none.

    An item ends when its text, or the motion, is decided; one with no text of its own ends when the chair says so.
    """
    session().flush()
    poll = session().get_one(Poll, poll_id)
    item = poll.item
    coming = next_item(item)
    if coming is None or not decides_item(poll) or not is_over(item) or item.sitting.state is not SittingState.OPEN:
        return None
    if pending_poll(item.sitting_id) is not None:
        return None
    return put_in_discussion(coming.id, actor=actor, now=now)


def end_or_ask(item_id: int, *, confirmed: bool, actor: Actor, now: datetime) -> bool | None:
    """True once the discussion of the item is over; None, and it goes on, where it has to be asked once first.

    It is while a vote is left on it, or a motion from the floor waits on it, unless whoever leads has `confirmed`;
    while a poll waits for its end, it is refused as `end_item` does.
    """
    item = locked_item(item_id)
    goes_on = item.opened_at is not None and item.closed_at is None and pending_poll(item.sitting_id) is None
    if not confirmed and goes_on and _leaves_anything(item):
        return None
    end_item(item_id, actor=actor, now=now)
    return True


def end_sitting_or_ask(sitting_id: int, *, confirmed: bool, actor: Actor, now: datetime) -> bool | None:
    """True once the sitting is over; None, and it goes on, where it has to be asked once first.

    It is while its agenda is not exhausted, or a vote or a motion from the floor is left on it, unless whoever leads
    has `confirmed`; while a poll waits for its end, it is refused as `end_sitting` does.
    """
    sitting = locked_sitting(sitting_id)
    require_chair_or_secretariat(actor, sitting.congress, sitting_id)
    goes_on = sitting.state in (SittingState.OPEN, SittingState.SUSPENDED) and pending_poll(sitting_id) is None
    if not confirmed and goes_on and not left_in(sitting).is_nothing:
        return None
    end_sitting(sitting_id, actor=actor, now=now)
    return True


def _leaves_anything(item: AgendaItem) -> bool:
    sitting = item.sitting
    is_unvoted = sitting.kind is SittingKind.PLENARY and item.kind is not AgendaItemKind.OTHER and is_left(item)
    waiting = [one for one in motions_waiting(sitting, 0) if one.motion.kind in ON_AN_ITEM]
    return is_unvoted or any(one.motion.item_id == item.id for one in waiting)


def is_over(item: AgendaItem) -> bool:
    """Whether an item in discussion has nothing left to decide, its text being decided."""
    is_on = item.opened_at is not None and item.closed_at is None
    return is_on and item.kind is not AgendaItemKind.OTHER and not is_left(item)


def still_told(poll: Poll, item: AgendaItem | None, now: datetime) -> bool:
    """Whether a result is still what the room looks at: on its item, or on the one that its proclamation opened.

    In that second case for a while (`VERDICT_STAYS`), long enough to read it.
    """
    if item is None or item.id == poll.item_id:
        return True
    at = poll.proclaimed_at
    return at is not None and item.opened_at == at and now < at + VERDICT_STAYS


def decides_item(poll: Poll) -> bool:
    """Whether the result of a poll, if it has a verdict, leaves nothing to decide on its item: it is on its text."""
    is_decisive = poll.outcome is None or poll.outcome.is_adopted is not None
    return is_decisive and any(row.part_id or row.motion_id for row in poll.subjects)


def next_item(item: AgendaItem) -> AgendaItem | None:
    """The item to discuss after this one: the first after it that was not, else the first before; None when none is.

    What the council put off to another sitting is not discussed here.
    """
    left = _not_put_off([row for row in chamber_queries.agenda_of(item.sitting_id) if row.opened_at is None])
    return next((other for other in left if other.position > item.position), next(iter(left), None))


def first_left(items: Sequence[AgendaItem]) -> AgendaItem | None:
    """The first of the agenda that may be discussed, or is."""
    return next(iter(_not_put_off([item for item in items if item.closed_at is None])), None)


def _not_put_off(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    put_off = put_off_by_council(items[0].sitting) if items else frozenset()
    return [item for item in items if item.id not in put_off]
