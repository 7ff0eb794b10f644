"""The chair settles a motion from the floor: puts it to the vote, grants a suspension, answers a point of order.

A point of order is never voted. A suspension is granted in one press, or voted when somebody is against it.
"""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from congress.actors import Actor
from congress.chamber_models import Sitting, SittingState
from congress.policies import require_chair
from congress.services.sitting_locking import locked_sitting, require_state
from core.errors import Invalid, RuleBroken
from core.text.typography import normalise_typography
from voting.debate_models import FloorMotion
from voting.queries.debate.floor_queries import floor_of
from voting.rules.debate.precedence import NEVER_VOTED, MotionKind, MotionState, Raised, before
from voting.services.debate.asking import require_not_frozen
from voting.services.debate.motion_effects import carry_out
from voting.services.debate.motion_rows import motion_in, record_motion, require_motion_state
from voting.services.debate.running import end_running
from voting.services.discussion_services import pending_poll

LONGEST_ANSWER = 1000


def put_to_vote(sitting_id: int, motion_id: int, *, actor: Actor, now: datetime) -> None:
    """The assembly is asked, by show of hands, without debate: what goes before it is settled, it is seconded."""
    sitting, motion = _settled_by(sitting_id, motion_id, actor)
    if motion.state is MotionState.PUT:
        return
    require_motion_state(motion, MotionState.RAISED)
    require_state(sitting, SittingState.OPEN)
    if motion.kind in NEVER_VOTED:
        raise RuleBroken(_("Un rappel au règlement ne se vote pas\u00a0: la présidence y répond."))
    floor = floor_of(sitting)
    require_not_frozen(floor)
    if pending_poll(sitting_id) is not None:
        raise RuleBroken(_("Un scrutin est en cours\u00a0: il faut d’abord le proclamer ou l’annuler."))
    _require_its_turn(motion, [Raised(one.motion.id, one.motion.kind) for one in floor.motions])
    missing = next((one.missing for one in floor.motions if one.motion.id == motion_id), 0)
    if missing:
        raise RuleBroken(
            ngettext("Il manque %(num)s appui à cette motion.", "Il manque %(num)s appuis à cette motion.", missing)
        )
    end_running(sitting, actor=actor, now=now)
    motion.state, motion.put_at = MotionState.PUT, now
    record_motion(sitting, motion, "floor_motion_put", actor, now)


def declare(
    sitting_id: int, motion_id: int, *, is_carried: bool, hands: Mapping[str, int], actor: Actor, now: datetime
) -> None:
    """What the assembly decided by show of hands, as the chair sees it, and its effect. `hands`: where counted."""
    sitting, motion = _settled_by(sitting_id, motion_id, actor)
    require_motion_state(motion, MotionState.PUT)
    counted = {side: hands[side] for side in ("for", "against", "abstain") if side in hands}
    if counted and (counted.get("for", 0) > counted.get("against", 0)) != is_carried:
        raise RuleBroken(
            _("Les mains comptées disent le contraire\u00a0: rien n’est proclamé. Relisez les nombres, ou votre appui.")
        )
    motion.hands_for, motion.hands_against = counted.get("for"), counted.get("against")
    motion.hands_abstain = counted.get("abstain")
    settle(sitting, motion, is_carried=is_carried, actor=actor, now=now)


def settle(sitting: Sitting, motion: FloorMotion, *, is_carried: bool, actor: Actor, now: datetime) -> None:
    """The vote is over: carried with its effect, or lost and the main question resumed."""
    motion.state = MotionState.CARRIED if is_carried else MotionState.LOST
    motion.decided_at = now
    counted = {side: count for side, count in (
        ("for", motion.hands_for), ("against", motion.hands_against), ("abstain", motion.hands_abstain),
    ) if count is not None}  # fmt: skip
    record_motion(sitting, motion, "floor_motion_decided", actor, now, carried=is_carried, hands=counted or None)
    if is_carried:
        carry_out(sitting, motion, actor=actor, now=now)


def grant(sitting_id: int, motion_id: int, *, actor: Actor, now: datetime) -> None:
    """The chair grants the suspension that a member asks for: the sitting is suspended. Idempotent."""
    sitting, motion = _settled_by(sitting_id, motion_id, actor)
    if motion.state is MotionState.GRANTED:
        return
    require_motion_state(motion, MotionState.RAISED, MotionState.PUT)
    if motion.kind is not MotionKind.SUSPENSION:
        raise RuleBroken(_("Cette motion se vote\u00a0: la présidence ne l’accorde pas seule."))
    require_state(sitting, SittingState.OPEN)
    motion.state, motion.decided_at = MotionState.GRANTED, now
    record_motion(sitting, motion, "floor_motion_granted", actor, now)
    carry_out(sitting, motion, actor=actor, now=now)


def answer(sitting_id: int, motion_id: int, words: str, *, actor: Actor, now: datetime) -> None:
    """The chair answers a point of order; the words are kept for the minutes."""
    sitting, motion = _settled_by(sitting_id, motion_id, actor)
    require_motion_state(motion, MotionState.RAISED)
    if motion.kind is not MotionKind.POINT_OF_ORDER:
        raise RuleBroken(_("Seul un rappel au règlement appelle une réponse."))
    motion.answer = _checked(words, _("Écrivez la réponse de la présidence\u00a0: le procès-verbal la reprend."))
    motion.state, motion.decided_at = MotionState.ANSWERED, now
    record_motion(sitting, motion, "point_of_order_answered", actor, now)


def refuse(sitting_id: int, motion_id: int, words: str, *, actor: Actor, now: datetime) -> None:
    """The chair does not put it to the vote, and says why: not receivable, dilatory, not seconded."""
    sitting, motion = _settled_by(sitting_id, motion_id, actor)
    require_motion_state(motion, MotionState.RAISED)
    if motion.kind is MotionKind.POINT_OF_ORDER:
        raise RuleBroken(_("À un rappel au règlement la présidence répond."))
    motion.answer = _checked(words, _("Dites pourquoi la motion n’est pas reçue\u00a0: tout le monde le lira."))
    motion.state, motion.decided_at = MotionState.REFUSED, now
    record_motion(sitting, motion, "floor_motion_refused", actor, now)


def _settled_by(sitting_id: int, motion_id: int, actor: Actor) -> tuple[Sitting, FloorMotion]:
    sitting = locked_sitting(sitting_id)
    require_chair(actor, sitting_id)
    return sitting, motion_in(sitting, motion_id)


def _require_its_turn(motion: FloorMotion, waiting: list[Raised]) -> None:
    first = before(Raised(motion.id, motion.kind), waiting)
    if first is not None:
        raise RuleBroken(
            {
                MotionKind.POINT_OF_ORDER: _("Un rappel au règlement passe avant\u00a0: répondez-y d’abord."),
                MotionKind.SUSPENSION: _("Une demande de suspension passe avant."),
                MotionKind.PREVIOUS_OBJECTION: _("La question préalable passe avant."),
                MotionKind.REFERRAL: _("La motion de renvoi passe avant."),
                MotionKind.CLOSURE: _("La clôture du débat passe avant."),
            }[first.kind]
        )


def _checked(words: str, asked: str) -> str:
    said = normalise_typography(words.strip())
    if not said:
        raise Invalid(asked, "reponse")
    if len(said) > LONGEST_ANSWER:
        raise Invalid(_("C’est trop long\u00a0: %(most)s caractères au plus.", most=LONGEST_ANSWER), "reponse")
    return said
