"""What happened to an amendment: its events as the journal tells them, texts carried over, those adopted with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from amendments.models import ENDED, Amendment, AmendmentStatus, CarriedText
from congress.models import Member
from core.database import session
from core.journal import JournalEntry

RECTIFIED: Final = "amendment_rectified"
TAKEN_UP: Final = "amendment_taken_up"
RESERVED: Final = "amendment_reserved"
CALLED: Final = "amendment_called"  # its reservation is lifted
SUB_AMENDED: Final = "amendment_sub_amended"
SUB_UNDONE: Final = "amendment_sub_undone"  # the vote that adopted one is corrected
DIVIDED: Final = "amendment_divided"  # a vote in parts rejected some of it
REINSTATED: Final = "amendment_reinstated"
ENDINGS: Final[Mapping[str, AmendmentStatus]] = {f"amendment_{status.value}": status for status in ENDED}
_KINDS: Final = (RECTIFIED, TAKEN_UP, RESERVED, CALLED, SUB_AMENDED, SUB_UNDONE, DIVIDED, REINSTATED, *ENDINGS)


def carried_history(amendment_id: int) -> list[CarriedText]:
    """The revisions onto which an amendment was carried over, oldest first."""
    rows = (
        select(CarriedText)
        .where(CarriedText.amendment_id == amendment_id)
        .options(joinedload(CarriedText.revision))
        .order_by(CarriedText.revision_id)
    )
    return list(session().scalars(rows))


def adopted_with(amendment: Amendment) -> list[str]:
    """What the amendments that one vote adopted together are called: a batch of identical ones, or one."""
    if not amendment.adopted_revision_id:
        return [amendment.label]
    wanted = select(Amendment).where(Amendment.adopted_revision_id == amendment.adopted_revision_id)
    return [found.label for found in session().scalars(wanted.order_by(Amendment.public_number, Amendment.sub_number))]


def felled_by(amendments: Iterable[Amendment]) -> dict[int, list[str]]:
    """By amendment id, what those whose adoption made it fall are called; two queries at most, none of none.

    A sub-amendment that fell with its amendment fell by no adoption.
    """
    fallen = [row for row in amendments if row.status == AmendmentStatus.FALLEN and row.cause_amendment_id is not None]
    if not fallen:
        return {}
    wanted = select(Amendment).where(Amendment.id.in_({row.cause_amendment_id for row in fallen}))
    causes = {row.id: row for row in session().scalars(wanted)}
    made = {row.adopted_revision_id for row in causes.values()} - {None}
    batches: dict[int | None, list[str]] = {}
    if made:
        together = select(Amendment).where(Amendment.adopted_revision_id.in_(made))
        for row in session().scalars(together.order_by(Amendment.public_number, Amendment.sub_number)):
            batches.setdefault(row.adopted_revision_id, []).append(row.label)
    found = ((row, causes[row.cause_amendment_id or 0]) for row in fallen)
    return {
        row.id: batches.get(cause.adopted_revision_id, [cause.label])
        for row, cause in found
        if cause.is_sub or not row.is_sub
    }


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """One thing that happened: which, when, by or for whom, what the journal says of it."""

    kind: str
    at: datetime
    by: Member | None
    said: Mapping[str, Any]

    @property
    def ending(self) -> AmendmentStatus | None:
        """The final status to which it came; None of any other event."""
        return ENDINGS.get(self.kind)


def life_of(amendment: Amendment) -> list[LifeEvent]:
    """The events of an amendment, oldest first, in two queries; without the ending under which it stands."""
    wanted = select(JournalEntry.kind, JournalEntry.at, JournalEntry.actor, JournalEntry.payload).where(
        JournalEntry.stream == amendment.motion.congress.stream,
        JournalEntry.kind.in_(_KINDS),
        JournalEntry.payload["amendment"].as_integer() == amendment.id,
    )
    rows = session().execute(wanted.order_by(JournalEntry.id)).all()
    people = _people({row.payload.get("for") or row.actor for row in rows if row.kind in (RECTIFIED, TAKEN_UP)})
    found = [LifeEvent(row.kind, row.at, people.get(row.payload.get("for") or row.actor), row.payload) for row in rows]
    endings = [rank for rank, event in enumerate(found) if event.ending]
    if amendment.decided_at and endings:
        del found[endings[-1]]
    return found


def _people(pseudonyms: set[str]) -> dict[str, Member]:
    """Members by the name that the journal gives them; no question asked for none."""
    if not pseudonyms:
        return {}
    return {
        found.pseudonym: found for found in session().scalars(select(Member).where(Member.pseudonym.in_(pseudonyms)))
    }
