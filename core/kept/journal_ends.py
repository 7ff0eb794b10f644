"""Where a journal ends, by which what was read from a congress is known to be still so.

Whatever changes in a congress is sealed in its journal, in the same transaction: as long as it ends with the same
fingerprint, nothing did.
"""

from dataclasses import dataclass

from sqlalchemy import String, cast, exists, select

from core.database import session
from core.journal import GENESIS, JournalEntry, JournalHead


@dataclass(frozen=True, slots=True)
class JournalEnd:
    """Where the journal of a congress ends."""

    stream: str
    sequence: int
    digest: str


def journal_end(stream: str) -> JournalEnd:
    """Where the journal ends for the session in force; before its first entry, at its beginning."""
    found = session().execute(select(JournalHead.sequence, JournalHead.digest).where(JournalHead.stream == stream))
    sequence, digest = found.one_or_none() or (0, GENESIS)
    return JournalEnd(stream, sequence, digest)


def is_unchanged_since(known: JournalEnd, end: JournalEnd, table: str) -> bool:
    """Whether the journal that ended so goes on to its end without a row of a table written anew."""
    if known == end:
        return True
    if known.stream != end.stream or known.sequence >= end.sequence:
        return False
    entry = JournalEntry
    since = (entry.stream == end.stream, entry.sequence > known.sequence, entry.sequence <= end.sequence)
    first = select(entry.previous).where(entry.stream == end.stream, entry.sequence == known.sequence + 1)
    touches = exists().where(*since, cast(entry.rows, String).like(f'%"{table}:%'))
    previous, is_touched = session().execute(select(first.scalar_subquery(), touches)).one()
    return previous == known.digest and not is_touched
