"""The votes of a sitting in order, each with what the chair reads aloud: to print, and to have without network."""

from collections.abc import Sequence
from dataclasses import dataclass

from amendments.models import Amendment
from amendments.queries.amendment_readings import Reading, history_of, readings_of
from amendments.queries.competing_amendments import Field
from congress.chamber_models import AgendaItem, Sitting
from congress.queries import chamber_queries
from voting.pages import shown_subject
from voting.pages.shown_subject import ShownSubject
from voting.queries import subjects, votes_left
from voting.queries.foreseen_falls import foreseen_falls
from voting.queries.subjects import LoadedSubject
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
    votes = [(item, votes_left.left_on_item(item, left)) for item in items]
    known = _KnownVotes.of([vote for _item, on_item in votes for vote in on_item])
    return tuple(PlannedPoint(item, tuple(_planned(sitting, vote, known) for vote in found)) for item, found in votes)


@dataclass(frozen=True, slots=True)
class _KnownVotes:
    """What is read once for all the votes: their amendments, how these read, among which others they stand."""

    amendments: dict[int, Amendment]
    readings: dict[int, Reading]
    fields: dict[tuple[int, int | None], Field]

    @classmethod
    def of(cls, votes: Sequence[Vote]) -> "_KnownVotes":
        """In one question for each, whatever the number of votes."""
        rows = subjects.amendments_of([row.id for vote in votes for row in vote.amendments])
        parts = {row.part_id: row.part for row in rows}
        readings = readings_of(rows, parts, history_of(list(parts))) if rows else {}
        return cls({row.id: row for row in rows}, readings, {})

    def subject(self, vote: Vote, congress_id: int) -> LoadedSubject:
        """What is put to a vote."""
        if not vote.amendments:
            return subjects.load(vote.ids, congress_id)
        rows = sorted((self.amendments[row.id] for row in vote.amendments), key=lambda row: row.rank)
        return LoadedSubject(amendments=tuple(rows), bundle_id=vote.ids.bundle_id)


def _planned(sitting: Sitting, vote: Vote, known: _KnownVotes) -> PlannedVote:
    subject = known.subject(vote, sitting.congress_id)
    view = shown_subject.shown_subject(sitting.congress, subject, known.readings)
    falling = [fall.amendment.label for fall in foreseen_falls(subject, known.fields)] if vote.is_clean else []
    said = (shown_subject.put_to_the_vote(subject, view), shown_subject.falling_sentence(falling, subject))
    return PlannedVote(view, tuple(str(sentence) for sentence in said if sentence), vote.is_clean)
