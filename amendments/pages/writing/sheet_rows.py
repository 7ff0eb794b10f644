"""The rows of the sheet on which an amendment is written, as its page draws them."""

from dataclasses import dataclass

from motions.pages.text_layout import ReadBlock

_SIGNS_A_ROW = 45
_FEWEST_ROWS = 2


@dataclass(frozen=True, slots=True)
class WritingField:
    """One field: the words of an alinéa, in its place (rank 0) or added after it."""

    place: int
    rank: int
    words: str
    is_focused: bool
    origin: tuple[int, str] | None = None  # the alinéa that was moved here, and its words in the version amended
    can_rise: bool = False
    can_sink: bool = False
    can_join: bool = False  # with the one that stands after it
    can_be_cut: bool = False
    cuts: tuple[tuple[int, str], ...] = ()  # where it may be cut, once asked: the place in its words, those before it

    @property
    def rows(self) -> int:
        """How many rows show the words without scrolling, on a telephone."""
        lines = (len(line) // _SIGNS_A_ROW + 1 for line in self.words.split("\n"))
        return max(_FEWEST_ROWS, sum(lines))


@dataclass(frozen=True, slots=True)
class WritingRow:
    """One block of the version amended: its words, and its fields where it is written anew."""

    place: int
    alinea: int | None  # none for the title
    is_heading: bool
    words: str
    read: ReadBlock | None
    fields: tuple[WritingField, ...]
    taken: tuple[tuple[int, str], ...] = ()  # the ranks and the words of what was deleted, the last at the end
    is_new: bool = False  # the version holds nothing: a proposal is added
    moved_to: int | None = None  # the alinéa after which what stood there was moved; 0: after the title

    def alinea_of(self, rank: int) -> int:
        """The number that an alinéa of a new proposal will have: each line of the fields before it is one."""
        lines = (line for field in self.fields[:rank] for line in field.words.split("\n"))
        return 1 + sum(bool(line.strip()) for line in lines)

    @property
    def has_taken(self) -> bool:
        """Whether an alinéa added there can be put back."""
        return any(rank for rank, _ in self.taken)

    @property
    def has_own(self) -> bool:
        """Whether the words that were deleted in the place itself were the writer's, not those of the version."""
        return next((words != self.words for rank, words in reversed(self.taken) if not rank), False)

    @property
    def is_deleted(self) -> bool:
        """Whether nothing is left in its place."""
        return bool(self.fields) and not self.is_new and not self.fields[0].words.strip()
