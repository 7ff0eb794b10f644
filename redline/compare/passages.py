"""Two wordings of one passage compared: which words were removed, added, replaced, and where.

Words are aligned first and spaces follow them, so that a space is never what two wordings have in
common. Changes are exact spans of characters: applying them to one wording gives the other, byte for
byte. Changes that only read well together share a group; each can still be told apart for merging.
"""

import re
from dataclasses import replace

from redline.compare.changes import Change
from redline.compare.marks import unmarked
from redline.compare.readability import best_slide, group_changes, meaningful_runs, refine, slides
from redline.model.sequences import CommonRun, append_run, common_runs, gathered, reread
from redline.model.tokens import Words

_MARKS = frozenset(["*", "**", "***", "_", "__", '"', "(", ")", "[", "]"])
_MOST_AGREEING = 12  # words of one change that are changes of their own
_FIRST_WORD, _LAST_WORD = re.compile(r"^[\w'’-]*\w"), re.compile(r"(?<![\w'’-])['’-]*+(\w[\w'’-]*+)$")


def compare(old: Words, new: Words) -> tuple[Change, ...]:
    """The changes that turn the old wording into the new, in order, grouped as they read best."""
    if old.text == new.text:
        return ()
    found = gathered(old.code, new.code, reread(old.code, new.code, common_runs(old.code, new.code)))
    runs = meaningful_runs(_words_first(old, new, found), old, new)
    changes = _Walk(old, new).changes(runs)
    bare = [part for change in changes for part in unmarked(change, old.text, new.text)]
    parted = [part for change in bare for part in _parted(change, old.text, new.text)]
    return group_changes(_settle_all(_joined(parted), old.text, new.text), old.text)


def _words_first(old: Words, new: Words, runs: list[CommonRun]) -> list[CommonRun]:
    """The runs, read from the words alone where a mark kept in common (bold, quotes) would strike words that stay."""
    if _MARKS.isdisjoint(old.keys) or _MARKS.isdisjoint(new.keys):
        return runs
    own = [k for k, key in enumerate(old.keys) if key not in _MARKS]
    other = [k for k, key in enumerate(new.keys) if key not in _MARKS]
    found = common_runs("".join([old.code[k] for k in own]), "".join([new.code[k] for k in other]))
    kept = sum(old.keys[i + k] not in _MARKS for i, _, length in runs for k in range(length))
    if kept >= sum(length for _, _, length in found):
        return runs
    pairs = [(own[i + k], other[j + k]) for i, j, length in found for k in range(length)]
    full: list[CommonRun] = []
    at_i = at_j = 0
    for i, j in [*pairs, (len(old), len(new))]:
        for x, y, length in common_runs(old.code[at_i:i], new.code[at_j:j]):
            append_run(full, (at_i + x, at_j + y, length))
        if i < len(old):
            append_run(full, (i, j, 1))
        at_i, at_j = i + 1, j + 1
    return full


def _joined(changes: list[Change]) -> list[Change]:
    """The changes, insertions at one place as one: nothing would tell in which order they stand."""
    found: list[Change] = []
    for change in changes:
        if found and found[-1].is_insertion and change.is_insertion and _touch(found[-1], change):
            found[-1] = replace(found[-1], new_end=change.new_end)
        else:
            found.append(change)
    return found


def _parted(change: Change, old: str, new: str, most: int = _MOST_AGREEING) -> list[Change]:
    """The change, less a first or a last word that only agrees otherwise: « élu » in « des élus » for « élu ».

    That word is a change of its own, which another amendment may make without the rest; of many, `most` are.
    """
    o1, o2, n1, n2 = change.old_start, change.old_end, change.new_start, change.new_end
    removed, added = old[o1:o2], new[n1:n2]
    if not removed and not added:
        return []
    if change.typographic or not most or not removed or not added or not (" " in removed or " " in added):
        return [change]
    word, other = _LAST_WORD.search(removed), _LAST_WORD.search(added)
    if word and other and _agree(word[1], other[1]):
        i, j = o1 + word.start(1), n1 + other.start(1)
        space = int(o1 < i and n1 < j and old[i - 1] == new[j - 1] == " ")
        return [*_parted(Change(o1, i - space, n1, j - space), old, new, most - 1), Change(i, o2, j, n2)]
    word, other = _FIRST_WORD.search(removed), _FIRST_WORD.search(added)
    if word and other and _agree(word[0], other[0]):
        i, j = o1 + word.end(), n1 + other.end()
        space = int(i < o2 and j < n2 and old[i] == new[j] == " ")
        return [Change(o1, i, n1, j), *_parted(Change(i + space, o2, j + space, n2), old, new, most - 1)]
    return [change]


def _agree(word: str, other: str) -> bool:
    """Whether two words are one, written otherwise."""
    return word != other and any(sign == "=" for sign, _ in refine(word, other))


def _settle_all(changes: list[Change], old: str, new: str) -> list[Change]:
    """The changes where they read best; none slides over its neighbour."""
    settled: list[Change] = []
    floor = 0
    for position, change in enumerate(changes):
        ceiling = changes[position + 1].old_start if position + 1 < len(changes) else len(old)
        slid = _settle(change, old, new, floor, ceiling)
        if settled and _touch(settled[-1], slid) and not _touch(changes[position - 1], change):
            before = settled.pop()
            slid = Change(before.old_start, slid.old_end, before.new_start, slid.new_end)
        settled.append(slid)
        floor = slid.old_end
    return settled


def _touch(left: Change, right: Change) -> bool:
    """Whether nothing is left between two changes, once they have slid."""
    if left.typographic or right.typographic:
        return False
    return left.old_end == right.old_start and left.new_end == right.new_start


