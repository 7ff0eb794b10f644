"""What members do of a convening: « J’ai pris connaissance », the three answers; the letter handed over on paper.

An answer is not a presence: nothing of the quorum reads it.
"""

from datetime import datetime

from flask_babel import gettext as _

from congress import policies
from congress.actors import Actor
from congress.chamber.convening_models import Convening, ConveningAnswer, ConveningReply
from congress.chamber_models import Sitting, SittingState
from congress.queries.convening.convening_queries import last_convening, letter_to, reply_of
from congress.services.presence.excuse_services import excuse, take_back_excuse
from congress.services.sitting_locking import member_of, record, shared_sitting
from core.database import session
from core.errors import Invalid, NotFound, RuleBroken
from core.row_seals import hidden_token
from core.text.typography import normalise_typography

LONGEST_REASON = 300


def acknowledge(sitting_id: int, member_id: int, *, actor: Actor, now: datetime) -> None:
    """The member has read the convening in force. Idempotent: the first hour stays."""
    sitting, convening = _in_force(sitting_id, member_id, actor)
    reply = _reply(convening, member_id)
    if reply.read_at is None:
        reply.read_at = now
        _record(sitting, "convening_read", member_id, convening, actor, now)


def answer(
    sitting_id: int, member_id: int, said: ConveningAnswer, because: str = "", *, actor: Actor, now: datetime
) -> None:
    """What the member says of the sitting, until it opens; the last answer holds. Who answers has read it too.

    Who will be absent is excused by it; who changes their mind is expected again.

    By the member, or by the secretariat for who told it by telephone.
    """
    sitting, convening = _in_force(sitting_id, member_id, actor)
    reason = normalise_typography(because.replace("\0", "").strip()) if said is ConveningAnswer.ABSENT else ""
    if len(reason) > LONGEST_REASON:
        raise Invalid(_("Le motif est trop long\u00a0: 300 signes au plus."), "because")
    reply = _reply(convening, member_id)
    if reply.read_at is None and actor.member_id == member_id:
        reply.read_at = now
    if (reply.answer, reply.because) != (said, reason):
        reply.answer, reply.because, reply.answered_at = said, reason, now
        session().flush()
        _record(sitting, "convening_answered", member_id, convening, actor, now)
        if said is ConveningAnswer.ABSENT:
            excuse(sitting_id, member_id, reason, actor=actor, now=now)
        else:
            take_back_excuse(sitting_id, member_id, actor=actor, now=now)


def excuse_and_answer(
    sitting_id: int, member_id: int, reason: str = "", *, is_illness: bool = False, actor: Actor, now: datetime
) -> None:
    """The absence is excused, and the convening in force answered by it; a proxy that was announced stays so."""
    excuse(sitting_id, member_id, reason, is_illness=is_illness, actor=actor, now=now)
    because = reason.strip()
    because = because if len(because) <= LONGEST_REASON else f"{because[: LONGEST_REASON - 1]}…"
    unless = (ConveningAnswer.PROXY,)
    _answer_beside(sitting_id, member_id, ConveningAnswer.ABSENT, because, unless, actor=actor, now=now)


def expect_again(sitting_id: int, member_id: int, *, actor: Actor, now: datetime) -> None:
    """The excuse is taken back, and « Je serai absent » with it where the convening was answered so."""
    take_back_excuse(sitting_id, member_id, actor=actor, now=now)
    unless = (None, ConveningAnswer.PROXY)
    _answer_beside(sitting_id, member_id, ConveningAnswer.COMES, "", unless, actor=actor, now=now)


def _answer_beside(
    sitting_id: int, member_id: int, said: ConveningAnswer, because: str, unless: tuple[ConveningAnswer | None, ...],
    *, actor: Actor, now: datetime,
) -> None:  # fmt: skip
    """The answer to the convening in force that goes with an excuse; nothing where none is waited for, nor beside
    one of `unless`.
    """
    sitting, convening = shared_sitting(sitting_id), last_convening(sitting_id)
    if sitting.state is not SittingState.PLANNED or convening is None or letter_to(convening.id, member_id) is None:
        return
    known = reply_of(convening.id, member_id)
    before = (known.answer, known.because) if known else (None, "")
    if before[0] in unless or before == (said, because):
        return
    reply = _reply(convening, member_id)
    reply.answer, reply.because, reply.answered_at = said, because, now
    session().flush()
    _record(sitting, "convening_answered", member_id, convening, actor, now)


def hand_over(sitting_id: int, member_id: int, *, actor: Actor, now: datetime) -> None:
    """The letter was handed or posted to the member on paper. For the secretariat; idempotent."""
    sitting = shared_sitting(sitting_id)
    policies.require(policies.secretariat(actor, sitting.congress))
    convening = _convening_for(sitting, member_id)
    reply = _reply(convening, member_id)
    if reply.handed_at is None:
        reply.handed_at = now
        _record(sitting, "convening_handed", member_id, convening, actor, now)


def too_late_to_answer(sitting: Sitting) -> str:
    """Why the convening of a sitting that began, or is over, is not answered any more."""
    if sitting.state is SittingState.CLOSED:
        return _("La séance est close\u00a0: la convocation n’appelle plus de réponse.")
    return _("La séance a commencé\u00a0: la convocation n’appelle plus de réponse.")


def _in_force(sitting_id: int, member_id: int, actor: Actor) -> tuple[Sitting, Convening]:
    sitting = shared_sitting(sitting_id)
    policies.require(
        actor.member_id == member_id or policies.secretariat(actor, sitting.congress),
        _("On ne répond qu’à sa propre convocation."),
    )
    if sitting.state is not SittingState.PLANNED:
        raise RuleBroken(too_late_to_answer(sitting))
    return sitting, _convening_for(sitting, member_id)


def _convening_for(sitting: Sitting, member_id: int) -> Convening:
    convening = last_convening(sitting.id)
    if convening is None:
        raise NotFound(_("Cette séance n’est pas encore convoquée."))
    if letter_to(convening.id, member_id) is None:
        raise RuleBroken(_("Cette personne n’a pas été convoquée à cette séance."))
    return convening


def _reply(convening: Convening, member_id: int) -> ConveningReply:
    """The row of the member, made where there is none; two presses at once make one."""
    session().get(Convening, convening.id, with_for_update={"key_share": True})
    found = reply_of(convening.id, member_id)
    if found is None:
        salt = hidden_token("reply", convening.id, member_id)
        found = ConveningReply(convening_id=convening.id, member_id=member_id, salt=salt)
        session().add(found)
    return found


def _record(sitting: Sitting, kind: str, member_id: int, convening: Convening, actor: Actor, now: datetime) -> None:
    member = member_of(sitting, member_id)
    record(sitting, kind, actor, now, member=member.pseudonym, rank=convening.rank)
