"""The last step of a sitting that each reader is told of, from memory: read once from the journal, then what it adds.

What is kept holds as long as the journal ends with the same fingerprint; nobody's own steps are told to anybody else,
since a reader's are sought under their own pseudonym. `state_queries.told_to` says the same in SQL.
"""

import threading
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import URL
from sqlalchemy.orm import aliased

from congress.chamber_models import Proxy
from congress.models import Member
from core.database import db, session
from core.journal import GENESIS, JournalEntry, JournalHead
from voting.queries.state_queries import AMENDMENT_STEPS, OWN_STEPS, STEPS

REMEMBERED = 256  # ends of the journal: those of requests that began a moment ago are among them


@dataclass(frozen=True, slots=True)
class JournalEnd:
    """Where the journal of a congress ends."""

    stream: str
    sequence: int
    digest: str


@dataclass(slots=True)
class StepsRead:
    """The last entry told to all, and those told to some, by whom they are about."""

    end: JournalEnd
    to_all: int = 0
    about: dict[str, int] = field(default_factory=dict)  # arrivals and departures, by pseudonym
    parties: dict[str, int] = field(default_factory=dict)  # proxies given, revoked, refused, by each of the two
    digests: dict[int, str] = field(default_factory=lambda: {0: GENESIS})  # of its last entries, by their rank
    near: dict[int, dict[int, tuple[str, ...]]] = field(default_factory=dict)  # by sitting, then by member

    def last_told(self, sitting_id: int, member_id: int | None, pseudonym: str | None) -> int:
        """The last entry that a reader is told of; 0 before the first one."""
        if member_id is None or pseudonym is None:
            return self.to_all
        others = self.near[sitting_id].get(member_id, ())
        own = (self.about.get(one, 0) for one in (pseudonym, *others))
        return max(self.to_all, self.parties.get(pseudonym, 0), *own)


MOST_KEPT = 64  # journals: those that nobody follows any more are let go with the others

_kept: dict[tuple[URL, str], StepsRead] = {}  # by database and stream
_reading = threading.Lock()


def journal_end(stream: str) -> JournalEnd:
    """Where the journal ends for the session in force; before its first entry, at its beginning."""
    found = session().execute(select(JournalHead.sequence, JournalHead.digest).where(JournalHead.stream == stream))
    sequence, digest = found.one_or_none() or (0, GENESIS)
    return JournalEnd(stream, sequence, digest)


def steps_read(end: JournalEnd, sitting_id: int) -> StepsRead:
    """The steps up to where the journal ends for the session in force, at least; one thread reads, the others wait."""
    place = (db.engine.url, end.stream)
    known = _kept.get(place)
    if known is not None and known.end == end and sitting_id in known.near:
        return known
    with _reading:
        known = _kept.get(place)
        if known is None or not _goes_on(known, end):
            known = StepsRead(JournalEnd(end.stream, 0, GENESIS))
        if known.end.sequence < end.sequence:
            known = _read_on(known, end)
        if sitting_id not in known.near:
            known.near[sitting_id] = _near(sitting_id)
        if len(_kept) > MOST_KEPT:
            _kept.clear()
        _kept[place] = known
        return known


def _goes_on(known: StepsRead, end: JournalEnd) -> bool:
    """Whether what was read is of the same journal: that of a congress made anew is another one."""
    if known.end.sequence >= end.sequence:
        return known.digests.get(end.sequence) == end.digest
    wanted = select(JournalEntry.previous).where(
        JournalEntry.stream == end.stream, JournalEntry.sequence == known.end.sequence + 1
    )
    return session().scalar(wanted) == known.end.digest


def _read_on(known: StepsRead, end: JournalEnd) -> StepsRead:
    """What was known with the entries since, in the place of it: who reads it meanwhile keeps what they have."""
    read = StepsRead(end, known.to_all, dict(known.about), dict(known.parties), dict(known.digests))
    entry = JournalEntry
    wanted = select(entry.id, entry.sequence, entry.digest, entry.kind, entry.payload).where(
        entry.stream == end.stream, entry.sequence > known.end.sequence, entry.sequence <= end.sequence
    )
    for row in session().execute(wanted.order_by(entry.sequence)):
        read.digests[row.sequence] = row.digest
        read.digests.pop(row.sequence - REMEMBERED, None)
        if row.kind in STEPS or row.kind in AMENDMENT_STEPS:
            read.to_all = row.id
        elif row.kind in OWN_STEPS:
            _note(read, row.id, row.payload)
    return read


def _note(read: StepsRead, entry_id: int, said: dict[str, Any]) -> None:
    if "member" in said:
        read.about[said["member"]] = entry_id
    for party in ("principal", "holder"):
        if party in said:
            read.parties[said[party]] = entry_id


def _near(sitting_id: int) -> dict[int, tuple[str, ...]]:
    """By member, those whom they vote for in a sitting, or who vote for them."""
    principal, holder = aliased(Member), aliased(Member)
    wanted = (
        select(principal.id, principal.pseudonym, holder.id, holder.pseudonym)
        .select_from(Proxy)
        .join(principal, Proxy.principal_id == principal.id)
        .join(holder, Proxy.holder_id == holder.id)
        .where(Proxy.sitting_id == sitting_id, Proxy.revoked_at.is_(None))
    )
    found: dict[int, tuple[str, ...]] = {}
    for principal_id, principal_name, holder_id, holder_name in session().execute(wanted):
        found[holder_id] = (*found.get(holder_id, ()), principal_name)
        found[principal_id] = (*found.get(principal_id, ()), holder_name)
    return found
