"""The vote at hand on the chair's console: its subject, what falls with it, what the chair reads aloud."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import get_translations

from amendments.queries.amendment_queries import waiting_on
from amendments.queries.competing_amendments import Fall
from congress.chamber_models import AgendaItem, Sitting
from voting.models import Falling, Poll, PollState
from voting.pages import shown_subject
from voting.pages.poll_result import Result, result_of
from voting.pages.shown_subject import ShownSubject
from voting.queries import subjects
from voting.queries.dividing.division_words import left_aloud
from voting.queries.dividing.divisions import divided_already, divided_before
from voting.queries.foreseen_falls import foreseen_falls
from voting.queries.linked_polls import held_before
from voting.queries.subjects import LoadedSubject
from voting.queries.votes_left import Vote
from voting.rules.methods.method import Method
from voting.rules.methods.method_words import opening_words
from voting.services import text_effects
from voting.services.announceable import refusal_to_announce
from voting.services.dividing.divisible import refusal_to_divide_what_is_put
from voting.services.opening_check import refusal_to_open


@dataclass(frozen=True, slots=True)
class AtHand:
    """The vote at hand: its subject, what falls with it, what is read aloud.

    `waiting`: amendments deposited on the text put to the vote that the secretariat has not published.
    """

    subject: LoadedSubject
    shown: ShownSubject
    falls: tuple[tuple[int, str, str], ...] = ()  # amendment id, public number, why
    read_aloud: tuple[str, ...] = ()
    waiting: int = 0
    refusal: str = ""  # why it cannot be put to the vote as it stands: then nothing is read aloud
    not_divided: str = ""  # why it cannot be voted in parts, before it is put to the vote; empty where it may be


def vote_at_hand(
    sitting: Sitting, item: AgendaItem | None, poll: Poll | None, chosen: Vote | None, now: datetime, *, method: Method
) -> AtHand | None:
    """The vote of the poll that waits for its end, else the one chosen, with what is said of it; None for none.

    `method`: by which the one chosen is put, unless the chair chooses another.
    """
    refusal = not_divided = ""
    if poll is not None:
        subject = subjects.subject_of(poll)
        falls = tuple(_fall(row) for row in text_effects.still_falling(poll.id))
        if poll.state == PollState.ANNOUNCED:
            refusal = refusal_to_open(poll, sitting, subject)
    elif chosen is not None and item is not None:
        subject = subjects.load(chosen.ids, sitting.congress_id)
        refusal = refusal_to_announce(sitting, item, subject, now, method)
        not_divided = refusal or refusal_to_divide_what_is_put(subject)
        falls = () if refusal else tuple(map(_foreseen, foreseen_falls(subject, subject.fields)))
    else:
        return None
    view = shown_subject.shown_subject(sitting.congress, subject)
    left = "" if refusal or not (poll is not None or _may_be_left(subject, not_divided)) else _left_of_it(subject)
    read_aloud = () if refusal else _read_aloud(poll, subject, view, left, [number for _, number, _ in falls])
    waiting = waiting_on(subject.part.id) if subject.part else 0
    return AtHand(subject, view, falls, read_aloud, waiting, refusal, not_divided)


def _fall(row: Falling) -> tuple[int, str, str]:
    return row.amendment_id, row.amendment.label, row.because


def _foreseen(fall: Fall) -> tuple[int, str, str]:
    return fall.amendment.id, fall.amendment.label, fall.because


def _read_aloud(
    poll: Poll | None, subject: LoadedSubject, view: ShownSubject, left: str, falling: Sequence[str]
) -> tuple[str, ...]:
    """What the chair says at this step, one sentence a line."""
    if poll is not None and poll.state == PollState.CLOSED:
        result = result_at_hand(poll)
        return (*result.arithmetic, *result.not_taking_part, result.decision) if result else ()
    said = [link.sentence for link in held_before(poll)] if poll is not None else []
    said += [shown_subject.put_to_the_vote(subject, view), left]
    said.append(shown_subject.falling_sentence(falling, subject))
    if poll is not None and poll.state == PollState.OPEN:
        said.append(opening_words(poll.method, get_translations()))
    return tuple(str(sentence) for sentence in said if sentence)


def _may_be_left(subject: LoadedSubject, not_divided: str) -> bool:
    """Whether a text may have been voted in parts, by what is known without asking: it is left of it, or whole."""
    is_first = subject.amendments[0].version == 1 if subject.amendments else subject.part is None
    return not is_first or not_divided == divided_already()


def _left_of_it(subject: LoadedSubject) -> str:
    """That a text voted in parts is what is left of it; nothing of what was not, nor of what is no proposal."""
    part = subject.text_part
    if part is None or subject.divided is not None or subject.bundle_id is not None:
        return ""
    former = divided_before(part, subject.amendments[0] if subject.amendments else None)
    return left_aloud(former) if former is not None else ""


def result_at_hand(poll: Poll | None) -> Result | None:
    """The result of a poll that is closed, else None."""
    if poll is None or poll.outcome is None:
        return None
    return result_of(poll, poll.outcome, subjects.subject_of(poll))
