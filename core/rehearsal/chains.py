"""The entries of the journal that a rehearsal wrote, chained to what others wrote meanwhile on the site."""

import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.journal import GENESIS, JournalEntry, rechained
from core.rehearsal.copies import NOTED, Copy
from core.rehearsal.watching import ENTRIES, HEADS

LINKS = "rehearsed_link"  # in the copy: what each entry is, once chained
Head = tuple[int, str]  # of a stream: how many entries, the fingerprint of the last


class Stale(Exception):
    """What the rehearsal was made from does not stand any more."""


class Chain:
    """Where the entries of a rehearsal go: which head of each stream they follow, and which one they make."""

    def __init__(self, copy: Copy) -> None:
        self._copy = copy
        copy.run(f"CREATE TEMP TABLE {LINKS} (id INTEGER PRIMARY KEY, sequence INTEGER, previous TEXT, digest TEXT)")
        self.after: dict[str, Head] = {}
        self.makes: dict[str, Head] = {}
        if ENTRIES not in copy.watch.written:
            return
        noted = f"id IN (SELECT id FROM {NOTED} WHERE name = '{ENTRIES}')"  # noqa: S608 - a table of ours
        own = copy.own(ENTRIES)
        copy.run(f"INSERT INTO {LINKS} SELECT id, sequence, previous, digest FROM {own} WHERE {noted}")  # noqa: S608
        written = f"SELECT stream, sequence, previous, digest FROM {own} WHERE {noted} ORDER BY stream, sequence"  # noqa: S608
        for stream, sequence, previous, digest in copy.run(written).fetchall():
            self.after.setdefault(stream, (sequence - 1, previous))
            self.makes[stream] = (sequence, digest)

    def follow(self) -> None:
        """Chain the entries to the heads as they stand now; `Stale` when what came there meanwhile concerns them."""
        for stream, head in self.on_site().items():
            if head == self.after[stream]:
                continue
            self._require_apart(stream)
            links = list(rechained(self._entries(stream), *head))
            self._copy.run("BEGIN")
            change = "UPDATE {} SET sequence = {m}, previous = {m}, digest = {m} WHERE id = {m}"
            rows = [(sequence, previous, digest, entry) for entry, sequence, previous, digest in links]
            self._copy.run_all(change.format(LINKS, m=self._copy.mark), rows)
            self._copy.run("COMMIT")  # in the copy
            self.after[stream], self.makes[stream] = head, (links[-1][1], links[-1][3])

    def on_site(self, *, lock: str = "") -> dict[str, Head]:
        """The heads of the same streams, as everybody reads them."""
        heads = f"SELECT sequence, digest FROM {self._copy.site(HEADS)} WHERE stream = {self._copy.mark}{lock}"  # noqa: S608
        found = {stream: self._copy.run(heads, (stream,)).fetchone() for stream in sorted(self.after)}
        return {stream: (head[0], head[1]) if head else (0, GENESIS) for stream, head in found.items()}

    def _require_apart(self, stream: str) -> None:
        """None of the tables that the rehearsal knows is of those of which the journal tells since."""
        since = (
            f"SELECT CAST(rows AS TEXT) FROM {self._copy.site(ENTRIES)} "  # noqa: S608 - a table of ours
            f"WHERE stream = {self._copy.mark} AND sequence > {self._copy.mark}"
        )
        for (rows,) in self._copy.run(since, (stream, self.after[stream][0])).fetchall():
            tables = {name.partition(":")[0] for name in json.loads(rows)}
            if not tables or tables & self._copy.watch.stood.keys():  # none: what it tells of is not known here
                raise Stale

    def _entries(self, stream: str) -> list[JournalEntry]:
        ids = [row[0] for row in self._copy.run(f"SELECT id FROM {LINKS}").fetchall()]  # noqa: S608 - a table of ours
        written = select(JournalEntry).where(JournalEntry.stream == stream, JournalEntry.id >= min(ids))
        with Session(self._copy.connection) as copied:
            return list(copied.scalars(written.order_by(JournalEntry.sequence)))
