"""What a motion from the floor does once it is carried: the list closed, the item over without a vote, a suspension."""

from datetime import datetime

from congress.actors import Actor
from congress.chamber_models import Sitting, SittingState
from congress.services import sitting_services
from congress.services.sitting_locking import record
from core.database import session
from voting.debate_models import FloorMotion
from voting.queries.debate.motion_queries import motion_asked_by
from voting.rules.debate.precedence import ENDS_ITEM, FloorKind, FloorState
from voting.services.debate.asking import debate_on
from voting.services.debate.motion_rows import record_motion
from voting.services.debate.running import end_running
from voting.services.dividing.ending import leave_undivided


def settle(sitting: Sitting, motion: FloorMotion, *, is_carried: bool, actor: Actor, now: datetime) -> None:
    """The vote is over: carried with its effect, or lost and the main question resumed."""
    motion.state = FloorState.CARRIED if is_carried else FloorState.LOST
    motion.decided_at = now
    counted = {side: count for side, count in (
        ("for", motion.hands_for), ("against", motion.hands_against), ("abstain", motion.hands_abstain),
    ) if count is not None}  # fmt: skip
    told: dict[str, object] = {"hands": counted} if counted else {}
    told |= {"by_poll": True} if motion.question_id is not None else {}
    record_motion(sitting, motion, "floor_motion_decided", actor, now, carried=is_carried, **told)
    if is_carried:
        carry_out(sitting, motion, actor=actor, now=now)


def settle_question(question_id: int, *, is_adopted: bool, actor: Actor, now: datetime) -> None:
    """The poll on a question is proclaimed: the motion from the floor that it puts, if it does, is settled."""
    motion = motion_asked_by(question_id)
    if motion is not None and motion.state is FloorState.PUT:
        settle(motion.sitting, motion, is_carried=is_adopted, actor=actor, now=now)


def carry_out(sitting: Sitting, motion: FloorMotion, *, actor: Actor, now: datetime) -> None:
    """Do to the sitting what the motion wants; amendments to an item that ends stay published."""
    end_running(sitting, actor=actor, now=now)
    session().flush()
    if motion.kind is FloorKind.SUSPENSION:
        if sitting.state is SittingState.OPEN:
            sitting_services.suspend_sitting(sitting.id, minutes=motion.minutes, actor=actor, now=now)
    elif motion.item is not None and motion.kind is FloorKind.CLOSURE:
        debate = debate_on(motion.item)
        debate.debate_closed_at, debate.list_closed_at = now, debate.list_closed_at or now
        record(sitting, "debate_closed", actor, now, item=motion.item.position, motion=motion.id)
    elif motion.item is not None and motion.kind in ENDS_ITEM:
        leave_undivided(motion.item, actor=actor, now=now)
        sitting_services.close_item(motion.item.id, actor=actor, now=now)
