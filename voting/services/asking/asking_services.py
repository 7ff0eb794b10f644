"""A question in the words of the chair, put to the vote on the item in discussion: it changes no text."""

from datetime import datetime

from flask_babel import gettext as _

from congress.actors import Actor
from congress.chamber_models import QuorumCheck
from congress.policies import require_chair
from congress.services.sitting_locking import locked_item, locked_sitting
from core import journal
from core.database import session
from core.digest import sha256_text
from core.errors import Invalid
from core.text.typography import normalise_typography
from voting.queries.subjects import SubjectKeys
from voting.rules.methods.method import Method
from voting.services.modes.putting_to_vote import put_to_vote
from voting.services.poll_services import announce_poll
from voting.subject_models import LONGEST_QUESTION, Question, QuestionKind


def write_question(
    item_id: int, words: str, kind: QuestionKind = QuestionKind.FREE, *, actor: Actor, now: datetime
) -> SubjectKeys:
    """What to put to the vote: the question, written down for good on its item; by the chair alone."""
    item = locked_item(item_id)
    sitting = locked_sitting(item.sitting_id)
    require_chair(actor, sitting.id)
    asked = Question(
        congress_id=sitting.congress_id, item_id=item.id, kind=kind, words=_checked(words), asked_at=now,
    )  # fmt: skip
    session().add(asked)
    session().flush()
    journal.record(sitting.congress.stream, "question_asked", actor=actor.pseudonym, now=now, sitting=sitting.number,
                   item=item.position, question=asked.id, about=kind.value,
                   words_sha256=sha256_text(asked.words))  # fmt: skip
    return SubjectKeys(question_id=asked.id)


def announce_question(
    item_id: int, words: str, method: Method, kind: QuestionKind = QuestionKind.FREE, *, actor: Actor, now: datetime
) -> int:
    """The id of the poll announced on the question."""
    subject = write_question(item_id, words, kind, actor=actor, now=now)
    return announce_poll(item_id, subject, method=method, actor=actor, now=now)


def put_question(
    item_id: int, words: str, method: Method, kind: QuestionKind = QuestionKind.FREE, *, actor: Actor, now: datetime
) -> QuorumCheck | None:
    """The check of the quorum under which the vote on the question is open at once, as `put_to_vote` gives it."""
    subject = write_question(item_id, words, kind, actor=actor, now=now)
    return put_to_vote(item_id, subject, method, actor=actor, now=now)


def _checked(words: str) -> str:
    """The words as they are kept, on one line, with the house's typography; `Invalid` for none, or too many."""
    kept = normalise_typography(" ".join(words.split()))
    if not kept:
        raise Invalid(_("Écrivez la question mise aux voix."), "question")
    if len(kept) > LONGEST_QUESTION:
        raise Invalid(
            _("La question est trop longue\u00a0: %(most)s signes au plus, elle en a %(count)s.",
              most=LONGEST_QUESTION, count=len(kept)), "question",
        )  # fmt: skip
    return kept