def _settle(change: Change, old: str, new: str, floor: int, ceiling: int) -> Change:
    """The change where it reads best between two offsets of the old wording, and how far it may slide."""
    if change.typographic or not (change.is_insertion or change.is_deletion):
        return change
    text, start, end = (
        (new, change.new_start, change.new_end) if change.is_insertion else (old, change.old_start, change.old_end)
    )
    shifts = slides(text, start, end, change.old_start - floor, ceiling - change.old_end)
    if not shifts:
        return change
    shift = best_slide(text, start, end, shifts)
    return replace(
        change,
        old_start=change.old_start + shift,
        old_end=change.old_end + shift,
        new_start=change.new_start + shift,
        new_end=change.new_end + shift,
        back=shift - shifts[0],
        forth=shifts[-1] - shift,
    )


class _Walk:
    """One pass over matched runs of words, collecting what differs between and inside them."""

    def __init__(self, old: Words, new: Words) -> None:
        self._old, self._new = old, new
        self._found: list[Change] = []
        # Just after the last matched token: its index + 1 and its end, on both sides.
        self._i = self._j = self._old_end = self._new_end = 0

    def changes(self, runs: list[tuple[int, int, int]]) -> list[Change]:
        old, new = self._old, self._new
        for i, j, length in runs:
            self._between(i, j, old.starts[i], new.starts[j])
            self._inside(i, j, length)
            self._i, self._j = i + length, j + length
            self._old_end, self._new_end = old.ends[i + length - 1], new.ends[j + length - 1]
        self._between(len(old), len(new), len(old.text), len(new.text))
        return self._found

    def _add(self, o1: int, o2: int, n1: int, n2: int, *, typographic: bool = False) -> None:
        self._found.append(Change(o1, o2, n1, n2, typographic))

    def _inside(self, i: int, j: int, length: int) -> None:
        """Differences of typography inside a run of equal words."""
        old, new = self._old, self._new
        last_i, last_j = i + length - 1, j + length - 1
        if old.text[old.starts[i] : old.ends[last_i]] == new.text[new.starts[j] : new.ends[last_j]]:
            return
        for k in range(length):
            o1, o2, n1, n2 = old.starts[i + k], old.ends[i + k], new.starts[j + k], new.ends[j + k]
            if k:
                self._space(i + k, j + k, o1, n1)
            if old.text[o1:o2] != new.text[n1:n2]:
                self._add(o1, o2, n1, n2, typographic=True)

    def _space(self, i: int, j: int, o2: int, n2: int) -> None:
        """A difference between the spaces before tokens i and j, whose left neighbours match."""
        old, new = self._old, self._new
        o1, n1 = old.ends[i - 1] if i else 0, new.ends[j - 1] if j else 0
        if old.text[o1:o2] == new.text[n1:n2]:
            return
        same_presence = (o1 < o2) == (n1 < n2)
        beside_quote = '"' in (old.keys[i - 1 : i + 1]) or '"' in (new.keys[j - 1 : j + 1])
        self._add(o1, o2, n1, n2, typographic=same_presence or beside_quote)

    def _between(self, i: int, j: int, o2: int, n2: int) -> None:
        """What stands between the last matched token and tokens i and j: spaces, perhaps words."""
        old, new = self._old, self._new
        o1, n1 = self._old_end, self._new_end
        old_words, new_words = i > self._i, j > self._j
        if not old_words and not new_words:
            self._space(i, j, o2, n2)
            return
        if old.text[o1:o2] == new.text[n1:n2]:
            return
        # Spaces before and after the words on each side; a side without words is one single space.
        old_first = old.starts[self._i] if old_words else o2
        new_first = new.starts[self._j] if new_words else n2
        old_last = old.ends[i - 1] if old_words else o1
        new_last = new.ends[j - 1] if new_words else n1
        leaves_tail = not (old_words and new_words) and self._space_follows(
            (o1, old_first, old_last, o2), (n1, new_first, new_last, n2), has_old=old_words
        )
        if not leaves_tail and self._trim(o1, old_first, n1, new_first):
            o1, n1 = old_first, new_first
            old_last, new_last = max(old_last, o1), max(new_last, n1)
        tail: tuple[int, int, int, int] | None = None
        if self._alike(old_last, o2, new_last, n2):
            tail = (old_last, o2, new_last, n2)
            o2, n2 = old_last, new_last
        self._add(o1, o2, n1, n2)
        if tail and old.text[tail[0] : tail[1]] != new.text[tail[2] : tail[3]]:
            self._add(*tail, typographic=True)

    def _space_follows(self, old: tuple[int, int, int, int], new: tuple[int, int, int, int], *, has_old: bool) -> bool:
        """Whether the one space of the side without words is the one after the words of the other, not before.

        Each side is where its first space begins, its words begin and end, its last space ends.
        """
        (text, worded), (bare_text, bare) = (self._old.text, old), (self._new.text, new)
        if not has_old:
            (text, worded), (bare_text, bare) = (bare_text, bare), (text, worded)
        space = bare_text[bare[0] : bare[3]]
        lead, tail = text[worded[0] : worded[1]], text[worded[2] : worded[3]]
        if lead == space or not (space and tail):
            return False
        return tail == space or text[worded[0] - 1 : worded[0]] != "«"

    def _alike(self, o1: int, o2: int, n1: int, n2: int) -> bool:
        """Whether two spaces are the same, or differ in kind only."""
        return (o1 < o2) == (n1 < n2)

    def _trim(self, o1: int, o2: int, n1: int, n2: int) -> bool:
        """Leaves equal spaces before the words out of the change; says whether it could."""
        if not self._alike(o1, o2, n1, n2):
            return False
        if self._old.text[o1:o2] != self._new.text[n1:n2]:
            self._add(o1, o2, n1, n2, typographic=True)
        return True
