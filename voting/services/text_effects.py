"""What a proclaimed verdict does to the texts: the only way from a vote to the motion."""

from collections.abc import Collection
from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from amendments.models import LIVE, AmendmentStatus
from amendments.order_models import Bundle
from amendments.queries.amendment_queries import to_vote_on
from amendments.queries.life.sub_texts import rewritten_since
from amendments.services import decision_services
from amendments.services.life.sub_amending import adopt_subs
from amendments.services.ordering import bundle_services
from amendments.services.ordering.adopting_all import adopt_all, prepare_all
from congress.actors import Actor
from congress.chamber_models import Sitting
from core.database import session
from motions.models import Part, PartKind, PartState
from motions.queries.motion_queries import parts_of, places_of
from motions.services.motion_services import decide_motion, set_part_announced, set_part_state, set_part_under_vote
from voting.models import Falling, Poll
from voting.queries.foreseen_falls import foreseen_falls
from voting.queries.linked_polls import is_correction
from voting.queries.subjects import LoadedSubject, subject_of
from voting.services.corrections import apply_correction, require_voted, require_voted_text
from voting.services.debate.motion_effects import settle_question
from voting.services.debate.running import end_running
from voting.services.dividing.settling_parts import settle_part


def mark_under_vote(subject: LoadedSubject, is_under_vote: bool) -> None:
    """Flag, or free, what is put to the vote: nobody withdraws it nor edits its text meanwhile."""
    published = [row.id for row in subject.held if row.status == AmendmentStatus.PUBLISHED]
    if not published:  # a correcting poll is about amendments that a vote has ended: what they change is held
        parents = {row.parent.id for row in subject.amendments if row.parent and row.parent.status in LIVE}
        published = sorted(parents)
    if published:
        decision_services.set_under_vote(published, is_under_vote)
    for part in _parts(subject):
        set_part_under_vote(part.id, is_under_vote)


def begin_vote(sitting: Sitting, subject: LoadedSubject, *, actor: Actor, now: datetime) -> None:
    """The sitting votes on the subject: whoever spoke has done, what is put to the vote is held."""
    end_running(sitting, actor=actor, now=now)
    mark_under_vote(subject, is_under_vote=True)
    sitting.under_vote = True


def hold_texts(subject: LoadedSubject) -> None:
    """Take the rows of the texts at stake until the commit: what is read of them now is what is announced."""
    for part in _parts(subject):
        session().get(Part, part.id, with_for_update=True, populate_existing=True)


def mark_announced(subject: LoadedSubject, poll_number: int) -> None:
    """Hold what is announced: the secretariat edits no text that the chamber was told of."""
    for part in _parts(subject):
        set_part_announced(part.id, poll_number)


def free_announced(subject: LoadedSubject, poll_number: int) -> None:
    """Free what was announced in a poll that has ended; not what another sitting announced since."""
    for part in _parts(subject):
        if part.announced_in == poll_number:
            set_part_announced(part.id, None)


def _parts(subject: LoadedSubject) -> list[Part]:
    """The parts whose text is at stake: that of the subject, or each of the motion's; none of a question."""
    if subject.text_part:
        return [subject.text_part]
    return places_of(subject.motion.id) if subject.motion else []


def foresee_falls(poll: Poll, subject: LoadedSubject) -> None:
    """Write which amendments fall if the poll adopts its subject, and why: shown before the vote, confirmed after."""
    with force_locale(poll.congress.locale):
        falls = foreseen_falls(subject)
    for fall in falls:
        session().add(Falling(poll_id=poll.id, amendment_id=fall.amendment.id, because=fall.because))
    session().flush()


def fallings(poll_id: int) -> list[Falling]:
    """The amendments that fall if a poll adopts its subject, as foreseen when it was announced."""
    return list(session().scalars(select(Falling).where(Falling.poll_id == poll_id).order_by(Falling.id)))


def still_falling(poll_id: int) -> list[Falling]:
    """Those of them that are still to be voted: one withdrawn meanwhile falls no more, nor does one that was rectified
    and leaves the words in dispute.
    """
    found = [row for row in fallings(poll_id) if row.amendment.status == AmendmentStatus.PUBLISHED]
    rewritten = [row.amendment_id for row in found if row.amendment.version > 1]
    if not rewritten:
        return found
    poll = session().get_one(Poll, poll_id)
    since = rewritten_since(rewritten, poll.announced_at) if poll.announced_at else set()
    if not since:
        return found
    now = {fall.amendment.id for fall in foreseen_falls(subject_of(poll))}
    return [row for row in found if row.amendment_id not in since or row.amendment_id in now]


def result_shown(poll: Poll, *, if_adopted: bool = False) -> str:
    """What a console shows before a proclamation, in a word that its form carries: the poll, and what falls with it.

    `if_adopted`: of a poll whose chair is about to declare what it decides.
    """
    is_adopted = if_adopted or (poll.outcome is not None and poll.outcome.is_adopted)
    falls = still_falling(poll.id) if is_adopted else []
    return "-".join(str(number) for number in (poll.number, *sorted(row.amendment_id for row in falls)))


