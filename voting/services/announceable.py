"""What may be put to the vote now: asked by the services that announce and open, and by the console before it proposes.

One answer for both, so that no vote is proposed, nor read aloud, that the server then refuses.
"""

from flask_babel import gettext as _
from sqlalchemy import select

from congress.chamber_models import AgendaItem, Sitting, SittingKind, SittingState
from congress.rules.rule_names import BallotKind
from core.database import session
from core.errors import RuleBroken
from voting.models import Outcome, Poll, PollState, PollSubject
from voting.queries import subjects
from voting.queries.frozen_rules import FrozenRules
from voting.queries.subjects import LoadedSubject, SubjectKeys
from voting.rules.outcome import Reason


def require_announceable(sitting: Sitting, item: AgendaItem, subject: LoadedSubject) -> FrozenRules:
    """The rules under which a poll on the subject would be held; refused when none may be announced on this item."""
    _require_in_discussion(sitting, item)
    frozen = FrozenRules.of(sitting.congress, sitting, item, ballot_round=_round(subject.ids))
    if frozen.rules.ballot is BallotKind.SECRET:
        raise RuleBroken(
            _("Le règlement de ce congrès veut des scrutins secrets\u00a0: Hémicycle ne sait pas encore en tenir."
              " Le vote doit avoir lieu sur papier.")
        )  # fmt: skip
    _require_votable(subject, item)
    subjects.require_whole_batch(subject)
    return frozen


def require_openable(poll: Poll, sitting: Sitting, subject: LoadedSubject) -> str:
    """The fingerprint of the text that an announced poll puts to the vote; refused when it may not open as it is."""
    _require_in_discussion(sitting, poll.item)
    return _require_votable(subject, poll.item)


def refusal_to_announce(sitting: Sitting, item: AgendaItem, subject: LoadedSubject) -> str:
    """Why a poll on the subject cannot be announced now, in a sentence; empty when it can."""
    try:
        require_announceable(sitting, item, subject)
    except RuleBroken as broken:
        return broken.sentence
    return ""


def refusal_to_open(poll: Poll, sitting: Sitting, subject: LoadedSubject) -> str:
    """Why an announced poll cannot open now, the quorum apart, in a sentence; empty when it can."""
    try:
        require_openable(poll, sitting, subject)
    except RuleBroken as broken:
        return broken.sentence
    return ""


def _require_votable(subject: LoadedSubject, item: AgendaItem) -> str:
    subjects.require_item(subject, item)
    subjects.require_order(subject)
    return subjects.text_sha256(subject)  # refuses what cannot become a text


def _require_in_discussion(sitting: Sitting, item: AgendaItem) -> None:
    if sitting.kind == SittingKind.PREPARATION:
        raise RuleBroken(_("Une séance de préparation discute sans voter : les scrutins ont lieu en séance plénière."))
    if sitting.state != SittingState.OPEN:
        raise RuleBroken(_("La séance n’est pas ouverte : rien ne peut être mis aux voix."))
    if item.opened_at is None or item.closed_at is not None:
        raise RuleBroken(_("Ce point n’est pas en discussion : il faut d’abord le mettre en discussion."))


def _round(ids: SubjectKeys) -> int:
    """2 when the last proclaimed poll on the same subject ended in a tie to be voted again."""
    if ids.amendment_ids:
        about = PollSubject.amendment_id == ids.amendment_ids[0]
    else:
        about = PollSubject.part_id == ids.part_id if ids.part_id else PollSubject.motion_id == ids.motion_id
    last = session().scalar(
        select(Outcome.reason)
        .join(Poll, Poll.id == Outcome.poll_id)
        .join(PollSubject, PollSubject.poll_id == Poll.id)
        .where(about, Poll.state == PollState.PROCLAIMED)
        .order_by(Poll.id.desc())
        .limit(1)
    )
    return 2 if last is Reason.REVOTE else 1
