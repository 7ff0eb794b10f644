"""What the sentences of the minutes name, in words: people, hours, items, amendments, polls, checks of the quorum."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from amendments.labels import the_amendment
from amendments.models import Amendment
from amendments.order_models import OrderMove
from congress.chamber_models import AgendaItem, QuorumCheck, Sitting, SittingReopening
from congress.models import Member
from congress.moments import hour_beside
from congress.queries.homonyms import told_name
from congress.rules.presets.law import cgct
from core.database import session
from core.journal import JournalEntry
from core.text.reader import quotation
from core.text.retelling import retold
from voting.debate_models import FloorMotion
from voting.queries.debate.motion_queries import motions_of
from voting.queries.quorum_readings import chamber_of, check_of
from voting.rules.minutes.deeds import PollTold
from voting.rules.quorum import Chamber, QuorumFinding

LONGEST_PSEUDONYM = 32  # the fingerprints of an entry are longer


@dataclass(frozen=True, slots=True)
class SittingNames:
    """The names of one sitting, read in a few queries."""

    sitting: Sitting
    people: Mapping[str, Member]
    items: Mapping[int, AgendaItem]
    amendments: Mapping[int, Amendment]
    polls: Mapping[int, PollTold]
    checks: Mapping[int, QuorumCheck]
    reopenings: Mapping[int, SittingReopening]
    floor_motions: Mapping[int, FloorMotion]
    moves: Mapping[int, OrderMove]

    def person(self, pseudonym: str) -> str:
        """« Mme Chloé Arnaud »."""
        member = self.people.get(pseudonym)
        return told_name(member) if member is not None else ""

    def office_of(self, pseudonym: str) -> str:
        """« maire de Saint-Cirq-Lapopie (46) »."""
        member = self.people.get(pseudonym)
        return member.role_line if member is not None else ""

    def law(self, article: str) -> str:
        """« (CGCT, art. L2131-11) » after a space, of a council."""
        return cgct(self.sitting.congress.body, article)

    def hour(self, at: datetime) -> str:
        """« 14 h 32 », with its day where it is not that of the sitting."""
        return hour_beside(self.sitting.congress, at, self.sitting.opened_at or self.sitting.starts_at)

    def title(self, position: int) -> str:
        """The title of an item in its quotation marks."""
        item = self.items.get(position)
        return quotation(retold(item.title, self.sitting.congress.locale.value)) if item else ""

    def position(self, item_id: int | None) -> int:
        """The number of an item by its id."""
        return next((item.position for item in self.items.values() if item.id == item_id), 0)

    def amendment(self, number: int | str) -> str:
        """« L’amendement n° 12 »."""
        return the_amendment(number)

    def amendment_by_id(self, amendment_id: int) -> str:
        """The same by its id; of one handed in, by its receipt as long as it has no number."""
        found = self.amendments.get(amendment_id)
        return the_amendment(found.label) if found is not None and found.public_number is not None else ""

    def label(self, amendment_id: int) -> str:
        """« 12 », « 14 rect. »."""
        found = self.amendments.get(amendment_id)
        return found.label if found is not None and found.public_number is not None else ""

    def poll(self, number: int) -> PollTold | None:
        """A poll of this sitting."""
        return self.polls.get(number)

    def check(self, check_id: int) -> tuple[QuorumFinding, Chamber] | None:
        """A recorded check, with its numbers."""
        row = self.checks.get(check_id)
        return (check_of(row), chamber_of(row)) if row is not None else None

    def reopening(self, reopening_id: int) -> str:
        """Why the sitting was opened again."""
        row = self.reopenings.get(reopening_id)
        return row.because if row is not None else ""

    def move_reason(self, move_id: int) -> str:
        """Why the chair put a vote elsewhere in the order."""
        row = self.moves.get(move_id)
        return row.because if row is not None else ""

    def floor_words(self, motion_id: int) -> str:
        """What a motion from the floor says for itself."""
        row = self.floor_motions.get(motion_id)
        return row.words if row is not None else ""

    def floor_answer(self, motion_id: int) -> str:
        """What the chair answered to a motion from the floor, or why it was not received."""
        row = self.floor_motions.get(motion_id)
        return row.answer if row is not None else ""


def names_of(
    sitting: Sitting, entries: Sequence[JournalEntry], items: Iterable[AgendaItem], polls: Mapping[int, PollTold]
) -> SittingNames:
    """The names that these entries of the journal use."""
    pseudonyms = {word for entry in entries for word in _words(entry.payload.values())}
    ids = {entry.payload["amendment"] for entry in entries if isinstance(entry.payload.get("amendment"), int)}
    moved = {entry.payload["move"] for entry in entries if entry.kind == "order_moved"}
    of_house = Member.congress_id == sitting.congress_id
    people = session().scalars(select(Member).where(of_house, Member.pseudonym.in_(pseudonyms)))
    amendments = session().scalars(select(Amendment).where(Amendment.id.in_(ids)))
    checks = session().scalars(select(QuorumCheck).where(QuorumCheck.sitting_id == sitting.id))
    reopened = session().scalars(select(SittingReopening).where(SittingReopening.sitting_id == sitting.id))
    return SittingNames(
        sitting=sitting,
        people={member.pseudonym: member for member in people},
        items={item.position: item for item in items},
        amendments={row.id: row for row in amendments},
        polls=polls,
        checks={row.id: row for row in checks},
        reopenings={row.id: row for row in reopened},
        floor_motions={row.id: row for row in motions_of(sitting.id)},
        moves={row.id: row for row in session().scalars(select(OrderMove).where(OrderMove.id.in_(moved)))},
    )


def _words(values: Iterable[object]) -> Iterator[str]:
    """The words of an entry, among which are the pseudonyms of whom it names, under whatever key."""
    for value in values:
        if isinstance(value, str) and 0 < len(value) <= LONGEST_PSEUDONYM:
            yield value
        elif isinstance(value, list):
            yield from _words(value)
