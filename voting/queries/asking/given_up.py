"""A question of the chair to be put again, if the chair wants: its vote was cancelled once opened, or tied."""

from sqlalchemy import select

from core.database import session
from voting.debate_models import FloorMotion
from voting.models import Poll, PollState
from voting.rules.outcome import Reason
from voting.subject_models import PollSubject, Question, QuestionKind

_ASKED_ALONE = (QuestionKind.FREE, QuestionKind.PROCEDURAL, QuestionKind.OPTIONS, QuestionKind.ELECTION)


def question_to_ask_again(item_id: int) -> Poll | None:
    """The last poll opened on an item that asked a question of the chair, if it was cancelled or wants a second vote.

    None else. A tie that is to be voted again is so on the same question: the same words asked anew would tie for ever.

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
    if last is None or last.state is PollState.CANCELLED:
        return last
    is_tied = last.outcome is not None and last.outcome.reason is Reason.REVOTE
    return last if is_tied and last.state is PollState.PROCLAIMED else None
