"""The text of a proposal with its amendments beside it, kept as long as the journal of the congress has not moved.

Everything that changes it (published, withdrawn, decided, a name corrected) is journalled first: the fingerprint of the
last entry is in the key, never the time alone. What depends on one reader, or on the hour, is put on it afterwards.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from amendments.pages.margin import NoteGroup
from congress.models import Congress
from core.database import session
from core.journal import JournalHead
from core.text.reader import reader_language
from motions.pages.text_layout import ReadBlock

MOST = 64  # texts, each of some hundred kilobytes at most


@dataclass(frozen=True, slots=True)
class AdoptedBeside:
    """An adopted amendment, as the words that it brought name it."""

    address: str
    label: str
    author: str


@dataclass(frozen=True, slots=True)
class BroughtWords:
    """Words that a version brought: where they stand, who brought them."""

    where: str  # « Alinéa 3, lignes 4 et 5 », « Titre »
    words: str
    amendments: tuple[AdoptedBeside, ...]
    adopted_at: datetime


@dataclass(frozen=True, slots=True)
class TextBeside:
    """The blocks with the notes beside them, the other notes, how many amendments, where the words come from."""

    blocks: tuple[ReadBlock, ...]
    apart: tuple[NoteGroup, ...]
    amendments: int
    origins: tuple[BroughtWords, ...]


_kept: OrderedDict[Hashable, TextBeside] = OrderedDict()
_lock = threading.Lock()
_one_maker = threading.Lock()  # when a text changes, everybody who follows it asks at once: one makes it for all


def kept_or_made(congress: Congress, key: tuple[Hashable, ...], make: Callable[[], TextBeside]) -> TextBeside:
    """What was made for this key in the language of the reader since the journal last moved, or what is made now."""
    last = session().scalar(select(JournalHead.digest).where(JournalHead.stream == congress.stream))
    whole = (congress.slug, congress.line_length, reader_language(), last, *key)
    if (found := _known(whole)) is not None:
        return found
    with _one_maker:
        if (found := _known(whole)) is not None:
            return found
        made = make()
        with _lock:
            _kept[whole] = made
            while len(_kept) > MOST:
                _kept.popitem(last=False)
        return made


def forget() -> None:
    """Nothing is kept any more, as after a start."""
    with _lock:
        _kept.clear()


def _known(whole: Hashable) -> TextBeside | None:
    with _lock:
        found = _kept.get(whole)
        if found is not None:
            _kept.move_to_end(whole)
        return found
