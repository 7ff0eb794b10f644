"""What comes after a round of an election: another round for the same seat, or the first one for the next seat."""

from dataclasses import dataclass

from sqlalchemy import select

from core.database import session
from voting.models import Poll, PollState
from voting.queries.asking.findings import asked_options
from voting.rules.outcome import Reason
from voting.subject_models import PollSubject, Question, QuestionKind


@dataclass(frozen=True, slots=True)
class NextRound:
    """The round to hold, for which seat of how many, and the candidates who stood and are not elected."""

    ballot_round: int
    seat: int
    seats: int
    candidates: tuple[str, ...]
    is_waived: bool
    is_secret_by_text: bool


def next_round_of(poll: Poll) -> NextRound | None:
    """The round that a proclaimed one calls for; None where the election is over, or is none."""
    asked = poll.subjects[0].question
    if asked is None or asked.kind is not QuestionKind.ELECTION or poll.state != PollState.PROCLAIMED:
        return None
    outcome, told = poll.outcome, asked_options(poll)
    if outcome is None or told is None:
        return None
    ballot_round, seat = asked.ballot_round, asked.seat
    if outcome.reason is Reason.ANOTHER_ROUND:
        ballot_round += 1
    elif outcome.is_adopted and asked.seat < asked.seats:
        ballot_round, seat = 1, seat + 1
    else:
        return None
    left = tuple(name for key, name in told.names if key not in told.chosen)
    return NextRound(ballot_round, seat, asked.seats, left, bool(asked.waived_by), asked.is_secret_by_text)


def is_followed(poll: Poll) -> bool:
    """Whether the round after this one is held already, and proclaimed."""
    later = (
        select(Poll.id)
        .join(PollSubject, PollSubject.poll_id == Poll.id)
        .join(Question, Question.id == PollSubject.question_id)
        .where(Question.previous_id == poll.subjects[0].question_id, Poll.state == PollState.PROCLAIMED)
    )
    return session().scalar(later.limit(1)) is not None


def tied_at_last(poll: Poll) -> tuple[tuple[str, str], ...]:
    """(key, name) of those who have as many votes at the third round of a closed poll: the eldest is elected."""
    outcome = poll.outcome
    if outcome is None or poll.state != PollState.CLOSED or outcome.reason is not Reason.ELDEST:
        return ()
    return tuple((key, name) for key, name in poll.answers.names if key in outcome.chosen.split())
