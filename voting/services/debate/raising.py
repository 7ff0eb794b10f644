"""Raising a motion from the floor, seconding it, giving it up: by members who are there, or keyed by the desk."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from congress import policies
from congress.actors import Actor
from congress.chamber_models import Sitting, SittingState
from congress.services.sitting_locking import locked_sitting, member_of, record, require_state
from core.database import session
from core.errors import Invalid, RuleBroken
from core.text.typography import normalise_typography
from voting.debate_models import FloorMotion, FloorSecond
from voting.queries.debate.floor_queries import Floor, floor_of
from voting.rules.debate.precedence import ON_AN_ITEM, PENDING, SECONDED, FloorKind, FloorState
from voting.services.debate.asking import is_desk, require_item, require_not_frozen, require_there
from voting.services.debate.motion_rows import motion_in, record_motion, require_motion_state

LONGEST = 500
MOST_MINUTES = 240


@dataclass(frozen=True, slots=True)
class WantedMotion:
    """What is raised: its kind, the words of its author, how many minutes of suspension."""

    kind: FloorKind
    words: str = ""
    minutes: int | None = None


def raise_motion(sitting_id: int, member_id: int, wanted: WantedMotion, *, actor: Actor, now: datetime) -> int:
    """The id of the motion, that waits from now on. The same one raised by the same member waits already: that one.

    Refused: to who is not there, between two trials, on no item where it bears on one, twice on one item.
    """
    sitting = locked_sitting(sitting_id)
    by_desk = actor.member_id != member_id
    policies.require(not by_desk or is_desk(actor, sitting))
    member = member_of(sitting, member_id)
    require_state(sitting, SittingState.OPEN)
    require_there(sitting, member, by_desk=by_desk)
    floor = floor_of(sitting)
    for one in floor.motions:
        if (one.motion.kind, one.motion.raised_by_id) == (wanted.kind, member_id):
            return one.motion.id
    require_not_frozen(floor)
    words, minutes = _checked(wanted)
    item = require_item(floor) if wanted.kind in ON_AN_ITEM else floor.item
    _require_new(floor, wanted.kind)
    motion = FloorMotion(
        sitting_id=sitting_id, item_id=item.id if item else None, kind=wanted.kind, words=words, minutes=minutes,
        raised_by_id=member_id, raised_at=now, keyed=by_desk, state=FloorState.RAISED,
    )  # fmt: skip
    session().add(motion)
    session().flush()
    record_motion(sitting, motion, "floor_motion_raised", actor, now, keyed=by_desk)
    return motion.id


def second(sitting_id: int, motion_id: int, member_id: int, *, actor: Actor, now: datetime) -> None:
    """The member seconds a motion that waits; never their own. Idempotent."""
    sitting = locked_sitting(sitting_id)
    by_desk = actor.member_id != member_id
    policies.require(not by_desk or is_desk(actor, sitting))
    motion = motion_in(sitting, motion_id)
    require_motion_state(motion, FloorState.RAISED)
    member = member_of(sitting, member_id)
    require_there(sitting, member, by_desk=by_desk)
    if motion.kind not in SECONDED:
        raise RuleBroken(_("Cette demande n’a pas besoin d’être appuyée."))
    if motion.raised_by_id == member_id:
        raise RuleBroken(_("Une motion est appuyée par d’autres membres que la personne qui la présente."))
    known = select(FloorSecond.id).where(FloorSecond.motion_id == motion_id, FloorSecond.member_id == member_id)
    if session().scalar(known) is None:
        session().add(FloorSecond(motion_id=motion_id, member_id=member_id, seconded_at=now))
        session().flush()
        record(sitting, "floor_motion_seconded", actor, now, motion=motion_id, member=member.pseudonym)


def give_up(sitting_id: int, motion_id: int, *, actor: Actor, now: datetime) -> None:
    """The motion is withdrawn before the vote, by whoever raised it or, said aloud, by the desk. Idempotent."""
    sitting = locked_sitting(sitting_id)
    motion = motion_in(sitting, motion_id)
    policies.require(actor.member_id == motion.raised_by_id or is_desk(actor, sitting))
    if motion.state is FloorState.WITHDRAWN:
        return
    require_motion_state(motion, FloorState.RAISED)
    motion.state, motion.decided_at = FloorState.WITHDRAWN, now
    record_motion(sitting, motion, "floor_motion_withdrawn", actor, now)


def _checked(wanted: WantedMotion) -> tuple[str, int | None]:
    """The words as they are kept, the minutes of a suspension."""
    words = normalise_typography(wanted.words.strip())
    if len(words) > LONGEST:
        raise Invalid(_("C’est trop long\u00a0: %(most)s caractères au plus.", most=LONGEST), "objet")
    if wanted.kind is not FloorKind.SUSPENSION:
        return words, None
    if wanted.minutes is None or not 1 <= wanted.minutes <= MOST_MINUTES:
        raise Invalid(_("Dites pour combien de minutes\u00a0: de 1 à %(most)s.", most=MOST_MINUTES), "minutes")
    return words, wanted.minutes


def _require_new(floor: Floor, kind: FloorKind) -> None:
    """One motion of a kind on an item at a time; one that was rejected there is not raised again."""
    sitting: Sitting = floor.sitting
    if kind not in ON_AN_ITEM or floor.item is None:
        return
    same = select(FloorMotion).where(
        FloorMotion.sitting_id == sitting.id, FloorMotion.item_id == floor.item.id, FloorMotion.kind == kind
    )
    for former in session().scalars(same):
        if former.state in PENDING:
            raise RuleBroken(_("Une motion de même objet attend déjà\u00a0: vous pouvez l’appuyer."))
        if former.state is FloorState.LOST and kind is not FloorKind.CLOSURE:
            raise RuleBroken(_("Cette motion a déjà été rejetée sur ce point\u00a0: elle ne revient pas."))
    if kind is FloorKind.CLOSURE and floor.debate_is_closed:
        raise RuleBroken(_("La discussion est déjà close."))
