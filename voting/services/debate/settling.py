"""The chair settles a motion from the floor: puts it to the vote, grants a suspension, answers a point of order.

A point of order is never voted. A suspension is granted in one press, or voted when somebody is against it.
"""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import force_locale, get_translations, ngettext
from flask_babel import gettext as _

from congress.actors import Actor
from congress.chamber_models import AgendaItem, QuorumCheck, Sitting, SittingState
from congress.policies import require_chair
from congress.queries.homonyms import told_name
from congress.services.lawful.requiring import require_lawful_hands
from congress.services.sitting_locking import locked_sitting, require_state
from core.database import session
from core.errors import Invalid, RuleBroken
from core.text.typography import normalise_typography
from voting.debate_models import FloorMotion
from voting.models import PollState
from voting.queries.debate.floor_queries import floor_of
from voting.queries.debate.motion_queries import trial_of_motions
from voting.queries.subjects import SubjectKeys
from voting.rules.debate.debate_sentences import motion_question
from voting.rules.debate.precedence import NEVER_VOTED, FloorKind, FloorState, Raised, before
from voting.services.asking.asking_services import write_question
from voting.services.debate.asking import require_not_frozen
from voting.services.debate.motion_effects import carry_out, settle
from voting.services.debate.motion_rows import motion_in, record_motion, require_motion_state
from voting.services.debate.running import end_running
from voting.services.discussion_services import pending_poll
from voting.services.modes import declaring, putting_to_vote
from voting.services.modes.declaring import Declaration
from voting.services.text_effects import result_shown
from voting.subject_models import QuestionKind

LONGEST_ANSWER = 1000


def put_to_vote(sitting_id: int, motion_id: int, *, actor: Actor, now: datetime) -> QuorumCheck | None:
    """The assembly is asked, without debate: what goes before it is settled, it is seconded.

    A poll on its question where the sitting holds polls (`trial_of_motions`), else hands alone. The check
    under which the poll is open, or, unmet, stays announced; None where none is due. Put already: nothing more.
    """
    sitting, motion = _settled_by(sitting_id, motion_id, actor)
    require_motion_state(motion, FloorState.RAISED, FloorState.PUT)
    require_state(sitting, SittingState.OPEN)
    if motion.kind in NEVER_VOTED:
        raise RuleBroken(_("Un rappel au règlement ne se vote pas\u00a0: la présidence y répond."))
    floor = floor_of(sitting)
    found = next((one for one in floor.motions if one.motion.id == motion_id), None)
    if found is not None and found.is_asked:
        return None
    if motion.state is FloorState.RAISED:
        require_not_frozen(floor)
    if pending_poll(sitting_id) is not None:
        raise RuleBroken(_("Un scrutin est en cours\u00a0: il faut d’abord le proclamer ou l’annuler."))
    _require_its_turn(motion, [Raised(one.motion.id, one.motion.kind) for one in floor.motions])
    if found is not None and found.missing:
        raise RuleBroken(
            ngettext(
                "Il manque %(num)s appui à cette motion.", "Il manque %(num)s appuis à cette motion.", found.missing
            )
        )
    end_running(sitting, actor=actor, now=now)
    motion.state, motion.put_at = FloorState.PUT, now
    record_motion(sitting, motion, "floor_motion_put", actor, now)
    return _ask_in_a_poll(sitting, motion, floor.item, actor=actor, now=now)


def _ask_in_a_poll(
    sitting: Sitting, motion: FloorMotion, item: AgendaItem | None, *, actor: Actor, now: datetime
) -> QuorumCheck | None:
    """A poll on the motion's question, open at once; none where this sitting holds none."""
    method = trial_of_motions(sitting, item)
    if item is None or method is None:
        require_lawful_hands(sitting)
        return None
    if motion.question_id is None:
        with force_locale(sitting.congress.locale):
            name = told_name(motion.raised_by)
            words = motion_question(motion.kind, name, get_translations(), motion.minutes)
        asked = write_question(item.id, words, QuestionKind.PROCEDURAL, actor=actor, now=now)
        motion.question_id = asked.question_id
        session().flush()
    keys = SubjectKeys(question_id=motion.question_id)
    return putting_to_vote.put_to_vote(item.id, keys, method, actor=actor, now=now)


