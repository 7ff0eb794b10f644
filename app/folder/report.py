"""What an import did, told in lines: how many of each thing are new or changed, and what changed in each."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.changes import SaveResult


@dataclass(slots=True)
class ImportTally:
    """How many of one kind of thing the folder holds, and how many of them are new or changed."""

    total: int = 0
    created: int = 0
    updated: int = 0

    def count(self, change: SaveResult) -> None:
        """Count one thing."""
        self.total += 1
        self.created += change.is_new
        self.updated += bool(change.fields) and not change.is_new


@dataclass(slots=True)
class Report:
    """What an import did; false when nothing changed."""

    slug: str
    title: str
    tallies: dict[str, ImportTally] = field(default_factory=dict)
    details: list[str] = field(default_factory=list)
    is_reordered: bool = False
    absent: tuple[str, ...] = ()  # members whom the roll does not name

    def note(self, kind: str, name: str, change: SaveResult, *, hidden: Iterable[str] = ()) -> None:
        """Count a thing of a kind (« membres »), and tell its changed fields; `hidden` ones are named only."""
        self.tallies.setdefault(kind, ImportTally()).count(change)
        for changed in change.fields:
            told = changed.name if changed.name in hidden else _told(changed.name, changed.before, changed.after)
            self.details.append(f"{kind}, {name} : {told}")

    def __bool__(self) -> bool:
        return self.is_reordered or any(tally.created or tally.updated for tally in self.tallies.values())


def _told(name: str, before: str, after: str) -> str:
    return f"{name}, « {before} » devient « {after} »"
