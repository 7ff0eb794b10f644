"""How a division ends: one row, one line of the journal. Or how it stops, where its item is closed before its end."""

from datetime import datetime

from sqlalchemy import select

from congress.actors import Actor
from congress.chamber_models import AgendaItem, Sitting
from congress.services.sitting_locking import record
from core.database import session
from voting.dividing_models import Division, DivisionEnd
from voting.queries.dividing.divisions import stands, unvoted

# What the journal says of each end: told in the minutes with the votes, or as an act of its own.
EVENTS = {
    DivisionEnd.WHOLE: "division_kept_whole",
    DivisionEnd.REDUCED: "division_reduced",
    DivisionEnd.REJECTED: "division_rejected",
    DivisionEnd.GIVEN_UP: "division_given_up",
}


def end_division(sitting: Sitting, division: Division, how: DivisionEnd, *, actor: Actor, now: datetime) -> None:
    """The division is over: its parts are voted, or it is given up."""
    division.ended_at, division.outcome = now, how
    amendment = {"amendment": division.amendment.address} if division.amendment else {}
    record(sitting, EVENTS[how], actor, now, division=division.id, proposal=division.part.number, **amendment)


def leave_undivided(item: AgendaItem, *, actor: Actor, now: datetime) -> None:
    """The item ends without a vote on its text: what was decided of the parts of a division is without effect."""
    running = select(Division).where(Division.item_id == item.id, Division.ended_at.is_(None)).with_for_update()
    for division in session().scalars(running):
        end_division(item.sitting, division, DivisionEnd.GIVEN_UP, actor=actor, now=now)


def interrupt_division(item: AgendaItem, *, actor: Actor, now: datetime) -> None:
    """The item is about to be closed with parts that were not voted: told, for the text is as it was.

    Nothing is ended: where the item is discussed again, in a sitting reopened, the parts left are voted.
    """
    for division in session().scalars(select(Division).where(Division.item_id == item.id, Division.ended_at.is_(None))):
        left = [part.place for part in unvoted(division)]
        if left and stands(division):
            amendment = {"amendment": division.amendment.address} if division.amendment else {}
            record(item.sitting, "division_interrupted", actor, now, division=division.id,
                   proposal=division.part.number, left=left, **amendment)  # fmt: skip
