"""What a page shows, kept as long as the journal of the congress has not moved.

Everything that changes it (published, withdrawn, decided, a name corrected) is journalled first: the fingerprint of the
last entry is in the key, never the time alone; what is made of rows that were read before it is not kept. What depends
on one reader, or on the hour, is put on it afterwards; no row of the database is kept.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from sqlalchemy import select

from congress.access import has_journal_moved
from congress.models import Congress
from core.database import session
from core.journal import JournalHead
from core.text.reader import reader_language

Shown = TypeVar("Shown")


class KeptUntilJournal(Generic[Shown]):
    """The newest `most` values of one kind."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Shown] = OrderedDict()
        self._lock = threading.Lock()
        self._one_maker = threading.Lock()  # when a text changes, all who follow it ask at once: one makes it for all

    def kept_or_made(self, congress: Congress, key: tuple[Hashable, ...], make: Callable[[], Shown]) -> Shown:
        """What was made for this key in the reader's language since the journal last moved, or what is made now."""
        last = session().scalar(select(JournalHead.digest).where(JournalHead.stream == congress.stream))
        whole = (congress.slug, congress.line_length, reader_language(), last, *key)
        if (found := self._known(whole)) is not None:
            return found
        with self._one_maker:
            if (found := self._known(whole)) is not None:
                return found
            made = make()
            if has_journal_moved(last):
                return made  # of rows that were read before that entry
            with self._lock:
                self._kept[whole] = made
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
            return made

    def forget(self) -> None:
        """Nothing is kept any more, as after a start."""
        with self._lock:
            self._kept.clear()

    def _known(self, whole: Hashable) -> Shown | None:
        with self._lock:
            found = self._kept.get(whole)
            if found is not None:
                self._kept.move_to_end(whole)
            return found
