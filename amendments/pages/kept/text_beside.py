"""The text of a proposal with its amendments beside it, kept until the journal moves."""

from dataclasses import dataclass
from datetime import datetime

from amendments.pages.kept.until_journal import KeptUntilJournal
from amendments.pages.margin import NoteGroup
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


texts_beside: KeptUntilJournal[TextBeside] = KeptUntilJournal(MOST)
