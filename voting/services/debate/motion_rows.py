"""Motions from the floor as the services take them: the row held, told in the journal by ids and kinds."""

from datetime import datetime

from flask_babel import gettext as _

from congress.actors import Actor
from congress.chamber_models import Sitting
from congress.services.sitting_locking import record
from core.database import session
from core.errors import NotFound, RuleBroken
from voting.debate_models import FloorMotion
from voting.rules.debate.precedence import FloorState


def motion_in(sitting: Sitting, motion_id: int) -> FloorMotion:
    """A motion of a sitting, its row held; `NotFound` for any other."""
    motion = session().get(FloorMotion, motion_id, with_for_update=True, populate_existing=True)
    if motion is None or motion.sitting_id != sitting.id:
        raise NotFound(_("Cette motion de procédure n’existe pas."))
    return motion


def require_motion_state(motion: FloorMotion, *allowed: FloorState) -> None:
    """The motion is in one of these states: else a refusal."""
    if motion.state not in allowed:
        raise RuleBroken(_("Cette motion n’attend plus\u00a0: la séance a avancé."))


def record_motion(
    sitting: Sitting, motion: FloorMotion, kind: str, actor: Actor, now: datetime, **told: object
) -> None:
    """An entry of the journal about a motion: what it is, who raised it."""
    told |= {"minutes": motion.minutes} if motion.minutes is not None else {}
    record(sitting, kind, actor, now, motion=motion.id, what=motion.kind.value, member=motion.raised_by.pseudonym,
           item=motion.item.position if motion.item else None, **told)  # fmt: skip
