"""What a sentence of the minutes is made of: the entry that it tells, what it may name, the deed that it makes.

Pure. A room of the house says its own entries in one module beside this one, `<room>_deeds.py`: `DEEDS`, by the name of
the event, and `SILENT`, the events that the minutes do not tell in the course of the sitting, each with the reason.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from voting.rules.counted_poll import CountedPoll
from voting.rules.methods.method import MethodName
from voting.rules.quorum import Chamber, QuorumFinding
from voting.rules.translations import Translations

ENDS = ".!?…"


class DeedPlace(StrEnum):
    """Where a deed is told: in the course of the sitting, under its item; or in a section of its own at the head."""

    COURSE = "course"
    CONVENING = "convening"
    PRESENCE = "presence"
    REQUESTS = "requests"  # in the course, and in the list of the requests for a particular ballot too


@dataclass(frozen=True, slots=True)
class ToldEntry:
    """An entry of the journal: what happened, when, and what it says (`said`: ids, numbers, pseudonyms)."""

    kind: str
    at: datetime
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PollTold:
    """A poll as it was locked. `put`: what is put to the vote, and the opinion on it, as a clause without a stop."""

    number: int
    put: str  # « L’amendement n° 12 de Mme Fatima Allain, avis défavorable du bureau, »
    is_plural: bool = False
    is_feminine: bool = False
    is_election: bool = False  # of persons: nothing is adopted
    is_called: bool = False  # each is called and says their vote aloud
    held: MethodName | None = None  # how, once it was opened: also where it was cancelled and counts nothing
    counted: CountedPoll | None = None
    ended: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by status: the amendments that it ended
    because: str = ""  # why it was cancelled
    corrects: int | None = None
    corrects_because: str = ""  # why it corrects one that was proclaimed; empty where that one was cancelled
    tied: int | None = None  # the vote that ended in a tie, of which it is the second
    rule: str = ""  # in one sentence, where it is not that of the vote before


class Known(Protocol):
    """What the sentences name, already in words, in the language of the minutes."""

    def person(self, pseudonym: str) -> str:
        """« Mme Chloé Arnaud »."""

    def office_of(self, pseudonym: str) -> str:
        """« maire de Saint-Cirq-Lapopie (46) »; empty where nothing is known."""

    def law(self, article: str) -> str:
        """« (CGCT, art. L2131-11) » after a space, of a council; empty where that law binds nobody."""

    def hour(self, at: datetime) -> str:
        """« 14 h 32 »."""

    def title(self, position: int) -> str:
        """« « Proposition n° 5 » »: the title of an item in its quotation marks; empty where it is unknown."""

    def position(self, item_id: int | None) -> int:
        """The number of an item by its id; 0 of one that is unknown."""

    def amendment(self, number: int | str) -> str:
        """« L’amendement n° 12 », « Le sous-amendement n° 12-A », by the public number or the word of its address."""

    def amendment_by_id(self, amendment_id: int) -> str:
        """The same by its id; empty of one that nobody may know (a draft, an amendment without a number)."""

    def poll(self, number: int) -> PollTold | None:
        """The poll of that number in this sitting."""

    def check(self, check_id: int) -> tuple[QuorumFinding, Chamber] | None:
        """The check of the quorum recorded under that id, with its numbers."""

    def reopening(self, reopening_id: int) -> str:
        """Why the sitting, closed by error, was opened again."""

    def move_reason(self, move_id: int) -> str:
        """Why the chair put a vote elsewhere in the order."""

    def floor_words(self, motion_id: int) -> str:
        """What a motion from the floor says for itself; empty where nothing was written."""

    def floor_answer(self, motion_id: int) -> str:
        """What the chair answered to a motion from the floor, or why it was not received; empty where nothing was."""


@dataclass(frozen=True, slots=True)
class ToldDeed:
    """What the minutes say of an entry: sentences, then the decision (in bold); the poll whose numbers stand beside."""

    sentences: tuple[str, ...]
    decision: str = ""
    consequences: str = ""
    poll: int | None = None
    item: int | None = None  # the item that begins with it
    ends_item: bool = False
    place: DeedPlace = DeedPlace.COURSE

    @property
    def words(self) -> str:
        """The whole, in one paragraph."""
        return " ".join(filter(None, (*self.sentences, self.decision, self.consequences)))


Teller = Callable[[ToldEntry, Known, Translations], ToldDeed | None]


def deed(*sentences: str, place: DeedPlace = DeedPlace.COURSE) -> ToldDeed | None:
    """A deed of sentences; nothing where they say nothing."""
    found = tuple(filter(None, sentences))
    return ToldDeed(found, place=place) if found else None


def reason(because: str, t: Translations) -> str:
    """« Motif : le texte est lu de chacun. »; nothing where none was given."""
    return t.gettext("Motif\u00a0: %(because)s") % {"because": with_stop(because)} if because else ""


def said_in_words(sentence: str, words: str, t: Translations) -> str:
    """A sentence, then what was said, in its quotation marks: one stop at the end, inside or after them."""
    quoted = t.gettext("%(sentence)s\u00a0: «\u00a0%(words)s\u00a0»") % {"sentence": sentence, "words": words.strip()}
    return quoted if words.strip()[-1:] in ENDS else f"{quoted}."


def with_stop(words: str) -> str:
    """The words with a full stop at their end."""
    said = words.strip()
    return said if not said or said[-1] in ENDS else f"{said}."
