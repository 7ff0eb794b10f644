"""Reads of the texts that the bureau suggests: the one that waits for its answer, those that were answered."""

from sqlalchemy import select

from amendments.suggestion_models import SuggestedText, SuggestionAnswer
from core.database import session


def waiting_on(amendment_id: int) -> SuggestedText | None:
    """The text suggested for an amendment that nobody answered yet, or None."""
    rows = select(SuggestedText).where(SuggestedText.amendment_id == amendment_id, SuggestedText.answer.is_(None))
    return session().scalar(rows)


def answered_on(amendment_id: int) -> list[SuggestedText]:
    """Those that were accepted or refused, oldest first."""
    told = (SuggestionAnswer.ACCEPTED, SuggestionAnswer.REFUSED)
    rows = select(SuggestedText).where(SuggestedText.amendment_id == amendment_id, SuggestedText.answer.in_(told))
    return list(session().scalars(rows.order_by(SuggestedText.id)))
