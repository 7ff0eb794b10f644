"""The polls that follow each other on one question, and the sentence that says so: a correction, an incident, a tie.

What is put to the vote once more is never announced, shown or read as if it were for the first time.
"""

from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from amendments.models import Amendment
from core.database import session
from voting.models import Outcome, Poll, PollState
from voting.queries import subjects
from voting.queries.poll_queries import held_again_by
from voting.rules.outcome import Reason
from voting.subject_models import PollSubject


@dataclass(frozen=True, slots=True)
class LinkedPoll:
    """Another poll on the same subject that this one holds again, or that holds this one again: how, and why."""

    poll: Poll
    sentence: str
    because: str


def is_correction(poll: Poll) -> bool:
    """Whether the poll corrects one that was proclaimed, in place of holding again one that was cancelled."""
    return poll.corrects is not None and poll.corrects.state == PollState.PROCLAIMED


def linked_polls(poll: Poll) -> tuple[LinkedPoll, ...]:
    """The polls that this one holds again, then the one that holds it again, or that changed its text since."""
    before, later = held_before(poll), held_again_by(poll.id)
    if later is not None:
        return (*before, LinkedPoll(later, _of_later(poll, later), later.corrects_because))
    return (*before, *_since_the_text_was_voted(poll))


def held_before(poll: Poll) -> tuple[LinkedPoll, ...]:
    """The polls that this one holds again: one to correct, one cancelled for an incident, one that ended in a tie."""
    found, former = [], poll.corrects
    if former is not None and is_correction(poll):
        found.append(LinkedPoll(former, _of_former(poll, former), poll.corrects_because))
    elif former is not None:
        said = _("Ce scrutin reprend le scrutin n°\u00a0%(number)s, annulé.", number=former.number)
        found.append(LinkedPoll(former, said, former.cancelled_because))
    tied = tied_before(poll)
    if tied is not None:
        said = _("C’est le second vote, après l’égalité du scrutin n°\u00a0%(number)s.", number=tied.number)
        found.append(LinkedPoll(tied, said, ""))
    if former is None and (voted := _text_voted(poll, before=True)) is not None:
        said = _("Ce texte, déjà voté au scrutin n°\u00a0%(number)s, a changé depuis.", number=voted.number)
        found.append(LinkedPoll(voted, said, ""))
    return tuple(found)


def _of_former(poll: Poll, former: Poll) -> str:
    """What a correcting poll did to the one that it corrects."""
    if _decided_nothing(poll):
        return _(
            "Ce scrutin devait corriger le scrutin n°\u00a0%(number)s\u00a0: sans résultat, il n’y change rien.",
            number=former.number,
        )
    return _("Ce scrutin corrige le scrutin n°\u00a0%(number)s.", number=former.number)


def _of_later(poll: Poll, later: Poll) -> str:
    """What another poll, that holds this one again or corrects it, did to it."""
    if poll.state == PollState.CANCELLED:
        return _("Ce scrutin est repris par le scrutin n°\u00a0%(number)s.", number=later.number)
    if later.state != PollState.PROCLAIMED:
        return _("Un scrutin doit corriger ce vote\u00a0: le n°\u00a0%(number)s.", number=later.number)
    if _decided_nothing(later):
        return _(
            "Le scrutin n°\u00a0%(number)s devait corriger ce vote\u00a0: sans résultat, il n’y change rien.",
            number=later.number,
        )
    return _("Ce vote est corrigé par le scrutin n°\u00a0%(number)s.", number=later.number)


def _since_the_text_was_voted(poll: Poll) -> tuple[LinkedPoll, ...]:
    """What took its effect from the vote on a text: the one held again on it, or that corrected one on an amendment."""
    is_decided = poll.state == PollState.PROCLAIMED and not _decided_nothing(poll)
    if _part_of(poll) is None or not is_decided:
        return ()
    if (later := _text_voted(poll, before=False)) is not None:
        said = _(
            "Le texte a changé depuis ce vote\u00a0: il a été voté de nouveau, au scrutin n°\u00a0%(number)s.",
            number=later.number,
        )
        return (LinkedPoll(later, said, ""),)
    part = poll.subjects[0].part
    corrected = None if part is None or part.is_decided else _correction_since(poll)
    if corrected is None:
        return ()
    said = _(
        "Le scrutin n°\u00a0%(number)s, qui corrige un vote, a changé le texte depuis\u00a0: il est à voter de"
        " nouveau.",
        number=corrected.number,
    )
    return (LinkedPoll(corrected, said, corrected.corrects_because),)


def _part_of(poll: Poll) -> int | None:
    return poll.subjects[0].part_id if poll.subjects else None


def _text_voted(poll: Poll, *, before: bool) -> Poll | None:
    """The last vote that decided the very text of a poll, of those before or of those after it."""
    if _part_of(poll) is None:
        return None
    wanted = (
        select(Poll)
        .join(PollSubject, PollSubject.poll_id == Poll.id)
        .join(Outcome, Outcome.poll_id == Poll.id)
        .where(
            PollSubject.part_id == _part_of(poll),
            Poll.id < poll.id if before else Poll.id > poll.id,
            Poll.state == PollState.PROCLAIMED,
            Outcome.is_adopted.is_not(None),
        )
    )
    return session().scalar(wanted.order_by(Poll.id.desc()).limit(1))


def _correction_since(poll: Poll) -> Poll | None:
    """The last vote that corrected one on an amendment to the text of a poll, since that one was proclaimed."""
    wanted = (
        select(Poll)
        .join(PollSubject, PollSubject.poll_id == Poll.id)
        .join(Amendment, Amendment.id == PollSubject.amendment_id)
        .where(
            Amendment.part_id == _part_of(poll),
            Poll.corrects_id.is_not(None),
            Poll.state == PollState.PROCLAIMED,
            Poll.proclaimed_at >= poll.proclaimed_at,
        )
    )
    return session().scalar(wanted.order_by(Poll.id.desc()).limit(1))


def _decided_nothing(poll: Poll) -> bool:
    """Proclaimed without a verdict: no quorum, or a tie to be voted again."""
    return poll.state == PollState.PROCLAIMED and poll.outcome is not None and poll.outcome.is_adopted is None


def tied_before(poll: Poll) -> Poll | None:
    """The last poll before this one, on the same subject, that ended in a tie to be voted again; None of a first."""
    if poll.rules["round"] != 2:
        return None
    about = subjects.is_about(subjects.subject_of(poll).ids)
    tied = (
        select(Poll)
        .join(PollSubject, PollSubject.poll_id == Poll.id)
        .join(Outcome, Outcome.poll_id == Poll.id)
        .where(about, Poll.id < poll.id, Poll.state == PollState.PROCLAIMED, Outcome.reason == Reason.REVOTE)
    )
    return session().scalar(tied.order_by(Poll.id.desc()).limit(1))