def declare(
    sitting_id: int,
    motion_id: int,
    *,
    is_carried: bool,
    hands: Mapping[str, int],
    own: str = "",
    actor: Actor,
    now: datetime,
) -> None:
    """What the assembly decided by show of hands, as the chair sees it, and its effect.

    `hands`: where they were counted; `own`: the chair's own vote, that breaks a tie where the rules have it.
    """
    sitting, motion = _settled_by(sitting_id, motion_id, actor)
    require_motion_state(motion, FloorState.PUT)
    poll = pending_poll(sitting_id)
    if poll is not None:
        if motion.question_id is None or poll.subjects[0].question_id != motion.question_id:
            raise RuleBroken(_("Un autre scrutin est en cours\u00a0: il faut d’abord le proclamer ou l’annuler."))
        said, shown = Declaration(is_adopted=is_carried, hands=hands, own=own), result_shown(poll, if_adopted=True)
        declaring.declare(poll.id, said, shown=shown, actor=actor, now=now)
        return
    if motion.question_id is not None:
        raise RuleBroken(_("Le scrutin sur cette motion a été annulé\u00a0: remettez-la aux voix."))
    counted = {side: hands[side] for side in ("for", "against", "abstain") if side in hands}
    if counted and (counted.get("for", 0) > counted.get("against", 0)) != is_carried:
        raise RuleBroken(
            _("Les mains comptées disent le contraire\u00a0: rien n’est proclamé. Relisez les nombres, ou votre appui.")
        )
    motion.hands_for, motion.hands_against = counted.get("for"), counted.get("against")
    motion.hands_abstain = counted.get("abstain")
    settle(sitting, motion, is_carried=is_carried, actor=actor, now=now)


def grant(sitting_id: int, motion_id: int, *, actor: Actor, now: datetime) -> None:
    """The chair grants the suspension that a member asks for: the sitting is suspended. Idempotent."""
    sitting, motion = _settled_by(sitting_id, motion_id, actor)
    if motion.state is FloorState.GRANTED:
        return
    require_motion_state(motion, FloorState.RAISED, FloorState.PUT)
    if pending_poll(sitting_id) is not None:
        raise RuleBroken(_("Un scrutin est en cours\u00a0: il faut d’abord le proclamer ou l’annuler."))
    if motion.kind is not FloorKind.SUSPENSION:
        raise RuleBroken(_("Cette motion se vote\u00a0: la présidence ne l’accorde pas seule."))
    require_state(sitting, SittingState.OPEN)
    motion.state, motion.decided_at = FloorState.GRANTED, now
    record_motion(sitting, motion, "floor_motion_granted", actor, now)
    carry_out(sitting, motion, actor=actor, now=now)


def answer(sitting_id: int, motion_id: int, words: str, *, actor: Actor, now: datetime) -> None:
    """The chair answers a point of order; the words are kept for the minutes."""
    sitting, motion = _settled_by(sitting_id, motion_id, actor)
    require_motion_state(motion, FloorState.RAISED)
    if motion.kind is not FloorKind.POINT_OF_ORDER:
        raise RuleBroken(_("Seul un rappel au règlement appelle une réponse."))
    motion.answer = _checked(words, _("Écrivez la réponse de la présidence\u00a0: le procès-verbal la reprend."))
    motion.state, motion.decided_at = FloorState.ANSWERED, now
    record_motion(sitting, motion, "point_of_order_answered", actor, now)


def refuse(sitting_id: int, motion_id: int, words: str, *, actor: Actor, now: datetime) -> None:
    """The chair does not put it to the vote, and says why: not receivable, dilatory, not seconded.

    Between the announcement and the opening of another vote too: that one then goes on.
    """
    sitting, motion = _settled_by(sitting_id, motion_id, actor)
    require_motion_state(motion, FloorState.RAISED, FloorState.PUT)
    poll = pending_poll(sitting_id)
    if poll is not None and (motion.state is not FloorState.RAISED or poll.state is not PollState.ANNOUNCED):
        raise RuleBroken(_("Un scrutin est en cours\u00a0: il faut d’abord le proclamer ou l’annuler."))
    if motion.kind is FloorKind.POINT_OF_ORDER:
        raise RuleBroken(_("À un rappel au règlement la présidence répond."))
    motion.answer = _checked(words, _("Dites pourquoi la motion n’est pas reçue\u00a0: tout le monde le lira."))
    motion.state, motion.decided_at = FloorState.REFUSED, now
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
                FloorKind.POINT_OF_ORDER: _("Un rappel au règlement passe avant\u00a0: répondez-y d’abord."),
                FloorKind.SUSPENSION: _("Une demande de suspension passe avant."),
                FloorKind.PREVIOUS_OBJECTION: _("La question préalable passe avant."),
                FloorKind.REFERRAL: _("La motion de renvoi passe avant."),
                FloorKind.CLOSURE: _("La clôture du débat passe avant."),
            }[first.kind]
        )


def _checked(words: str, asked: str) -> str:
    said = normalise_typography(words.strip())
    if not said:
        raise Invalid(asked, "reponse")
    if len(said) > LONGEST_ANSWER:
        raise Invalid(_("C’est trop long\u00a0: %(most)s caractères au plus.", most=LONGEST_ANSWER), "reponse")
    return said
