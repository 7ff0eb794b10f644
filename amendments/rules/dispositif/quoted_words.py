"""Words that sentences quote: where they stand in a text, what becomes of the spaces around them. Pure."""

from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

import redline
from amendments.rules.dispositif.statements import NotReadable, WordAction, WordChange

CLINGING: Final = tuple(",.…)]}”’»\u00a0\u202f")  # signs before which no ordinary space is written
_OPENING: Final = tuple("([{“«’'\u00a0\u202f-")  # signs after which none is
HIGH_SIGNS: Final = (";", ":", "!", "?", "»", "%")  # before which a no-break space is understood
NARROW: Final = "\u202f"
NEW_ALINEA: Final = "\n\n"


class Cut(NamedTuple):
    """Characters [start, end) of a wording become `added`."""

    start: int
    end: int
    added: str

    def in_(self, wording: str) -> str:
        """The wording once it is cut so."""
        return wording[: self.start] + self.added + wording[self.end :]


class QuotedPlaces:
    """The numbered lines of a text, by block: between which characters the words of a line stand."""

    def __init__(self, document: redline.Document, width: int) -> None:
        self._lines: dict[int, list[redline.Line]] = {}
        for line in redline.number_lines(document.text, width):
            self._lines.setdefault(line.block, []).append(line)

    def lines_of(self, block: redline.Block, start: int, end: int) -> tuple[int, int] | None:
        """The first and the last line on which these characters of a block stand; None in the title."""
        lines = self._lines.get(block.index, [])
        last = max(end - 1, start)
        touched = [line for line in lines if line.start <= last and line.end >= start] or lines[:1]
        return (touched[0].number, touched[-1].number) if touched else None

    def extent(self, block: redline.Block, lines: tuple[int, int] | None) -> tuple[int, int]:
        """The characters of a block that these lines hold: all of them without lines."""
        if lines is None:
            return 0, len(block.source)
        own = {line.number: line for line in self._lines.get(block.index, [])}
        if lines[0] not in own or lines[1] not in own:
            raise NotReadable(f"la ligne {lines[0]} n’est pas dans cet alinéa")
        return own[lines[0]].start, own[lines[1]].end


def is_quotable(words: str) -> bool:
    """Whether words may be quoted inside a sentence: each quotation mark with its other, no space at their ends.

    But the no-break space of « ; », where it is not the one that is understood.
    """
    if len(words) > 1 and words[0] == NARROW and words[1] in HIGH_SIGNS:
        words = words[1:]
    return bool(words) and words == words.strip() and is_balanced(words)


def is_balanced(text: str) -> bool:
    """Whether every quotation mark that opens is closed, in its order."""
    open_marks: list[str] = []
    for sign in text:
        if sign in "«“":
            open_marks.append("»" if sign == "«" else "”")
        elif sign in "»”" and (not open_marks or open_marks.pop() != sign):
            return False
    return not open_marks


def stands_twice(wording: str, words: str) -> bool:
    """Whether these words stand more than once in a wording."""
    return len(list(islice(occurrences(wording, words), 2))) > 1


def occurrences(wording: str, words: str, start: int = 0) -> Iterator[int]:
    """Where these words stand in a wording, as whole words, from a character on."""
    at = wording.find(words, start)
    while at != -1:
        before, after = wording[at - 1 : at] if at else "", wording[at + len(words) : at + len(words) + 1]
        if not (before.isalnum() and words[0].isalnum()) and not (after.isalnum() and words[-1].isalnum()):
            yield at
        at = wording.find(words, at + 1)


def in_extent(wording: str, words: str, extent: tuple[int, int]) -> Iterator[int]:
    """Where these words stand, in part at least, on the lines of an extent."""
    start, end = extent
    for at in occurrences(wording, words, max(start - len(words) + 1, 0)):
        if at >= end:
            return
        yield at


def cut_of(wording: str, body: int, extent: tuple[int, int], change: WordChange) -> Cut:
    """What a change does to the wording of its block, whose words begin at `body`."""
    if change.action == WordAction.START:
        return Cut(body, body, change.added + _space_between(change.added, wording[body:]))
    if change.action == WordAction.END:
        end = len(wording)
        return Cut(end, end, _space_between(wording[body:], change.added) + change.added)
    start = _place_of(wording, extent, change)
    end = start + len(change.target)
    if change.action == WordAction.REPLACE:
        return Cut(start, end, _space_before_sign(wording[:start], change.added) + change.added)
    if change.action == WordAction.REMOVE:
        return _removal(wording, body, start, end)
    if change.action == WordAction.BREAK:
        return Cut(end, len(wording) - len(wording[end:].lstrip(" \n")), NEW_ALINEA)
    before, after = _space_between(wording[:end], change.added), ""
    if wording[end : end + 1].isalnum():
        after = _space_between(change.added, wording[end:])
    return Cut(end, end, before + change.added + after)


def _place_of(wording: str, extent: tuple[int, int], change: WordChange) -> int:
    """Where the words quoted stand on their lines."""
    found = list(islice(in_extent(wording, change.target, extent), max(change.rank, 2)))
    if change.rank:
        if len(found) < change.rank:
            raise NotReadable(f"« {change.target} » ne s’y trouve pas {change.rank} fois")
        return found[change.rank - 1]
    if len(found) != 1:
        raise NotReadable(f"« {change.target} » s’y trouve {'plusieurs fois' if found else 'nulle part'}")
    return found[0]


def _removal(wording: str, body: int, start: int, end: int) -> Cut:
    """Words taken away with the space that would be left alone or double."""
    left, right = wording[start - 1 : start] if start > body else "", wording[end : end + 1]
    if left == " " and (right in (" ", "") or right.startswith(CLINGING)):
        return Cut(start - 1, end, "")
    if right == " " and (not left or left.endswith(_OPENING)):
        return Cut(start, end + 1, "")
    return Cut(start, end, "")


def _space_between(before: str, after: str) -> str:
    """The space that separates words put side by side, where one does."""
    if not before or not after or before[-1] in " \n" or after[0] in " \n":
        return ""
    if after.startswith(HIGH_SIGNS):
        return _space_before_sign(before, after)
    return "" if before.endswith(_OPENING) or after.startswith(CLINGING) else " "


def _space_before_sign(before: str, after: str) -> str:
    """The no-break space that nobody says, between a word and « ; » or the like."""
    return "\u00a0" if after.startswith(HIGH_SIGNS) and before and not before[-1].isspace() else ""
