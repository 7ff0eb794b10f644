"""Changes of one alinéa that only make sense together, though far apart: applied together or not at all.

They are the two marks of a pair, and words taken from one place to be put in another.
"""

from collections.abc import Iterator, MutableMapping, Sequence

from redline.compare.changes import Change
from redline.compare.marks import Pair

_SHORTEST = 4  # Characters under which the same word removed here and added there is an accident.
_EDGES = " ,;.:\u00a0\u202f\n"


def exchanged(changes: Sequence[Change], old: str, new: str) -> Iterator[Pair]:
    """A change that removes words and another that adds the same words."""
    removed: dict[str, int] = {}
    for position, change in enumerate(changes):
        words = old[change.old_start : change.old_end].strip(_EDGES)
        if len(words) >= _SHORTEST and not change.typographic:
            removed.setdefault(words, position)
    for position, change in enumerate(changes):
        words = new[change.new_start : change.new_end].strip(_EDGES)
        source = removed.get(words, position)
        if source != position:
            yield source, position


def tied(changes: Sequence[Change], pairs: Sequence[Pair]) -> list[int]:
    """For each change, the number of the group it belongs to, once the groups of each pair are one."""
    first: dict[int, int] = {}
    for change in changes:
        first.setdefault(change.group, change.group)
    for one, other in pairs:
        left, right = root(first, changes[one].group), root(first, changes[other].group)
        first[max(left, right)] = min(left, right)
    return [root(first, change.group) for change in changes]


def root(first: MutableMapping[int, int] | list[int], group: int) -> int:
    """The number that stands for a group, once groups are one."""
    while first[group] != group:
        first[group] = first[first[group]]
        group = first[group]
    return group
