"""Every pair of a set of amendments judged in one go: compatible, identical, or in conflict and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from redline.merge.conflicts import Conflict, Reporter, Touching
from redline.merge.merging import Gathering
from redline.model.lines import DEFAULT_WIDTH


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The verdicts of all pairs. Pairs that are not mentioned are compatible."""

    names: tuple[str, ...]
    identical: tuple[tuple[str, ...], ...]
    conflicts: Mapping[tuple[str, str], tuple[Conflict, ...]]
    touching: tuple[Touching, ...] = ()  # where compatible variants bring or remove words that touch

    def between(self, a: str, b: str) -> Literal["compatible", "identical", "conflict"]:
        """The verdict of one pair, in either order."""
        if self.explain(a, b):
            return "conflict"
        return "identical" if any(a in group and b in group for group in self.identical) else "compatible"

    def explain(self, a: str, b: str) -> tuple[Conflict, ...]:
        """The conflicts of one pair, in either order; empty where there is none."""
        return self.conflicts.get((min(a, b), max(a, b)), ())

    def rivals(self, name: str) -> tuple[str, ...]:
        """The variants in conflict with one, sorted."""
        return tuple(sorted(b if a == name else a for a, b in self.conflicts if name in (a, b)))


def pairwise(base: str, variants: Mapping[str, str], *, width: int = DEFAULT_WIDTH) -> Verdicts:
    """The verdict of every pair of variants on their base."""
    return verdicts_of(Gathering.read(base, variants), width)


def verdicts_of(gathering: Gathering, width: int = DEFAULT_WIDTH) -> Verdicts:
    """The same from variants already read."""
    by_pair: dict[tuple[str, str], list[Conflict]] = {}
    reporter = Reporter(gathering.frame, gathering.variants, width)
    for conflict in reporter.conflicts(gathering.contests()):
        by_pair.setdefault(conflict.between, []).append(conflict)
    return Verdicts(
        tuple(gathering.variants),
        gathering.identical(),
        {pair: tuple(conflicts) for pair, conflicts in by_pair.items()},
        reporter.touching(gathering.edits(), by_pair),
    )
