"""Marks that go in pairs (bold, italics, links, quotes, brackets): what opens is nothing without what closes."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from redline.compare.changes import Change
from redline.model.tokens import PARAGRAPH

MARK = re.compile(r"\*+|(?<![^\W_])_+|_+(?![^\W_])|[«»“”\"()\[\]]")
_CLOSING = {"»": "«", "”": "“", ")": "(", "]": "["}
_CLOSED = frozenset(_CLOSING.values())
_DEEPEST = 12  # pairs one inside the other
_MOST_HUGGING = 12  # marks before and after the words of one change

# Marks that are a change of their own at the edge of words that change too; a lone « * » may be a bullet.
_HUGGING = r"(?:\*++|_++|\[|\]\([^\s()]*\))"
_SIGNS = '*_«»“”"()[]\u00a0\u202f'
_WHOLE = re.compile(_HUGGING)
_LAST = re.compile(r"(?:(?<!\*)\*++|(?<!_)_++|\[|\]\([^\s()]*\))$")  # of a run of marks, from its first alone
_FIRST = re.compile(rf"(?<=\S){_HUGGING}|{_HUGGING}(?=\S)")

Pair = tuple[int, int]  # positions among changes


def is_mark(text: str) -> bool:
    """Whether an inserted text is marks only, with the spaces that go with them."""
    return not text.strip(_SIGNS) or _WHOLE.fullmatch(text) is not None


def unmarked(change: Change, old: str, new: str) -> list[Change]:
    """The change, less the marks that it puts before or after its words, or takes away: changes of their own."""
    before: list[Change] = []
    after: list[Change] = []
    for _ in range(_MOST_HUGGING):
        if not _bears_marks(change, old, new):
            return [*before, change, *reversed(after)]
        if parted := _less_last(change, old, new):
            change, mark = parted
            after.append(mark)
        elif parted := _less_first(change, old, new):
            mark, change = parted
            before.append(mark)
        else:
            break
    return [*before, *_mark_for_words(change, old, new), *reversed(after)]


def _bears_marks(change: Change, old: str, new: str) -> bool:
    """Whether words change for other words, with marks among them."""
    o1, o2, n1, n2 = change.old_start, change.old_end, change.new_start, change.new_end
    if change.typographic or o1 == o2 or n1 == n2:
        return False
    return bool(MARK.search(old, o1, o2) or MARK.search(new, n1, n2))


def _less_last(change: Change, old: str, new: str) -> tuple[Change, Change] | None:
    """The words, and the mark that one side alone bears after them."""
    o1, o2, n1, n2 = change.old_start, change.old_end, change.new_start, change.new_end
    gone, come = _length(_LAST.search(old, o1, o2)), _length(_LAST.search(new, n1, n2))
    if (gone == 0) == (come == 0) or gone == o2 - o1 or come == n2 - n1:
        return None
    i, j = o2 - gone, n2 - come
    space = int(old[i - 1] == new[j - 1] == " ")
    return Change(o1, i - space, n1, j - space), Change(i, o2, j, n2)


def _less_first(change: Change, old: str, new: str) -> tuple[Change, Change] | None:
    """The mark that one side alone bears before the words, and the words."""
    o1, o2, n1, n2 = change.old_start, change.old_end, change.new_start, change.new_end
    gone, come = _length(_FIRST.match(old, o1, o2)), _length(_FIRST.match(new, n1, n2))
    if (gone == 0) == (come == 0) or gone == o2 - o1 or come == n2 - n1:
        return None
    i, j = o1 + gone, n1 + come
    space = int(old[i] == new[j] == " ")
    return Change(o1, i, n1, j), Change(i + space, o2, j + space, n2)


def _mark_for_words(change: Change, old: str, new: str) -> list[Change]:
    """A mark in the place of words, or words in the place of a mark, as two changes; anything else as it is."""
    o1, o2, n1, n2 = change.old_start, change.old_end, change.new_start, change.new_end
    come, gone = _WHOLE.fullmatch(new, n1, n2), _WHOLE.fullmatch(old, o1, o2)
    if come and not gone:
        if _closes(new, n1, n2):
            return [Change(o1, o1, n1, n2), Change(o1, o2, n2, n2)]
        return [Change(o1, o2, n1, n1), Change(o2, o2, n1, n2)]
    if gone and not come:
        if _closes(old, o1, o2):
            return [Change(o1, o2, n1, n1), Change(o2, o2, n1, n2)]
        return [Change(o1, o1, n1, n2), Change(o1, o2, n2, n2)]
    return [change]


def _closes(text: str, start: int, end: int) -> bool:
    """Whether a mark stands after the words it is put on."""
    return start > 0 and not text[start - 1].isspace() and not text[end : end + 1].isalnum()


def _length(found: re.Match[str] | None) -> int:
    return len(found[0]) if found else 0


def added_pairs(changes: Sequence[Change], new: str) -> list[Pair]:
    """The changes that put a pair of marks on words: which one opens, which one closes."""
    return _pairs(new, [(change.new_start, change.new_end) for change in changes])


def removed_pairs(changes: Sequence[Change], old: str) -> list[Pair]:
    """The changes that take a pair of marks off words."""
    return _pairs(old, [(change.old_start, change.old_end) for change in changes])


def _pairs(text: str, spans: list[tuple[int, int]]) -> list[Pair]:
    if not any(MARK.search(text, start, end) for start, end in spans):
        return []
    starts = [start for start, _ in spans]
    found: dict[Pair, None] = {}
    for opening, closing in _matched(text):
        left, right = (max(bisect_right(starts, at) - 1, 0) for at in (opening, closing))
        if left != right and _holds(spans[left], opening) and _holds(spans[right], closing):
            found[left, right] = None
    return list(found)


def _holds(span: tuple[int, int], at: int) -> bool:
    return span[0] <= at < span[1]


def _matched(text: str) -> Iterator[tuple[int, int]]:
    """Where each pair opens and closes, within one block."""
    opened: list[tuple[str, int]] = []
    for mark in MARK.finditer(text):
        sign = _CLOSING.get(mark[0], mark[0])
        at = next((k for k in reversed(range(len(opened))) if opened[k][0] == sign), None)
        if mark[0] in _CLOSED or at is None:
            if mark[0] not in _CLOSING:
                opened = [*opened[-_DEEPEST:], (sign, mark.start())]
            continue
        if PARAGRAPH not in text[opened[at][1] : mark.start()]:
            yield opened[at][1], mark.start()
        del opened[at:]
