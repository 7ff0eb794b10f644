"""The letter free of any format: what each renderer lays out, word for word.

Pure: it knows redline (to find blocks) and inline Markdown (to find bold, italic, links), no table and no page.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

import redline
from motions.rules.motion_text import PartText
from papers.runs import Run, inline_runs, words_of


@dataclass(frozen=True, slots=True)
class LetterBlock:
    """A paragraph, an item, a heading…: its kind (redline's), its number or sign, its words."""

    kind: str
    marker: str
    depth: int
    runs: tuple[Run, ...]

    @property
    def words(self) -> str:
        """The words without any emphasis."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class LetterSection:
    """A proposal: its number, title and blocks."""

    number: int
    title: str
    blocks: tuple[LetterBlock, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """The covering letter's words."""

    sender: tuple[str, ...] = ()
    place_and_date: str = ""
    date: str = ""  # ISO, for the files' own metadata
    reference: str = ""
    contact: str = ""
    addressee: tuple[str, ...] = ()
    subject: str = ""
    civility: str = ""
    closing_formula: str = ""
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signed:
    """For whom the letter is signed, and who signs with their name."""

    office: str = ""  # « Pour le congrès, la présidente de séance »
    name: str = ""
    role: str = ""
    names: tuple[str, ...] = ()  # signature lines of those who publish their name
    unnamed: int = 0


@dataclass(frozen=True, slots=True)
class PositionNotTaken:
    """An amendment that its author keeps beside the adopted text: the annex, never the letter."""

    called: str  # « Amendement n° 14, de Mme Fatima Allain, maire de Falaise (14), tombé »
    where: str  # « Proposition n° 5 : quinze mille postes »
    sentences: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LetterRecord:
    """The whole letter. `draft_notice` (not adopted yet, or rejected) is empty once the motion is adopted."""

    congress: str
    cover: Cover
    preamble: tuple[LetterBlock, ...]
    title: str
    adoption: str  # « Adoptée le … par … voix pour… », empty before
    sections: tuple[LetterSection, ...]
    closing: tuple[LetterBlock, ...]
    signed: Signed
    fingerprint: str  # SHA-256 of the motion's text, what signatures bind to
    journal: str = ""  # the journal's last fingerprint before the letter was frozen; empty in a draft
    draft_notice: str = ""
    demonstration_notice: str = ""
    locale: str = field(default="fr")
    annex: tuple[PositionNotTaken, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The record as JSON values."""
        return asdict(self)


def section_of(part: PartText) -> LetterSection:
    """A proposal as a section: items are numbered « 5.1 », the words stay as adopted."""
    number = part.number or 0
    blocks = redline.parse(part.text).blocks
    title = next((words_of(block.body) for block in blocks if block.kind == "title"), "")
    return LetterSection(number, title, tuple(_numbered(blocks, number)))


def blocks_of(text: str) -> tuple[LetterBlock, ...]:
    """The blocks of a preamble or a closing."""
    return tuple(
        LetterBlock(block.kind, block.marker, block.depth, inline_runs(block.body))
        for block in redline.parse(text).blocks
    )


def _numbered(blocks: tuple[redline.Block, ...], number: int) -> list[LetterBlock]:
    """Items of the first level take the proposal's number before their own; they run on through the proposal."""
    found: list[LetterBlock] = []
    rank = 0
    for block in blocks:
        if block.kind == "title":
            continue
        marker = block.marker
        if block.kind == "ordered_item" and block.depth == 1 and marker[-1] in ".)" and marker[0].isdigit():
            rank += 1
            marker = f"{number}.{rank}"
        found.append(LetterBlock(block.kind, marker, block.depth, inline_runs(block.body)))
    return found
