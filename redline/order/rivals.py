"""Which variants of a base leave nothing of one another to vote, without a look at every pair.

Edits that take the same words of the base and bring plain ones clash with the same others, whatever they bring: they
are looked at once for all. The answer is that of `Gathering.contests`, kinds that make fall alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from redline.merge.clashes import clash, is_about_words, is_only_marks, near_pairs
from redline.merge.conflicts import FALLING
from redline.merge.edits import Edit
from redline.merge.mark_clashes import crossings, is_split
from redline.merge.merging import Gathering

_Names = frozenset[str]


def rivals_of(gathering: Gathering) -> dict[str, set[str]]:
    """By name, the variants of which nothing is left to vote if it is adopted."""
    return _Rivals(gathering).found


class _Rivals:
    """The pairs found so far, by name."""

    def __init__(self, gathering: Gathering) -> None:
        self._text = gathering.frame.text
        self._names: Mapping[Edit, _Names] = {
            edit: frozenset(name for name, _group in groups) for edit, groups in gathering.owners.items()
        }
        self.found: dict[str, set[str]] = {name: set() for name in gathering.variants}
        alike: dict[object, list[Edit]] = defaultdict(list)
        for edit in gathering.owners:
            if not edit.typographic:
                alike[_taken(edit)].append(edit)
        for edits in alike.values():
            self._among(edits)
        first = {edits[0]: edits for edits in alike.values()}
        crossed = set()
        for a, b in crossings(first):  # such edits are like no other
            crossed |= {(a, b), (b, a)}
            self._all(first[a], first[b])
        for a, b in near_pairs(first):
            if (a, b) not in crossed:
                self._between(first[a], first[b])

    def _among(self, edits: Sequence[Edit]) -> None:
        """The pairs of edits that take the same words."""
        if len(edits) < 2:
            return
        if is_about_words(edits[0], edits[1], self._text):
            self._each(combinations(edits, 2))
        elif clash(edits[0], edits[1], self._text) in FALLING:
            every = frozenset[str]().union(*(self._names[edit] for edit in edits))
            if len(every) < sum(len(self._names[edit]) for edit in edits):
                self._each(combinations(edits, 2))
                return
            for edit in edits:
                for name in self._names[edit]:
                    self.found[name] |= every - self._names[edit]

    def _between(self, left: Sequence[Edit], right: Sequence[Edit]) -> None:
        if is_about_words(left[0], right[0], self._text):
            self._each(product(left, right))
        elif clash(left[0], right[0], self._text) in FALLING:
            self._all(left, right)

    def _all(self, left: Sequence[Edit], right: Sequence[Edit]) -> None:
        """Every pair of these clashes; but a variant that makes both sides of one makes them go together."""
        ours, theirs = (frozenset[str]().union(*(self._names[edit] for edit in side)) for side in (left, right))
        if ours & theirs:
            self._keep(pair for pair in product(left, right))
            return
        for name in ours:
            self.found[name] |= theirs
        for name in theirs:
            self.found[name] |= ours

    def _each(self, pairs: Iterator[tuple[Edit, Edit]]) -> None:
        self._keep(pair for pair in pairs if clash(*pair, self._text) in FALLING)

    def _keep(self, pairs: Iterator[tuple[Edit, Edit]]) -> None:
        for a, b in pairs:
            ours, theirs = self._names[a], self._names[b]
            if ours.isdisjoint(theirs):
                for name in ours:
                    self.found[name] |= theirs
                for name in theirs:
                    self.found[name] |= ours


def _taken(edit: Edit) -> object:
    """What tells with which others an edit clashes, its words apart; itself, where these count."""
    is_plain = not (edit.side or edit.content or edit.departs or edit.brings or edit.moved)
    if not is_plain or is_split(edit):
        return edit
    extent = edit.start, edit.end, edit.first, edit.last, edit.back, edit.forth
    return (*extent, edit.whole, edit.leaves, bool(edit.payload), is_only_marks(edit))
