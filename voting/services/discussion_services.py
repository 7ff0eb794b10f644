"""What the chair does before a vote: put an item in discussion in number, have the quorum checked, set aside an
amendment that nobody supports or that no longer applies.

An unmet check is an event: it is recorded and returned, the item stays as it was, and the caller says why.
"""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from amendments.labels import named_in_journal
from amendments.models import AmendmentStatus
from amendments.services import correction_services, decision_services
from amendments.services.admissibility import checked_cause
from amendments.services.locking import locked
from congress.actors import Actor
from congress.chamber_models import AgendaItem, AgendaItemKind, QuorumCheck, Sitting, SittingKind, SittingState
from congress.models import QuorumMoment
from congress.policies import require_chair, require_chair_or_secretariat
from congress.queries import chamber_queries
from congress.queries.convening.convening_queries import put_off_by_council, require_not_put_off, second_of
from congress.queries.convening.other_day import OtherDay, other_day
from congress.services import reopening_services, sitting_services
from congress.services.lawful.countable import require_countable_roll
from congress.services.presence.withdrawal_services import require_chair_takes_part
from congress.services.sitting_locking import hold_roll, locked_item, locked_sitting, require_state
from core import journal
from core.database import session
from core.errors import Invalid, RuleBroken
from motions.models import MotionState, PartState
from motions.queries.motion_queries import motion_of, proposal
from motions.services.motion_services import set_part_state
from voting.models import Outcome, Poll, PollState
from voting.queries.minutes.minutes_queries import has_adopted_minutes
from voting.queries.poll_queries import PENDING
from voting.queries.quorum_readings import is_requested
from voting.rules.outcome import Reason
from voting.services.debate.running import end_running
from voting.services.dividing.ending import interrupt_division
from voting.services.quorum_services import record_check


def put_in_discussion(item_id: int, *, actor: Actor, now: datetime) -> QuorumCheck | None:
    """The check of the quorum under which the item is now in discussion, or, unmet, under which it is not.

    None where the rules of the congress check nothing here. The item in discussion before is closed, unless a poll
    waits on it. An item already in discussion is left so, with the check made then; one that was closed is discussed
    again as long as its text is not decided.
    """
    item = locked_item(item_id)
    sitting = locked_sitting(item.sitting_id)
    require_chair(actor, sitting.id)
    require_state(sitting, SittingState.OPEN)
    if item.opened_at is not None and item.closed_at is None:
        return chamber_queries.last_check(sitting.id, item_id)
    if item.closed_at is not None and not is_left(item):
        raise RuleBroken(_("La discussion de ce point est close."))
    require_not_put_off(item, put_off_by_council(sitting))
    _require_no_pending_poll(sitting.id, actor)
    require_chair_takes_part(item)
    check = None
    if _checks(sitting, QuorumMoment.ITEM):
        check = record_check(sitting, item, QuorumMoment.ITEM, requested=is_requested(sitting), actor=actor, now=now)
        if not check.is_met:
            return check
    former = chamber_queries.open_item_of(sitting.id)
    end_running(sitting, actor=actor, now=now)
    if former is not None:
        interrupt_division(former, actor=actor, now=now)
        sitting_services.close_item(former.id, actor=actor, now=now)
        session().flush()
    sitting_services.open_item(item_id, again=item.closed_at is not None, actor=actor, now=now)
    if item.kind == AgendaItemKind.PROPOSAL and item.proposal_number is not None:
        part = proposal(sitting.congress_id, item.proposal_number)
        if part.state == PartState.NOT_EXAMINED:
            set_part_state(part.id, PartState.IN_DISCUSSION, actor=actor, now=now)
    return check


def end_item(item_id: int, *, actor: Actor, now: datetime) -> None:
    """The discussion of the item is over; refused while a poll waits for its end, be it announced only."""
    item = locked_item(item_id)
    _require_no_pending_poll(item.sitting_id, actor)
    end_running(item.sitting, actor=actor, now=now)
    interrupt_division(item, actor=actor, now=now)
    sitting_services.close_item(item_id, actor=actor, now=now)


def end_sitting(sitting_id: int, *, actor: Actor, now: datetime) -> None:
    """The sitting is over; refused while a poll waits for its end, be it announced only: it would for ever."""
    _require_no_pending_poll(sitting_id, actor)
    end_running(chamber_queries.sitting(sitting_id), actor=actor, now=now)
    if item := chamber_queries.open_item_of(sitting_id):
        interrupt_division(item, actor=actor, now=now)
    sitting_services.close_sitting(sitting_id, actor=actor, now=now)


MOST_MINUTES = 24 * 60  # of a suspension whose end is told


