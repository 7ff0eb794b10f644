"""What the fates of amendments are read from: versions, readings, polls and sittings, in a few queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from amendments.models import Amendment
from amendments.queries.amendment_readings import Reading, history_of, readings_of
from congress.chamber_models import AgendaItem, AgendaItemKind, Sitting
from congress.models import Congress
from core.database import session
from motions.models import Revision
from voting.models import Poll, PollState
from voting.subject_models import PollSubject


@dataclass(frozen=True, slots=True)
class FateTexts:
    """What the fates of amendments to these parts are read from."""

    history: Mapping[int, list[Revision]]
    readings: Mapping[int, Reading]
    polls: Mapping[int, Poll]  # by amendment id: the last one proclaimed, or open
    part_polls: Mapping[int, Sequence[Poll]]
    sittings: Mapping[int | None, Sequence[Sitting]]  # by number of the proposal: those that have it on their agenda


def read_texts(congress: Congress, amendments: Sequence[Amendment]) -> FateTexts:
    """All that these amendments’ fates are read from."""
    parts = {row.part_id: row.part for row in amendments}
    history = history_of(sorted(parts))
    return FateTexts(
        history=history,
        readings=readings_of(amendments, parts, history),
        polls=polls_of_amendments(row.id for row in amendments),
        part_polls=_polls_of_parts(sorted(parts)),
        sittings=sittings_by_proposal(congress.id),
    )


def polls_of_amendments(amendment_ids: Iterable[int]) -> dict[int, Poll]:
    """By amendment id, the last poll that was held on it."""
    rows = (
        select(PollSubject.amendment_id, Poll)
        .join(Poll, Poll.id == PollSubject.poll_id)
        .where(
            PollSubject.amendment_id.in_(list(amendment_ids)),
            Poll.state.in_((PollState.OPEN, PollState.CLOSED, PollState.PROCLAIMED)),
        )
        .options(
            joinedload(Poll.outcome),
            joinedload(Poll.corrects),
            selectinload(Poll.subjects).joinedload(PollSubject.amendment),
        )
        .order_by(Poll.id)
    )
    return {amendment_id: poll for amendment_id, poll in session().execute(rows) if amendment_id is not None}


def _polls_of_parts(part_ids: Sequence[int]) -> dict[int, list[Poll]]:
    rows = (
        select(PollSubject.part_id, Poll)
        .join(Poll, Poll.id == PollSubject.poll_id)
        .where(PollSubject.part_id.in_(part_ids), Poll.state == PollState.PROCLAIMED)
        .options(joinedload(Poll.outcome))
        .order_by(Poll.id)
    )
    found: dict[int, list[Poll]] = {}
    for part_id, poll in session().execute(rows):
        found.setdefault(part_id or 0, []).append(poll)
    return found


def sittings_by_proposal(congress_id: int) -> dict[int | None, list[Sitting]]:
    """The sittings by number of the proposal on their agenda; None: those on the motion, its frame with it."""
    rows = (
        select(AgendaItem.proposal_number, AgendaItem.kind, Sitting)
        .join(Sitting, Sitting.id == AgendaItem.sitting_id)
        .where(Sitting.congress_id == congress_id, AgendaItem.kind != AgendaItemKind.OTHER)
    )
    found: dict[int | None, list[Sitting]] = {}
    for number, _kind, sitting in session().execute(rows):
        found.setdefault(number, []).append(sitting)
    return found
