"""A vote proclaimed by mistake is corrected by another vote, linked to it; nothing of the first is erased.

What the correcting poll decides takes effect as a new revision, or a new state; where it decides the same, nothing
changes but that it was asked again.
"""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _

from amendments.models import Amendment, AmendmentStatus
from amendments.services import correction_services, decision_services
from amendments.services.endings import reinstate
from amendments.services.life import sub_corrections
from amendments.services.life.sub_amending import adopt_subs
from amendments.services.locking import locked_batch
from congress.actors import Actor
from congress.chamber_models import AgendaItem, Sitting
from congress.queries.presence.at_a_distance import breach_of_hands
from core.database import session
from core.errors import RuleBroken
from motions.models import MotionState, PartState, Revision
from motions.queries.motion_queries import current_revision
from motions.services.motion_services import set_part_state
from voting.models import Poll, PollState
from voting.queries import subjects
from voting.queries.linked_polls import is_correction
from voting.queries.poll_queries import last_decided_about
from voting.queries.subjects import LoadedSubject
from voting.queries.voted_texts import text_sha256
from voting.rules.methods.method import ELECTRONIC, Method
from voting.services.announceable import require_in_discussion
from voting.services.poll_rows import require_poll_state
from voting.subject_models import QuestionKind


def require_correctable(corrected: Poll, sitting: Sitting, item: AgendaItem, subject: LoadedSubject) -> str:
    """The fingerprint of the text that the correcting poll puts to the vote; refused when it cannot be held now."""
    require_in_discussion(sitting, item)
    require_poll_state(corrected, PollState.PROCLAIMED)
    if corrected.outcome is None or corrected.outcome.is_adopted is None:
        raise RuleBroken(_nothing_decided(corrected, subject))
    if subject.question is not None and subject.question.kind is QuestionKind.ELECTION:
        raise RuleBroken(_("Une élection proclamée ne se corrige pas par un autre vote\u00a0: elle se conteste."))
    if subject.divided is not None:
        raise RuleBroken(
            _("Ce scrutin portait sur une partie d’un texte divisé\u00a0: c’est le vote sur l’ensemble qui se corrige.")
        )
    if corrected.bundle_id is not None:
        raise RuleBroken(
            _("Ce scrutin portait sur plusieurs amendements à la fois\u00a0: il ne se corrige pas d’un seul vote.")
        )
    if last_decided_about(subject.ids) != corrected.id:
        raise RuleBroken(_("Un autre scrutin a déjà corrigé celui-ci\u00a0: c’est le dernier qui se corrige."))
    if sitting.congress.letter_frozen_at is not None:
        raise RuleBroken(_("La lettre est figée sur le texte adopté\u00a0: aucun vote ne se corrige plus."))
    if subject.amendments and subject.amendments[0].is_sub:
        sub_corrections.require_parent_to_vote(subject.amendments[0])
    subjects.require_place(subject, item)
    motion = subject.text_part.motion if subject.text_part else None
    if motion is not None and motion.state != MotionState.IN_DISCUSSION:
        raise RuleBroken(_("L’ensemble de la motion a été voté depuis\u00a0: c’est ce vote qui se corrige."))
    subjects.require_order(subject)
    return _text_sha256(subject)


def method_again(corrected: Poll, sitting: Sitting) -> Method:
    """By which method a vote is held again: its own; at the name of each where the law has no show of hands now."""
    by_hands = corrected.method.is_declared and breach_of_hands(sitting) is not None
    return ELECTRONIC if by_hands else corrected.method


def _nothing_decided(poll: Poll, subject: LoadedSubject) -> str:
    """Why a poll without a verdict has nothing to correct; what is left to vote, where it is a text."""
    if poll.corrects is not None and is_correction(poll):
        return _(
            "Ce scrutin n’a rien décidé\u00a0: c’est le scrutin n°\u00a0%(number)s qui se corrige.",
            number=poll.corrects.number,
        )
    if subject.question is not None:
        return _("Ce scrutin n’a rien décidé\u00a0: il n’y a rien à corriger.")
    return _("Ce scrutin n’a rien décidé\u00a0: il n’y a rien à corriger, le texte reste à voter.")


