"""What a folder says, as values: read from files, imported into the database, written back to files."""

from dataclasses import dataclass
from datetime import date, time

from amendments.rules.labels_of_numbers import address_label
from app.folder.settings_model import MotionText
from congress.roll import CongressFields, RoomFields
from congress.roll_table import RollRow
from letters.head_services import LetterHeadFields
from programme.models import Access, ProgrammeItemKind
from voting.rules.debate.debate_rules import DebateRules


@dataclass(frozen=True, slots=True)
class ProposalText:
    """A proposal: its number, where it comes from, its first text (normalised), the file that holds it."""

    number: int
    provenance: str
    text: str
    file: str


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A row of the programme, in the hours of the congress."""

    file: str
    line: int
    day: date
    start: time
    end: time
    kind: ProgrammeItemKind
    title: str
    room: str
    access: Access
    registration: bool
    capacity: int | None
    theme: str
    speakers: str
    summary: str


@dataclass(frozen=True, slots=True)
class AmendmentText:
    """An amendment: its public number, the author as the roll names people, the whole amended text.

    `sub_number`: of a sub-amendment (1 of « 12-A »), whose text is the whole proposal, amendment and sub-amendment in.
    `proposal`: the key of the part that it amends (« 5 », « preamble », « closing »), or after which it adds a proposal
    (« after 5 », « after preamble »).
    """

    number: int
    proposal: str
    author: str
    title: str
    reasons: str
    text: str
    file: str
    sub_number: int = 0

    @property
    def address(self) -> str:
        """« 12 », « 12-A »."""
        return address_label(self.number, self.sub_number)


@dataclass(frozen=True, slots=True)
class Settings:
    """What congress.toml says, apart from its proposals."""

    congress: CongressFields
    motion: MotionText
    letter: LetterHeadFields
    debate: DebateRules | None = None  # None: as it is


@dataclass(frozen=True, slots=True)
class CongressNames:
    """What the other files are held against: the congress's name, its proposals (number, file, provenance)."""

    slug: str
    proposals: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class Folder:
    """A whole congress."""

    congress: CongressFields
    motion: MotionText
    letter: LetterHeadFields
    proposals: tuple[ProposalText, ...]
    rooms: tuple[RoomFields, ...]
    roll: tuple[RollRow, ...]
    programme: tuple[ProgrammeRow, ...]
    amendments: tuple[AmendmentText, ...] = ()
    debate: DebateRules | None = None