def reopen(sitting_id: int, because: str, *, actor: Actor, now: datetime) -> None:
    """The sitting, closed by error, is open again; refused once its minutes are adopted: they tell all that it did."""
    reopening_services.reopen_sitting(sitting_id, because, actor=actor, now=now)
    if has_adopted_minutes(sitting_id):
        raise RuleBroken(
            _("Le procès-verbal de cette séance est arrêté\u00a0: elle ne se rouvre plus. Une autre séance reprend ce"
              " qui reste à décider.")
        )  # fmt: skip


def suspend(sitting_id: int, *, minutes: int | None = None, actor: Actor, now: datetime) -> None:
    """The sitting is suspended, and whoever spoke has done. `minutes`: after how many it was told to resume."""
    if minutes is not None and not 0 < minutes <= MOST_MINUTES:
        raise Invalid(_("Une suspension dure de 1 à 1\u202f440 minutes."), "minutes")
    sitting = locked_sitting(sitting_id)
    require_chair_or_secretariat(actor, sitting.congress, sitting_id)
    require_state(sitting, SittingState.OPEN)
    end_running(sitting, actor=actor, now=now)
    sitting_services.suspend_sitting(sitting_id, minutes=minutes, actor=actor, now=now)


def open_or_ask(sitting_id: int, *, confirmed: bool, actor: Actor, now: datetime) -> QuorumCheck | OtherDay | None:
    """The same as `open_sitting_in_number`; or for which other day it is, and the sitting not open, to be asked once.

    `confirmed`: whoever presses was told of the day for which its members are convened, and opens it today.
    """
    hold_roll(sitting_id)
    sitting = locked_sitting(sitting_id)
    require_chair_or_secretariat(actor, sitting.congress, sitting_id)
    other = None if confirmed or second_of(sitting_id) else other_day(sitting, now)
    if other is not None and not other.is_refused:
        return other
    return open_sitting_in_number(sitting_id, actor=actor, now=now)


def open_sitting_in_number(sitting_id: int, *, actor: Actor, now: datetime) -> QuorumCheck | None:
    """The check under which the sitting is open, or, unmet, under which it is not; None where nothing is checked here.

    Serving members are fixed when it opens (`congress.services.sitting_services.open_sitting`).
    """
    hold_roll(sitting_id)
    sitting = locked_sitting(sitting_id)
    require_chair_or_secretariat(actor, sitting.congress, sitting_id)
    check = None
    if sitting.state == SittingState.PLANNED and (second := second_of(sitting_id)) is not None:
        raise RuleBroken(
            _("Cette séance, sans quorum, est convoquée à nouveau (séance n°\u00a0%(number)s)\u00a0: elle ne s’ouvre"
              " plus.", number=second.number)
        )  # fmt: skip
    if (other := other_day(sitting, now)) is not None and other.is_refused:
        raise RuleBroken(other.sentence)
    if sitting.state == SittingState.PLANNED and sitting.kind != SittingKind.PREPARATION:
        require_countable_roll(sitting.congress)
    if sitting.state == SittingState.PLANNED and _checks(sitting, QuorumMoment.SITTING):
        check = record_check(sitting, None, QuorumMoment.SITTING, actor=actor, now=now)
        if not check.is_met:
            return check
    sitting_services.open_sitting(sitting_id, actor=actor, now=now)
    return check


def check_on_request(sitting_id: int, *, by_secretariat: bool = False, actor: Actor, now: datetime) -> QuorumCheck:
    """The check that somebody asked for, recorded; unmet, no poll opens until another one is met.

    Where the law has an item once opened go to its end (CGCT), from the next item on. `by_secretariat`: they too.
    """
    sitting = locked_sitting(sitting_id)
    if by_secretariat:
        require_chair_or_secretariat(actor, sitting.congress, sitting_id)
    else:
        require_chair(actor, sitting_id)
    require_state(sitting, SittingState.OPEN)
    if sitting.congress.quorum.judged_at_closing:
        raise RuleBroken(_("Le règlement de ce congrès juge le quorum à la clôture de chaque scrutin."))
    item = chamber_queries.open_item_of(sitting_id)
    return record_check(sitting, item, QuorumMoment.ON_REQUEST, requested=True, actor=actor, now=now)