def require_voted_text(poll: Poll, revision_id: int) -> None:
    """The new revision is the text that was put to the vote: else a refusal."""
    require_voted(poll, session().get_one(Revision, revision_id).sha256)


def require_voted(poll: Poll, sha256: str) -> None:
    """The text of this fingerprint is the one that was put to the vote: else a refusal."""
    if sha256 != poll.text_sha256:
        raise RuleBroken(
            _("Le texte a changé depuis l’ouverture du scrutin\u00a0: l’adoption ne peut pas s’y appliquer.")
        )


def refusal_to_correct(corrected: Poll, sitting: Sitting, item: AgendaItem) -> str:
    """Why a vote cannot be corrected now, in a sentence; empty when it can."""
    try:
        require_correctable(corrected, sitting, item, subjects.subject_of(corrected))
    except RuleBroken as broken:
        return broken.sentence
    return ""


def apply_correction(
    poll: Poll,
    corrected: Poll,
    is_adopted: bool,
    *,
    falling: Sequence[tuple[int, str]] = (),
    actor: Actor,
    now: datetime,
) -> None:
    """Do to amendments, and to the text that they change, what a correcting poll says; nothing if it says the same.

    `falling`: the amendments that the chair confirmed to fall with it, each with its reason.
    """
    former = corrected.outcome
    if former is None or former.is_adopted == is_adopted:
        return
    subject = subjects.subject_of(poll)
    ids = [row.id for row in subject.amendments]
    with force_locale(poll.congress.locale):
        cause = _(
            "Scrutin n°\u00a0%(number)s, qui corrige le n°\u00a0%(corrected)s\u00a0: %(because)s",
            number=poll.number,
            corrected=corrected.number,
            because=poll.corrects_because,
        )
    if subject.amendments[0].is_sub:
        _correct_subs(poll, ids, is_adopted, cause, falling=falling, actor=actor, now=now)
        return
    if is_adopted:
        reinstate(locked_batch(ids), actor=actor, now=now)
        session().flush()
        revision_id = decision_services.adopt(ids, falling=falling, cause=cause, actor=actor, now=now)
        require_voted_text(poll, revision_id)
    else:
        correction_services.undo(ids, cause=cause, actor=actor, now=now)
    part = subject.text_part
    if part is not None and part.is_decided:
        set_part_state(part.id, PartState.IN_DISCUSSION, actor=actor, now=now)  # its text is another: to be voted again


def _correct_subs(
    poll: Poll,
    ids: list[int],
    is_adopted: bool,
    cause: str,
    *,
    falling: Sequence[tuple[int, str]],
    actor: Actor,
    now: datetime,
) -> None:
    """Another version of the amendment that they change: with what they say, or without it again."""
    if not is_adopted:
        sub_corrections.undo_subs(ids, cause=cause, actor=actor, now=now)
        return
    reinstate(locked_batch(ids), actor=actor, now=now)
    session().flush()
    require_voted(poll, adopt_subs(ids, falling=falling, cause=cause, actor=actor, now=now))


def _text_sha256(subject: LoadedSubject) -> str:
    """Of the text as it would read if adopted: an amendment adopted already is in it, if the text lets it be undone."""
    if not subject.amendments:
        return text_sha256(subject)
    if _are(subject.amendments, AmendmentStatus.ADOPTED) and subject.amendments[0].is_sub:
        return sub_corrections.text_borne(subject.amendments[0]).sha256
    if _are(subject.amendments, AmendmentStatus.ADOPTED):
        correction_services.require_undoable(subject.amendments, correction_services.text_undone(subject.amendments))
        return current_revision(subject.amendments[0].part_id).sha256
    if _are(subject.amendments, AmendmentStatus.REJECTED):
        return text_sha256(subject)
    raise RuleBroken(_("L’amendement n°\u00a0%(number)s n’est plus dans l’état où ce scrutin l’a mis.",
                       number=subject.amendments[0].label))  # fmt: skip


def _are(amendments: tuple[Amendment, ...], status: AmendmentStatus) -> bool:
    return all(row.status == status for row in amendments)
