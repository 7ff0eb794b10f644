"""What happens inside an alinéa, as changes of quoted words that can be read in one way only. Pure.

Each change is tried on the words as they stand: one that does not give the new wording, to the byte, quotes more
words around it; where nothing gives it, the alinéa is written anew.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import redline
from amendments.rules.dispositif.quoted_words import (
    NARROW,
    Cut,
    QuotedPlaces,
    cut_of,
    in_extent,
    is_quotable,
    stands_twice,
)
from amendments.rules.dispositif.statements import TITLE, NotReadable, WordAction, WordChange
from amendments.rules.dispositif.wordings import is_whole_sentence
from amendments.rules.locations import body_start
from amendments.rules.word_edits import WordEdit

_MOST_QUOTED: Final = 30  # words, before an insertion
_WIDENED: Final = ((1, 0), (0, 1), (1, 1), (2, 1), (2, 2), (4, 4))  # words quoted more: to the left, to the right


class BlockWording:
    """A block of the text amended, as its changes quote it."""

    def __init__(self, block: redline.Block, places: QuotedPlaces) -> None:
        self.block, self._places = block, places
        self.source, self.body = block.source, body_start(block)
        self._name = block.alinea or TITLE

    def changes(self, edits: Sequence[WordEdit], new: str) -> list[WordChange] | None:
        """These edits as changes that make the new wording; None where they cannot."""
        found: list[tuple[Cut, WordChange]] = []
        for rank, edit in enumerate(edits):
            floor = max([cut.end for cut, _ in found], default=0)
            ceiling = edits[rank + 1].exact[0] if rank + 1 < len(edits) else len(self.source)
            change = next(self._exact(edit, floor, ceiling), None)
            if change is None:
                return None
            found.append(change)
        cuts = [cut for cut, _ in found]
        if any(other.start < one.end for one, other in pairwise(cuts)):
            return None
        source = self.source
        for cut in reversed(cuts):
            source = cut.in_(source)
        return [change for _, change in found] if source == new else None

    def line_break(self, at: int) -> WordChange | None:
        """« après les mots « … », aller à la ligne », where an alinéa is cut."""
        change = self._after(at, WordAction.BREAK, "", 0)
        cut = self._cut(change) if change is not None else None
        return change if cut is not None and cut.start == at else None

    def _exact(self, edit: WordEdit, floor: int, ceiling: int) -> Iterator[tuple[Cut, WordChange]]:
        """The changes that do to the source what the edit does, between two others; the shortest first."""
        start, end, added = edit.exact
        wanted = Cut(start, end, added).in_(self.source)
        for change in self._candidates(edit, floor, ceiling):
            cut = self._cut(change)
            if cut is not None and floor <= cut.start and cut.end <= ceiling and cut.in_(self.source) == wanted:
                yield cut, change

    def _cut(self, change: WordChange) -> Cut | None:
        try:
            return cut_of(self.source, self.body, self._places.extent(self.block, change.lines), change)
        except NotReadable:
            return None

    def _candidates(self, edit: WordEdit, floor: int, ceiling: int) -> Iterator[WordChange]:
        if edit.is_insertion:
            yield from self._insertions(edit, floor)
        elif edit.is_deletion and is_quotable(edit.removed):
            yield self._on(WordAction.REMOVE, edit.start, edit.end)
        elif is_quotable(edit.removed) and is_quotable(edit.added):
            yield self._on(WordAction.REPLACE, edit.start, edit.end, edit.added)
            yield self._on(WordAction.REPLACE, edit.start, edit.end, NARROW + edit.added)
        for left, right in _WIDENED:
            yield from self._widened(edit, left, right, floor, ceiling)

    def _insertions(self, edit: WordEdit, floor: int) -> Iterator[WordChange]:
        if not is_quotable(edit.added):
            return
        before = self.source[self.body : edit.start].rstrip()
        said = is_whole_sentence(edit.added, before)
        if not before:
            yield WordChange(WordAction.START, self._name, added=edit.added, is_sentence=said)
        elif not self.source[edit.end :].strip():
            yield WordChange(WordAction.END, self._name, added=edit.added, is_sentence=said)
        else:
            change = self._after(edit.start, WordAction.AFTER, edit.added, floor, is_sentence=said)
            if change is not None:
                yield change

    def _after(
        self, at: int, action: WordAction, added: str, floor: int, *, is_sentence: bool = False
    ) -> WordChange | None:
        start = _context(self.source, at, max(floor, self.body))
        end = start + len(self.source[start:at].rstrip())
        start += len(self.source[start:end]) - len(self.source[start:end].lstrip())
        if not is_quotable(self.source[start:end]):
            return None
        lines = self._places.lines_of(self.block, end - 1, end)
        return self._said(action, start, end, lines, added, is_sentence=is_sentence)

    def _widened(self, edit: WordEdit, left: int, right: int, floor: int, ceiling: int) -> Iterator[WordChange]:
        """The words changed with some of those beside them, taken from the exact edit."""
        exact_start, exact_end, added = edit.exact
        start = _words_back(self.source, exact_start, left, max(floor, self.body))
        end = _words_on(self.source, exact_end, right, ceiling)
        target = self.source[start:end]
        new = self.source[start:exact_start] + added + self.source[exact_end:end]
        if is_quotable(target) and is_quotable(new):
            yield self._on(WordAction.REPLACE, start, end, new)

    def _on(self, action: WordAction, start: int, end: int, added: str = "") -> WordChange:
        return self._said(action, start, end, self._places.lines_of(self.block, start, end), added)

    def _said(
        self,
        action: WordAction,
        start: int,
        end: int,
        lines: tuple[int, int] | None,
        added: str,
        *,
        is_sentence: bool = False,
    ) -> WordChange:
        target = self.source[start:end]
        found = []
        for at in in_extent(self.source, target, self._places.extent(self.block, lines)):
            found.append(at)
            if at > start and len(found) > 1:
                break
        rank = found.index(start) + 1 if len(found) > 1 and start in found else 0
        return WordChange(action, self._name, lines, target, rank, added, is_sentence)


def _context(wording: str, at: int, floor: int) -> int:
    """Where the words quoted before an insertion begin: up to three, more where they stand elsewhere too.

    Of an alinéa that says the same over and over, no more than a sentence is quoted.
    """
    start = len(wording[:at].rstrip())
    count = 0
    while start > floor:
        previous = max(wording.rfind(" ", 0, start), wording.rfind("\n", 0, start)) + 1
        start = max(previous, floor)
        count += 1
        quoted = wording[start:at].strip()
        enough = count >= 3 or start == floor or wording[:start].rstrip().endswith((",", ";", ":", "."))
        if (enough and not stands_twice(wording, quoted)) or count == _MOST_QUOTED:
            break
        start = len(wording[:start].rstrip()) if start > floor else start
    return min(max(start, floor), at)


def _words_back(wording: str, at: int, count: int, floor: int) -> int:
    """Where the words before a place begin."""
    start = at
    for _ in range(count):
        start = max(wording.rfind(" ", floor, len(wording[:start].rstrip())) + 1, floor)
    return min(start, at)


def _words_on(wording: str, at: int, count: int, ceiling: int) -> int:
    """Where the words after a place end."""
    end = at
    for _ in range(count):
        begin = len(wording) - len(wording[end:].lstrip())
        found = wording.find(" ", begin, ceiling)
        end = ceiling if found == -1 else found
    return max(min(end, ceiling), at)
