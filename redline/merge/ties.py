"""Changes of one alinéa that only make sense together, though far apart: applied together or not at all.

They are the two marks of a pair, words taken from one place to be put in another, and the two parts of a correlative:
« ne » is nothing without its « pas », nor the first « soit » without the second.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, MutableMapping, Sequence

from redline.compare.changes import Change
from redline.compare.marks import Pair, is_mark

_SHORTEST = 4  # Characters under which the same word removed here and added there is an accident.
_PART = re.compile(
    r"\b(?:(?P<ne>ne|n(?=['’]))|(?P<pas>pas|plus|jamais|point|guère|que|qu(?=['’])|rien|personne|aucune?|nul(?:le)?)"
    r"|(?P<twice>soit|ni|ou|tantôt|tant|d['’]une part|d['’]autre part|non seulement|mais))\b|(?P<end>[.!?;:]|\n\n)",
    re.IGNORECASE,
)
_CLOSES = {"d'autre part": "d'une part", "mais": "non seulement"}
_EDGES = " ,;.:\u00a0\u202f\n"


def exchanged(changes: Sequence[Change], old: str, new: str) -> Iterator[Pair]:
    """A change that removes words, or a mark, and another that adds the same."""
    removed: dict[str, int] = {}
    for position, change in enumerate(changes):
        words = old[change.old_start : change.old_end].strip(_EDGES)
        if (len(words) >= _SHORTEST or (words and is_mark(words))) and not change.typographic:
            removed.setdefault(words, position)
    for position, change in enumerate(changes):
        words = new[change.new_start : change.new_end].strip(_EDGES)
        source = removed.get(words, position)
        if source != position:
            yield source, position


def correlated(changes: Sequence[Change], old: str, new: str) -> Iterator[Pair]:
    """The changes that bring, or take away, the two parts of one correlative."""
    for text, spans in (
        (new, [(change.new_start, change.new_end) for change in changes]),
        (old, [(change.old_start, change.old_end) for change in changes]),
    ):
        if not any(_PART.search(text, start, end) for start, end in spans):
            continue
        starts = [start for start, _ in spans]
        for opening, closing in _correlatives(text):
            left, right = (max(bisect_right(starts, at) - 1, 0) for at in (opening, closing))
            held = spans[left][0] <= opening < spans[left][1] and spans[right][0] <= closing < spans[right][1]
            if left != right and held:
                yield left, right


def _correlatives(text: str) -> Iterator[tuple[int, int]]:
    """Where the two parts of each correlative begin, within one clause."""
    opened: dict[str, int] = {}
    for part in _PART.finditer(text):
        if part["end"]:
            opened.clear()
        elif part["ne"]:
            opened["ne"] = part.start()
        elif part["pas"]:
            if "ne" in opened:
                yield opened.pop("ne"), part.start()
            elif part[0].lower() == "que" and "tant" in opened:
                yield opened.pop("tant"), part.start()
        else:
            word = part[0].lower().replace("’", "'")
            sign = _CLOSES.get(word, word)
            if sign in opened:
                yield opened[sign], part.start()
            if word not in _CLOSES:
                opened[sign] = part.start()


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
