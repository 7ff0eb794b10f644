"""The votes of a sitting in order, each with what the chair reads aloud: to print, and to have without network."""

from dataclasses import dataclass

from congress.chamber_models import AgendaItem, Sitting
from congress.queries import chamber_queries
from voting.pages import shown_subject
from voting.pages.shown_subject import ShownSubject
from voting.queries import subjects, votes_left
from voting.queries.foreseen_falls import foreseen_falls
from voting.queries.votes_left import Vote


@dataclass(frozen=True, slots=True)
class PlannedVote:
    """A vote to come: what is put to it, what is said; `is_clean`: it can be put as it is."""

    shown: ShownSubject
    read_aloud: tuple[str, ...]
    is_clean: bool


@dataclass(frozen=True, slots=True)
class PlannedPoint:
    """An item of the agenda and the votes left on it."""

    item: AgendaItem
    votes: tuple[PlannedVote, ...]


def planned_points(sitting: Sitting) -> tuple[PlannedPoint, ...]:
    """The agenda with its votes left, in the order in which the console proposes them."""
    items, left = chamber_queries.agenda_of(sitting.id), votes_left.left_to_vote(sitting.congress_id)
    return tuple(
        PlannedPoint(item, tuple(_planned(sitting, vote) for vote in votes_left.left_on_item(item, left)))
        for item in items
    )


def _planned(sitting: Sitting, vote: Vote) -> PlannedVote:
    subject = subjects.load(vote.ids, sitting.congress_id)
    view = shown_subject.shown_subject(sitting.congress, subject)
    falling = [fall.amendment.label for fall in foreseen_falls(subject)] if vote.is_clean else []
    said = (shown_subject.put_to_the_vote(subject, view), shown_subject.falling_sentence(falling, subject))
    return PlannedVote(view, tuple(str(sentence) for sentence in said if sentence), vote.is_clean)
