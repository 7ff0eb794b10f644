"""A question of the chair whose vote was cancelled once opened: it is the one to be held again, if the chair wants."""

from sqlalchemy import select

from core.database import session
from voting.debate_models import FloorMotion
from voting.models import Poll, PollState
from voting.subject_models import PollSubject, Question, QuestionKind

_ASKED_ALONE = (QuestionKind.FREE, QuestionKind.PROCEDURAL, QuestionKind.OPTIONS, QuestionKind.ELECTION)


def cancelled_question(item_id: int) -> Poll | None:
    """The last poll opened on an item that asked a question of the chair, if it was cancelled; None else.

    Not one on a motion from the floor, nor on a part of a text: these wait in their own lists to be put again.
    """
    raised = select(FloorMotion.id).where(FloorMotion.question_id == Question.id)
    wanted = (
        select(Poll)
        .join(PollSubject, PollSubject.poll_id == Poll.id)
        .join(Question, Question.id == PollSubject.question_id)
        .where(
            Poll.item_id == item_id,
            Poll.opened_at.is_not(None),
            Question.kind.in_(_ASKED_ALONE),
            ~raised.exists(),
        )
    )
    last = session().scalar(wanted.order_by(Poll.id.desc()).limit(1))
    return last if last is not None and last.state is PollState.CANCELLED else None
