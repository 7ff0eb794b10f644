"""The journal: append-only, one chain of fingerprints for each stream (a congress).

An entry names people by pseudonymous ids, so that a person can be erased without breaking the chain. It carries the
fingerprints of the rows that its unit of work wrote (`core.row_seals`). Ballots do not enter one by one: the closing
entry carries the fingerprint of their canonical list.
"""

import logging
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Index, Integer, String, UniqueConstraint, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.clock import machine_now
from core.database import Base, session, write_session
from core.digest import sha256_json
from core.immutability import never_changes, never_deleted
from core.row_seals import PENDING, TOLD_BY, WrittenRow, take_written

GENESIS = "0" * 64
PLAYED = timedelta(hours=1)  # from the machine’s clock: the hour of an entry is another’s
ORDERLY = timedelta(minutes=1)  # by which an entry may be dated before the last: requests wait for one another
UNTOLD = "rows_changed"  # by a service that recorded nothing: what it wrote is sealed all the same


_log = logging.getLogger(__name__)


class JournalHead(Base):
    """The last link of a stream's chain; locked last in a transaction."""

    __tablename__ = "journal_head"
    stream: Mapped[str] = mapped_column(String(64), primary_key=True)
    sequence: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))


class JournalEntry(Base):
    """One thing that happened, linked to the one before it."""

    __tablename__ = "journal_entry"
    __table_args__ = (
        UniqueConstraint("stream", "sequence", name="uq_journal_entry_stream_sequence"),
        Index("ix_journal_entry_stream_kind", "stream", "kind"),
    )
    __guards__ = (
        never_changes("stream", "sequence", "at", "kind", "actor", "payload", "rows", "previous", "digest"),
        never_deleted(),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    stream: Mapped[str] = mapped_column(String(64))
    sequence: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(64))
    actor: Mapped[str] = mapped_column(String(64))
    payload: Mapped[dict[str, Any]]
    rows: Mapped[dict[str, Any]]  # « amendment:12 » → fingerprint of the row as it then stood, or null: deleted
    previous: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))

    def content(self) -> dict[str, Any]:
        """What the fingerprint covers."""
        return {
            "stream": self.stream,
            "sequence": self.sequence,
            "at": self.at.astimezone(UTC).isoformat(),
            "kind": self.kind,
            "actor": self.actor,
            "payload": self.payload,
            "rows": self.rows,
            "previous": self.previous,
        }


@dataclass(frozen=True, slots=True)
class Pending:
    """An entry waiting for the end of its unit of work."""

    stream: str
    kind: str
    actor: str
    at: datetime
    payload: dict[str, Any]


def record(stream: str, kind: str, *, actor: str, now: datetime, of: object = (), **payload: Any) -> None:
    """Have an entry appended to a stream when the unit of work commits; `payload` holds JSON values, no floats.

    What was written since the entry before it is this entry's: the fingerprints of those rows are kept in it. `of`: the
    row that it tells of, or several, whenever they are written; thousands are then written together.
    """
    write = write_session()
    if write is None:
        raise RuntimeError("the journal is written inside a unit of work")
    _require_plain(payload)
    pending = write.info.setdefault(PENDING, [])
    rows = of if isinstance(of, tuple) else (of,)
    if not rows:
        write.flush()
    write.info.setdefault(TOLD_BY, {}).update(dict.fromkeys(rows, len(pending)))
    pending.append(Pending(stream, kind, actor, now, payload))


def _require_plain(value: Any) -> None:
    """Refuse what might be read back otherwise than it was written: the chain would break by itself."""
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("an entry of the journal has names for keys")
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            _require_plain(item)
    elif not (value is None or isinstance(value, str | int)):
        raise TypeError(f"an entry of the journal holds no {type(value).__name__}")


def append_pending(write: Session) -> None:
    """Append what was recorded, stream by stream in the order of their names (no deadlock)."""
    written = take_written(write)
    pending: list[Pending] = write.info.pop(PENDING, [])
    for stream in sorted({entry.stream for entry in pending} | {row.stream for row in written}):
        told = _told(stream, pending, written)
        head = _locked_head(write, stream)
        _tell_a_step_back(write, head, told[0][0].at)
        for item, rows in told:
            head.sequence += 1
            entry = JournalEntry(
                stream=stream,
                sequence=head.sequence,
                at=item.at,
                kind=item.kind,
                actor=item.actor,
                payload=item.payload,
                rows=rows,
                previous=head.digest,
            )
            entry.digest = sha256_json(entry.content())
            head.digest = entry.digest
            write.add(entry)


def _tell_a_step_back(write: Session, head: JournalHead, at: datetime) -> None:
    """Log that an entry is dated before the one it follows: nobody could tell afterwards which hour was the right one.

    It is written all the same: a clock that was ahead for an hour must not stop a sitting for as long. A congress that
    is played at its dates (a demonstration) has a clock of its own.
    """
    if abs(machine_now() - at) > PLAYED:
        return
    last = write.scalar(
        select(JournalEntry.at).where(JournalEntry.stream == head.stream, JournalEntry.sequence == head.sequence)
    )
    if last is not None and at < last - ORDERLY:
        _log.warning("the clock stepped back: an entry of %s is dated %s, the one before it %s", head.stream, at, last)


