"""The record of a sitting's minutes: what pages and files show, and what is kept when they are adopted. Pure.

Everything in it is words and numbers that were read once: nothing is worked out again from it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from voting.rules.minutes.sections import SectionKey

KIND = "hemicycle-minutes-1"


class LineKind(StrEnum):
    """What a line of a section is."""

    DEED = "deed"  # an hour, what was done, the numbers of its vote
    ITEM = "item"  # the heading of an item of the agenda
    NOTE = "note"  # the substance of the discussion, as its secretary keyed it
    COUNTS = "counts"  # the five counts of the chamber
    PEOPLE = "people"  # a list of people under a heading
    VOTES = "votes"  # who voted what in one poll
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number by its name: « Pour », « 61 »; `choice`: what shape stands before it."""

    label: str
    figure: str
    choice: str = ""


@dataclass(frozen=True, slots=True)
class MinutesLine:
    """One line of a section; what its kind has no use for is empty."""

    kind: LineKind
    words: str = ""
    decision: str = ""
    after: str = ""  # what the decision entails
    hour: str = ""
    heading: str = ""
    poll: int = 0
    figures: tuple[Figure, ...] = ()
    people: tuple[str, ...] = ()
    link: str = ""

    @property
    def whole(self) -> str:
        """The words of a deed in one paragraph."""
        return " ".join(filter(None, (self.words, self.decision, self.after)))


@dataclass(frozen=True, slots=True)
class MinutesSection:
    """A section under its title, its lines in order."""

    key: SectionKey
    title: str
    lines: tuple[MinutesLine, ...]


@dataclass(frozen=True, slots=True)
class MinutesRecord:
    """The minutes of one sitting. `facts`: the same by names, for programs; `locale`: in which it is written."""

    sitting: int
    title: str  # « Procès-verbal de la séance du lundi 12 octobre 2020 »
    about: str  # « Rédaction collective et vote de la motion, Sénat, Paris, 14 h à 15 h 58 »
    day: str  # ISO
    congress: str
    organiser: str
    place: str
    locale: str
    sections: tuple[MinutesSection, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    notice: str = ""  # of a demonstration

    def as_json(self) -> dict[str, Any]:
        """What is kept, and fingerprinted."""
        return {"kind": KIND, **asdict(self)}

    def section(self, key: SectionKey) -> MinutesSection | None:
        """A section, where the house has it."""
        return next((found for found in self.sections if found.key is key), None)


def read_record(kept: Mapping[str, Any]) -> MinutesRecord:
    """The record as it was kept."""
    sections = tuple(
        MinutesSection(SectionKey(one["key"]), one["title"], tuple(map(_line, one["lines"])))
        for one in kept["sections"]
    )
    return MinutesRecord(**{name: kept[name] for name in kept if name not in ("kind", "sections")}, sections=sections)


def without_names(record: MinutesRecord) -> MinutesRecord:
    """The record for whoever may not read who voted what: the numbers stay."""
    polls = [{**poll, "votes": None} for poll in record.facts.get("polls", [])]
    sections = tuple(one for one in record.sections if one.key is not SectionKey.NAMED_VOTES)
    return replace(record, sections=sections, facts={**record.facts, "polls": polls})


def _line(kept: Mapping[str, Any]) -> MinutesLine:
    figures = tuple(Figure(**one) for one in kept["figures"])
    return MinutesLine(**{**kept, "kind": LineKind(kept["kind"]), "figures": figures, "people": tuple(kept["people"])})
