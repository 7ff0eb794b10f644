"""What a rehearsal reads and writes, heard statement by statement: what it stands on, and what is to be kept."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import event

from core.database import Base
from core.rehearsal.copies import Copy, Watch

HEADS, ENTRIES = "journal_head", "journal_entry"
# Nothing names their rows by number, and others write them all the time.
NAMED_BY_NOBODY = frozenset({HEADS, ENTRIES, "outbox_message", "outbox_text", "attempt"})
_NAMED = re.compile(r'\b(?:FROM|JOIN|INTO|UPDATE)\s+((?:"?\w+"?(?:\s+AS\s+"?\w+"?)?(?:,\s*)?)+)')
_HOLDS = re.compile(
    r"\s+FOR (?:NO KEY UPDATE|UPDATE|KEY SHARE|SHARE)(?: OF [\w\"., ]+?)?(?: NOWAIT| SKIP LOCKED)?\s*\Z"
)
_WRITTEN = re.compile(r'\b(?:INSERT INTO|UPDATE|DELETE FROM)\s+(?:ONLY\s+)?"?(\w+)"?')  # wherever it stands


@dataclass(frozen=True, slots=True)
class Heard:
    """What a statement says: the tables that it names, those that it writes, and itself without holding any row."""

    tables: tuple[str, ...]
    written: tuple[str, ...]
    freely: str


@contextmanager
def watched(copy: Copy) -> Iterator[Watch]:
    """Inside, everything said on the copy's connection is heard; nobody's row is held."""
    watch = copy.watch

    def hear(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> tuple[str, Any]:
        heard = _heard(statement) if len(statement) < _LONGEST_KEPT else _read(statement)
        for name in heard.tables:
            if name not in watch.stood:
                watch.stood[name] = state(copy, name, name)
        for name in heard.written:
            if name not in watch.written:
                watch.written.add(name)
                copy.prepare(name)
        if heard.freely != statement and HEADS not in heard.tables:
            watch.held.append((statement, parameters))
        return heard.freely, parameters

    event.listen(copy.connection, "before_cursor_execute", hear, retval=True)
    try:
        yield watch
    finally:
        event.remove(copy.connection, "before_cursor_execute", hear)


def state(copy: Copy, name: str, called: str, *, apart: str = "") -> tuple[Any, ...]:
    """What tells that rows came to a table, or left it: how many, and the last of them, without those `apart`."""
    if name in NAMED_BY_NOBODY:
        return ()
    key = copy.key(name)
    others = f" WHERE {key} NOT IN (SELECT id FROM {apart} WHERE name = '{name}')" if apart else ""  # noqa: S608
    counted = f"SELECT count(*), max({key}) FROM {called}{others}"  # noqa: S608 - names of our own tables
    return tuple(copy.run(counted).fetchone())


_LONGEST_KEPT = 5000


def _read(statement: str) -> Heard:
    freely = _HOLDS.sub("", statement)
    words = [each.split() for found in _NAMED.findall(freely) for each in found.split(",")]
    named = dict.fromkeys(parts[0].strip('"') for parts in words if parts)
    return Heard(_ours(named), _ours(_WRITTEN.findall(freely)), freely)


def _ours(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if name in Base.metadata.tables)


_heard = lru_cache(maxsize=1024)(_read)
