"""What a motion from the floor does once it is carried: the list closed, the item over without a vote, a suspension."""

from datetime import datetime

from congress.actors import Actor
from congress.chamber_models import Sitting, SittingState
from congress.services import sitting_services
from congress.services.sitting_locking import record
from core.database import session
from voting.debate_models import FloorMotion
from voting.rules.debate.precedence import ENDS_ITEM, MotionKind
from voting.services.debate.asking import debate_on
from voting.services.debate.running import end_running


def carry_out(sitting: Sitting, motion: FloorMotion, *, actor: Actor, now: datetime) -> None:
    """Do to the sitting what the motion wants; amendments to an item that ends stay published."""
    end_running(sitting, actor=actor, now=now)
    session().flush()
    if motion.kind is MotionKind.SUSPENSION:
        if sitting.state is SittingState.OPEN:
            sitting_services.suspend_sitting(sitting.id, actor=actor, now=now)
    elif motion.item is not None and motion.kind is MotionKind.CLOSURE:
        debate = debate_on(motion.item)
        debate.debate_closed_at, debate.list_closed_at = now, debate.list_closed_at or now
        record(sitting, "debate_closed", actor, now, item=motion.item.position, motion=motion.id)
    elif motion.item is not None and motion.kind in ENDS_ITEM:
        sitting_services.close_item(motion.item.id, actor=actor, now=now)