def _told(
    stream: str, pending: list[Pending], written: list[WrittenRow]
) -> list[tuple[Pending, dict[str, str | None]]]:
    """The entries of a stream, each with the rows that it tells of; none’s own are in the last."""
    told: dict[int, tuple[Pending, dict[str, str | None]]] = {
        rank: (entry, {}) for rank, entry in enumerate(pending) if entry.stream == stream
    }
    if not told:
        told[len(pending)] = (Pending(stream, UNTOLD, "system", machine_now(), {}), {})
    ranks = sorted(told)
    for row in sorted(written, key=lambda row: row.name):
        if row.stream == stream:
            place = bisect_left(ranks, row.rank)
            told[ranks[min(place, len(ranks) - 1)]][1][row.name] = row.digest
    return list(told.values())


def _locked_head(write: Session, stream: str) -> JournalHead:
    """The head of a stream, held until the commit; two transactions may begin a stream at the same time."""
    head = write.get(JournalHead, stream, with_for_update=True)
    if head is not None:
        return head
    insert = postgresql.insert if write.get_bind().dialect.name == "postgresql" else sqlite.insert
    write.execute(insert(JournalHead).values(stream=stream, sequence=0, digest=GENESIS).on_conflict_do_nothing())
    return write.get_one(JournalHead, stream, with_for_update=True)


def rechained(found: Iterable[JournalEntry], sequence: int, digest: str) -> Iterator[tuple[int, int, str, str]]:
    """(id, number, fingerprint of the one before, its own) of each entry, were they to follow another head."""
    for entry in found:
        sequence, previous = sequence + 1, digest
        digest = sha256_json(entry.content() | {"sequence": sequence, "previous": previous})
        yield entry.id, sequence, previous, digest


def entries(stream: str, kind: str = "") -> Iterator[JournalEntry]:
    """The entries of a stream, oldest first; of one kind, where it is given."""
    rows = select(JournalEntry).where(JournalEntry.stream == stream).order_by(JournalEntry.sequence)
    yield from session().scalars(rows.where(JournalEntry.kind == kind) if kind else rows)


def keys_of(stream: str) -> list[tuple[int, int]]:
    """(number, id) of each entry of a stream, in order, where what else they say cannot be read."""
    entry = JournalEntry.__table__.c
    found = session().execute(select(entry.sequence, entry.id).where(entry.stream == stream).order_by(entry.sequence))
    return [(number, key) for number, key in found]


def head_of(stream: str) -> tuple[int, str]:
    """How many entries a stream has, and the fingerprint of the last: whoever noted it can hold the chain to it."""
    head = session().get(JournalHead, stream)
    return (head.sequence, head.digest) if head else (0, GENESIS)


def breaks(stream: str, found: Iterable[JournalEntry] | None = None) -> Iterator[tuple[int, str]]:
    """Each place where the chain does not hold: the number of the entry, and what is wrong with it.

    `found`: the entries of the stream, where they are read already.
    """
    previous, expected = GENESIS, 1
    for entry in entries(stream) if found is None else found:
        if entry.sequence != expected:
            yield expected, f"journal\u00a0: l’entrée {expected} manque"
        elif entry.previous != previous:
            yield expected, f"journal\u00a0: l’entrée {expected} ne suit pas celle qui la précède"
        if not _is_as_written(entry):
            yield entry.sequence, f"journal\u00a0: l’entrée {entry.sequence} a été changée"
        previous = entry.digest
        expected = entry.sequence + 1 if isinstance(entry.sequence, int) else expected
    if head_of(stream) != (expected - 1, previous):
        yield (
            expected,
            f"journal\u00a0: la dernière entrée, n°\u00a0{expected - 1}, n’est pas celle que la tête désigne",
        )


def _is_as_written(entry: JournalEntry) -> bool:
    """Whether an entry has the fingerprint of what it says; of what no column holds nothing was ever written."""
    try:
        return entry.digest == sha256_json(entry.content())
    except (AttributeError, TypeError, ValueError):
        return False


def steps_back(found: Iterable[JournalEntry]) -> Iterator[str]:
    """Each entry dated before the one it follows: the clock stepped back. Of a demonstration, that says nothing."""
    latest: datetime | None = None
    for entry in found:
        if latest is not None and entry.at < latest - ORDERLY:
            yield f"journal\u00a0: l’entrée {entry.sequence} est datée d’avant la précédente, l’horloge a reculé"
        latest = entry.at


def first_break(stream: str) -> int | None:
    """The number of the first entry that does not follow from the one before it; None when the chain is whole."""
    return next((number for number, _sentence in breaks(stream)), None)