def set_aside(
    amendment_id: int,
    status: AmendmentStatus,
    because: str,
    *,
    sitting_id: int | None = None,
    actor: Actor,
    now: datetime,
) -> None:
    """The chair declares, without a vote, a published amendment not supported, fallen or without object, and why.

    `sitting_id`: where the chair pressed; refused where another sitting discusses the amendment's text, and while a
    poll waits for its end: it may be on the amendment, on one of its sub-amendments.
    """
    amendment = locked(amendment_id)
    item = item_on(amendment.motion.congress_id, amendment.part.number)
    if item is None or item.sitting_id != (sitting_id or item.sitting_id):
        raise RuleBroken(_("Le texte que modifie cet amendement n’est pas en discussion."))
    require_chair(actor, item.sitting_id)
    _require_no_pending_poll(item.sitting_id, actor)
    because = checked_cause(because, _("Dites pourquoi l’amendement n’est pas mis aux voix : son auteur le lira."))
    if status == AmendmentStatus.NOT_SUPPORTED:
        decision_services.declare_not_supported([amendment_id], because, actor=actor, now=now)
    elif status == AmendmentStatus.FALLEN:
        decision_services.declare_fallen([amendment_id], because, actor=actor, now=now)
    elif status == AmendmentStatus.NO_OBJECT:
        decision_services.declare_no_object([amendment_id], because, actor=actor, now=now)
    else:
        raise Invalid(_("Choisissez pourquoi l’amendement n’est pas mis aux voix."), "status")
    told = {"sitting": item.sitting.number, "amendment": named_in_journal(amendment), "as": status.value}
    journal.record(amendment.motion.congress.stream, "amendment_set_aside", actor=actor.pseudonym, now=now, **told)


def take_back(amendment_id: int, *, sitting_id: int | None = None, actor: Actor, now: datetime) -> None:
    """An amendment that the chair had set aside is to be voted again, as long as its text is in discussion."""
    amendment = locked(amendment_id)
    item = item_on(amendment.motion.congress_id, amendment.part.number)
    if item is None or item.sitting_id != (sitting_id or item.sitting_id):
        raise RuleBroken(_("Le texte que modifie cet amendement n’est plus en discussion."))
    require_chair(actor, item.sitting_id)
    _require_no_pending_poll(item.sitting_id, actor)
    correction_services.take_back(amendment_id, actor=actor, now=now)
    told = {"sitting": item.sitting.number, "amendment": named_in_journal(amendment)}
    journal.record(amendment.motion.congress.stream, "amendment_taken_back", actor=actor.pseudonym, now=now, **told)


def pending_poll(sitting_id: int) -> Poll | None:
    """The poll of a sitting that waits for its end: announced, open, or closed and not proclaimed."""
    return session().scalar(select(Poll).where(Poll.sitting_id == sitting_id, Poll.state.in_(PENDING)).limit(1))


def is_left(item: AgendaItem) -> bool:
    """Whether something of an item is still to be decided: its proposal, or the motion."""
    congress_id = item.sitting.congress_id
    motion = motion_of(congress_id)
    if motion is None or motion.state != MotionState.IN_DISCUSSION or item.kind == AgendaItemKind.OTHER:
        return False
    if item.proposal_number is None:
        return True
    return not proposal(congress_id, item.proposal_number).is_decided


def is_decided(item: AgendaItem) -> bool:
    """Whether nothing of an item is left to decide; of one on no text, whether a valid vote was proclaimed."""
    if item.kind != AgendaItemKind.OTHER:
        return not is_left(item)
    proclaimed = select(Poll.id).join(Outcome).where(Poll.item_id == item.id, Poll.state == PollState.PROCLAIMED)
    proclaimed = proclaimed.where(Outcome.reason != Reason.NO_QUORUM)
    return session().scalar(proclaimed.limit(1)) is not None


def _require_no_pending_poll(sitting_id: int, actor: Actor) -> None:
    """Nothing if whoever leads the sitting may go on; its row is held, so that no poll is announced meanwhile."""
    sitting = locked_sitting(sitting_id)
    require_chair_or_secretariat(actor, sitting.congress, sitting_id)
    if pending_poll(sitting_id) is not None:
        raise RuleBroken(_("Un scrutin est en cours : il faut d’abord le proclamer ou l’annuler."))


def item_on(congress_id: int, proposal_number: int | None) -> AgendaItem | None:
    """The item in discussion on a proposal (on the motion, for its preamble and closing), whichever its sitting."""
    about = (
        AgendaItem.kind == AgendaItemKind.MOTION
        if proposal_number is None
        else AgendaItem.proposal_number == proposal_number
    )
    return session().scalar(
        select(AgendaItem)
        .join(Sitting)
        .where(
            Sitting.congress_id == congress_id,
            about,
            AgendaItem.opened_at.is_not(None),
            AgendaItem.closed_at.is_(None),
        )
    )


def _checks(sitting: Sitting, moment: QuorumMoment) -> bool:
    """Whether the congress has its quorum checked at this moment, by a rule that can be."""
    rule = sitting.congress.quorum
    return sitting.congress.quorum_checked == moment and not rule.judged_at_closing
