"""The last step of a sitting that each reader is told of, from memory: read once from the journal, then what it adds.

What is kept holds as long as the journal ends with the same fingerprint; nobody's own steps are told to anybody else,
since a reader's are sought under their own pseudonym. `state_queries.told_to` says the same in SQL.
"""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from congress.chamber_models import Proxy
from congress.models import Member
from core.database import database_address, session
from core.journal import GENESIS, JournalEntry
from core.kept.journal_ends import JournalEnd
from voting.queries.state_queries import AMENDMENT_STEPS, OWN_STEPS, STEPS

PRESENCES = ("member_arrived", "member_left")
LOOKED_AT = 12  # steps that a page looks at to tell the last ones (`voting.pages.following.steps_told`)
LONGEST = 32  # characters of a pseudonym
REMEMBERED = 256  # ends of the journal: those of requests that began a moment ago are among them


@dataclass(frozen=True, slots=True)
class OwnPresence:
    """Somebody's last arrival or departure, and the one before it."""

    entry_id: int
    kind: str
    before: int = 0


@dataclass(slots=True)
class StepsRead:
    """The last entry told to all, and those told to some, by whom they are about."""

    end: JournalEnd
    to_all: int = 0
    opened: dict[int, int] = field(default_factory=dict)  # that of the opening of each sitting, by its number
    latest: tuple[int, ...] = ()  # the last ones told to all, without publications; the latest last
    published: tuple[int, ...] = ()  # the last publications
    named: dict[int, frozenset[str | None]] = field(default_factory=dict)  # by each of these, whoever it names
    about: dict[str, OwnPresence] = field(default_factory=dict)  # arrivals and departures, by pseudonym
    acted: dict[str, int] = field(default_factory=dict)  # anything else that somebody did, or that names them
    parties: dict[str, int] = field(default_factory=dict)  # proxies given, revoked, refused, by each of the two
    digests: dict[int, str] = field(default_factory=lambda: {0: GENESIS})  # of its last entries, by their rank
    near: dict[int, dict[int, tuple[str, ...]]] = field(default_factory=dict)  # by sitting, then by member

    def is_about(self, pseudonym: str) -> bool:
        """Whether one of the last steps told to all names somebody: it may be said otherwise to them."""
        return any(pseudonym in names for names in self.named.values())

    def last_told(self, sitting_id: int, member_id: int | None, pseudonym: str | None) -> int:
        """The last entry that a reader is told of; 0 before the first one."""
        if member_id is None or pseudonym is None:
            return self.to_all
        others = self.near[sitting_id].get(member_id, ())
        own = (self.about[one].entry_id for one in (pseudonym, *others) if one in self.about)
        return max(self.to_all, self.parties.get(pseudonym, 0), *own)


MOST_KEPT = 64  # journals: those that nobody follows any more are let go with the others

_kept: dict[tuple[str, str], StepsRead] = {}  # by database and stream
_reading = threading.Lock()


def steps_read(end: JournalEnd, sitting_id: int) -> StepsRead:
    """The steps up to where the journal ends for the session in force, at least; one thread reads, the others wait."""
    place = (database_address(), end.stream)
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
    read = replace(
        known,
        end=end,
        about=dict(known.about),
        acted=dict(known.acted),
        parties=dict(known.parties),
        digests=dict(known.digests),
        named=dict(known.named),
        near={},
    )
    entry = JournalEntry
    wanted = select(entry.id, entry.sequence, entry.digest, entry.kind, entry.actor, entry.payload).where(
        entry.stream == end.stream, entry.sequence > known.end.sequence, entry.sequence <= end.sequence
    )
    for row in session().execute(wanted.order_by(entry.sequence)):
        read.digests[row.sequence] = row.digest
        read.digests.pop(row.sequence - REMEMBERED, None)
        if row.kind in STEPS or row.kind in AMENDMENT_STEPS:
            _note_step(read, row.id, row.kind, row.payload)
            read.named[row.id] = frozenset((row.actor, *_named(row.payload)))
        elif row.kind in OWN_STEPS:
            _note_own(read, row.id, row.kind, row.payload)
        if row.kind not in PRESENCES:
            read.acted.update(dict.fromkeys((row.actor, *_named(row.payload)), row.id))
    read.named = {step: read.named[step] for step in (*read.latest, *read.published)}
    return read


def _note_step(read: StepsRead, entry_id: int, kind: str, said: dict[str, Any]) -> None:
    read.to_all = entry_id
    if kind == "sitting_opened":
        read.opened = {**read.opened, said["sitting"]: entry_id}
    if kind == "amendment_published":
        read.published = (*read.published, entry_id)[-LOOKED_AT:]
    else:
        read.latest = (*read.latest, entry_id)[-LOOKED_AT:]


def _note_own(read: StepsRead, entry_id: int, kind: str, said: dict[str, Any]) -> None:
    if "member" in said:
        before = read.about.get(said["member"])
        read.about[said["member"]] = OwnPresence(entry_id, kind, before.entry_id if before else 0)
    for party in ("principal", "holder"):
        if party in said:
            read.parties[said[party]] = entry_id


def _named(said: dict[str, Any]) -> Iterator[str]:
    """Whatever words an entry carries, lists included, that may be somebody's pseudonym."""
    for value in said.values():
        for word in value if isinstance(value, list) else (value,):
            if isinstance(word, str) and len(word) <= LONGEST:
                yield word


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
