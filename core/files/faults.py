"""What is wrong, or worth telling, in files that people bring: the file, the line, the field, one sentence.

Faults are gathered, never thrown one by one: whoever corrects a roll of 300 lines wants them all.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from flask_babel import gettext as _

from core.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to tell about a file. `line` counts from 1, or is None for the whole file."""

    file: str
    line: int | None
    field: str | None
    sentence: str

    @property
    def place(self) -> str:
        """« roll.csv, ligne 12, category »."""
        line = _("ligne %(line)s", line=self.line) if self.line else None
        return ", ".join(part for part in (self.file, line, self.field) if part)

    def __str__(self) -> str:
        told: str = _("%(place)s : %(sentence)s", place=self.place, sentence=self.sentence)
        return told


@dataclass(slots=True)
class Findings:
    """What was found in files: errors, that forbid to take them; warnings, and what was mended, that do not."""

    errors: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    mended: list[Fault] = field(default_factory=list)
    headings: dict[tuple[str, str], str] = field(default_factory=dict)  # by file and column, what the file calls it

    @property
    def told(self) -> list[Fault]:
        """What is told of files that are taken: first what is not read as it is written."""
        return [*self.mended, *self.warnings]

    def take(self, others: "Findings") -> None:
        """Note what was found apart."""
        self.errors += others.errors
        self.warnings += others.warnings
        self.mended += others.mended

    def call(self, file: str, headings: Mapping[str, str]) -> None:
        """Say from here on the columns of a file by its own headings: its author knows no others."""
        self.headings |= {(file, column): heading for column, heading in headings.items()}

    def _fault(self, file: str, line: int | None, name: str | None, sentence: str) -> Fault:
        return Fault(file, line, self.headings.get((file, name), name) if name else name, sentence)

    def error(self, file: str, line: int | None, name: str | None, sentence: str) -> None:
        """Note what must be corrected."""
        self.errors.append(self._fault(file, line, name, sentence))

    def warning(self, file: str, line: int | None, name: str | None, sentence: str) -> None:
        """Note what is doubtful, or left aside."""
        self.warnings.append(self._fault(file, line, name, sentence))

    def mend(self, file: str, line: int | None, name: str | None, sentence: str) -> None:
        """Note what is read otherwise than it is written: told before it is kept."""
        self.mended.append(self._fault(file, line, name, sentence))

    @contextmanager
    def rules_of(self, file: str, line: int | None = None, name: str | None = None) -> Iterator[None]:
        """A rule broken inside becomes an error of this place, with the rule's sentence."""
        try:
            yield
        except RuleBroken as broken:
            self.error(file, line, name, broken.sentence)
