"""Polls as the services take them: the row held, in a state that allows the verb, written, told in the journal."""

from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import func, select

from congress.actors import Actor
from congress.chamber_models import AgendaItem, Sitting
from congress.models import Congress
from congress.services.sitting_locking import locked_sitting
from core import journal
from core.database import session
from core.digest import sha256_json
from core.errors import NotFound, require_one_of
from core.row_seals import hidden_token
from voting.models import Poll, PollState
from voting.queries import subjects
from voting.queries.asking.subject_words import question as question_asked
from voting.queries.frozen_rules import FrozenRules
from voting.queries.poll_queries import PENDING
from voting.queries.subjects import SubjectKeys
from voting.rules.methods.method import Method
from voting.services.challenge.quorum_challenges import require_as_asked
from voting.subject_models import PollSubject


def locked_poll(poll_id: int) -> tuple[Poll, Sitting]:
    """A poll and its sitting, their rows held until the commit, in this order; `NotFound` when there is none."""
    poll = session().get(Poll, poll_id, with_for_update=True, populate_existing=True)
    if poll is None:
        raise NotFound(_("Aucun scrutin n’existe à cette adresse."))
    return poll, locked_sitting(poll.sitting_id)


def write_poll(
    sitting: Sitting,
    item: AgendaItem,
    subject: subjects.LoadedSubject,
    frozen: FrozenRules,
    now: datetime,
    *,
    method: Method,
    again: Poll | None = None,
    because: str = "",
) -> Poll:
    """The poll's row, announced, numbered after the last one of the congress (its row is held meanwhile).

    `again`: the poll that it holds again, and `because`: why, where that one was proclaimed.
    """
    require_as_asked(sitting, item, method)
    session().get(Congress, sitting.congress_id, with_for_update={"key_share": True})
    last = session().scalar(select(func.max(Poll.number)).where(Poll.congress_id == sitting.congress_id)) or 0
    with force_locale(sitting.congress.locale):
        question = question_asked(subject)
    names = frozen.as_names()
    asked = subject.question
    answers = asked.answers(method) if asked else method.answers
    poll = Poll(
        congress_id=sitting.congress_id, sitting_id=sitting.id, item_id=item.id, number=last + 1,
        state=PollState.ANNOUNCED, question=question, method_name=method.name,
        choices=" ".join(answers.offered), is_ranked=answers.is_ranked, rules=names,
        rules_sha256=sha256_json(names), announced_at=now,
        corrects_id=again.id if again else None, corrects_because=because,
        subjects=subject.ids.rows(), bundle_id=subject.bundle_id,
        salt=hidden_token("poll", sitting.congress_id, last + 1),
    )  # fmt: skip
    session().add(poll)
    session().flush()
    return poll


def require_poll_state(poll: Poll, *allowed: PollState) -> None:
    """The poll is in one of these states: else a sentence that says in which it is."""
    require_one_of(
        poll.state,
        allowed,
        lambda: {
            PollState.DRAFT: _("Ce scrutin n’est pas encore annoncé."),
            PollState.ANNOUNCED: _("Ce scrutin n’est pas encore ouvert."),
            PollState.OPEN: _("Ce scrutin est ouvert : il faut d’abord le clore."),
            PollState.CLOSED: _("Ce scrutin est clos : il reste à le proclamer."),
            PollState.PROCLAIMED: _("Ce scrutin est déjà proclamé."),
            PollState.CANCELLED: _("Ce scrutin a été annulé."),
        },
    )


def record_poll(poll: Poll, kind: str, actor: Actor, now: datetime, **payload: object) -> None:
    """An entry of the journal about a poll."""
    stream = poll.congress.stream
    journal.record(stream, kind, actor=actor.pseudonym, now=now, poll=poll.number, **payload)


def interrupted(ids: SubjectKeys) -> Poll | None:
    """The last poll opened on the same subject, if it was cancelled: the one announced now holds it again.

    One announced since and cancelled before it opened has held nothing again.
    """
    about = select(Poll).join(PollSubject).where(subjects.is_about(ids), Poll.opened_at.is_not(None))
    last = session().scalar(about.order_by(Poll.id.desc()).limit(1))
    return last if last is not None and last.state == PollState.CANCELLED else None


def pending_subjects(congress_id: int) -> set[int]:
    """The ids of the amendments of which a poll waits for its end, in any sitting of a congress."""
    wanted = select(PollSubject.amendment_id).join(Poll).where(Poll.congress_id == congress_id, Poll.state.in_(PENDING))
    return {found for found in session().scalars(wanted) if found is not None}