def apply(poll: Poll, is_adopted: bool, confirmed: Collection[int], *, actor: Actor, now: datetime) -> None:
    """Do to the texts what the verdict says; `confirmed`: ids of the amendments that the chair says fall."""
    subject = subject_of(poll)
    with force_locale(poll.congress.locale):
        cause = _("Scrutin n° %(number)s.", number=poll.number)
    if subject.amendments and poll.corrects is not None and is_correction(poll):
        falling = _confirmed(poll, confirmed) if is_adopted else []
        apply_correction(poll, poll.corrects, is_adopted, falling=falling, actor=actor, now=now)
    elif poll.bundle is not None:
        falling = _confirmed(poll, confirmed) if is_adopted else []
        _settle_bundle(poll, poll.bundle, subject, is_adopted, cause, falling, actor=actor, now=now)
    elif subject.amendments and is_adopted:
        _adopt(poll, subject, confirmed, cause, actor=actor, now=now)
    elif subject.amendments:
        decision_services.reject([row.id for row in subject.amendments], cause=cause, actor=actor, now=now)
    elif subject.part is not None:
        set_part_state(subject.part.id, _state(is_adopted), actor=actor, now=now)
        _leave_without_object(subject.part.id, poll, actor=actor, now=now)
    elif subject.motion is not None:
        if is_adopted:
            _adopt_frame(subject.motion.id, actor=actor, now=now)
        decide_motion(subject.motion.id, is_adopted, actor=actor, now=now)


def settle_motion(poll: Poll, subject: LoadedSubject, is_adopted: bool | None, *, actor: Actor, now: datetime) -> None:
    """Do what a question wants, once its poll has a verdict: a motion from the floor, a part of a text."""
    if subject.divided is not None and is_adopted is not None:
        settle_part(poll, subject.divided, is_adopted=is_adopted, actor=actor, now=now)
    elif subject.question is not None and is_adopted is not None:
        settle_question(subject.question.id, is_adopted=is_adopted, actor=actor, now=now)


def _settle_bundle(
    poll: Poll,
    bundle: Bundle,
    subject: LoadedSubject,
    is_adopted: bool,
    cause: str,
    falling: list[tuple[int, str]],
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """All of a bundle adopted, each by its own revision; or else each to be debated in its place."""
    if is_adopted:
        ids = [row.id for row in subject.amendments]
        require_voted_text(poll, adopt_all(ids, falling=falling, cause=cause, actor=actor, now=now))
    bundle_services.end(bundle, "adopted" if is_adopted else "debated", actor=actor, now=now)


def _adopt(
    poll: Poll, subject: LoadedSubject, confirmed: Collection[int], cause: str, *, actor: Actor, now: datetime
) -> None:
    falling = _confirmed(poll, confirmed)
    batch = [row.id for row in subject.amendments]
    if subject.amendments[0].is_sub:
        require_voted(poll, adopt_subs(batch, falling=falling, cause=cause, actor=actor, now=now))
        return
    revision_id = decision_services.adopt(batch, falling=falling, cause=cause, actor=actor, now=now)
    require_voted_text(poll, revision_id)


def _confirmed(poll: Poll, confirmed: Collection[int]) -> list[tuple[int, str]]:
    """The amendments that the chair confirms to fall, each with its reason; which they are is kept."""
    falls = {row.id for row in still_falling(poll.id) if row.amendment_id in confirmed}
    rows = fallings(poll.id)
    for row in rows:
        row.confirmed = row.id in falls
    return [(row.amendment_id, row.because) for row in rows if row.confirmed]


def _leave_without_object(part_id: int, poll: Poll, *, actor: Actor, now: datetime) -> None:
    """Amendments published while their very text was put to the vote have nothing left to amend."""
    late = [row.id for row in to_vote_on(part_id)]
    if late:
        with force_locale(poll.congress.locale):
            because = _("Le texte a été voté entre-temps, au scrutin n° %(number)s.", number=poll.number)
        decision_services.declare_no_object(late, because, actor=actor, now=now)


def _adopt_frame(motion_id: int, *, actor: Actor, now: datetime) -> None:
    """The preamble and the closing, if they were not voted apart, are adopted with the whole."""
    for part in parts_of(motion_id):
        if part.kind != PartKind.PROPOSAL and not part.is_decided:
            set_part_state(part.id, PartState.ADOPTED, actor=actor, now=now)


def _state(is_adopted: bool) -> PartState:
    return PartState.ADOPTED if is_adopted else PartState.REJECTED


def prepare(poll: Poll, *, is_adopted: bool) -> None:
    """Have at hand what an adoption of the poll's amendments carries over; nothing for a text, or a rejection.

    From what is committed: the transaction checks that it still fits.
    """
    rows = [row.amendment for row in poll.subjects if row.amendment is not None]
    if not rows or not is_adopted:
        return
    if poll.bundle_id is not None:
        prepare_all(sorted(rows, key=lambda row: row.public_number or 0))
    else:
        decision_services.prepare_adoption([row.id for row in rows])
