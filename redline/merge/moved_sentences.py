"""Sentences that a variant takes from one place to put in another: found before words are compared.

A sentence of five words or more that leaves one alinéa and comes to another, or changes its place in its own, is
moved, as a whole alinéa is; shorter ones are ordinary edits. Of a sentence written twice, the one that stays stays.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Indel

from redline.compare.compared_texts import Texts
from redline.model.sentences import Sentence, count_words, sentences
from redline.model.sequences import common_prefix, common_runs, common_suffix
from redline.model.tokens import Alphabet
from redline.pairing import Pairing

SHORTEST = 5  # words
ALIKE = 0.7  # likeness from which a sentence found elsewhere is the same one, changed
EDITED = 0.35  # likeness from which a sentence found in its place was edited there
_MOST_TRIED = 4  # places at which a sentence that was written many times is looked for
_MOST_PAIRS = 2_000
_LONG_ENOUGH = 60  # characters


class Move(NamedTuple):
    """A sentence, or some that follow one another: where it stood in a base block, and where in a block of the variant.

    `exact` says that its words are the same.
    """

    old_block: int
    old_start: int
    old_end: int
    new_block: int
    new_start: int
    new_end: int
    exact: bool


@dataclass(slots=True)
class _Left:
    """A sentence that has no counterpart in its place: `slot` counts those of its pairing, before it, that have one."""

    pairing: int
    block: int
    sentence: Sentence
    slot: int = 0
    found: bool = False

    @property
    def place(self) -> tuple[int, int]:
        """Where it would be, had it only been edited."""
        return self.pairing, self.slot


def moved_sentences(texts: Texts, pairings: Sequence[Pairing]) -> list[Move]:
    """The sentences that a variant moves, in no particular order."""
    gone: list[_Left] = []
    come: list[_Left] = []
    for number, pairing in enumerate(pairings):
        if pairing.op == "keep" or texts.sides[0].is_long(*pairing.old) or texts.sides[1].is_long(*pairing.new):
            continue
        _compare_places(texts, number, pairing, gone, come)
    if not gone or not come:
        return []
    moves = list(_exact(gone, come))
    moves.extend(_alike(gone, come))
    return moves


def _compare_places(texts: Texts, number: int, pairing: Pairing, gone: list[_Left], come: list[_Left]) -> None:
    """Adds the sentences of one pairing that stand on one side only, or in another order."""
    if len(pairing.old) == len(pairing.new) == 1:
        before, after = _changed(texts, pairing.old[0], pairing.new[0])
        if not before and not after:
            return
        old = [_Left(number, pairing.old[0], sentence) for sentence in before]
        new = [_Left(number, pairing.new[0], sentence) for sentence in after]
    else:
        old = [_Left(number, block, s) for block in pairing.old for s in texts.sides[0].sentences(block)]
        new = [_Left(number, block, s) for block in pairing.new for s in texts.sides[1].sentences(block)]
    if old and new:
        old, new = _without_common(old, new)
    gone.extend(old)
    come.extend(new)


def _changed(texts: Texts, old: int, new: int) -> tuple[Sequence[Sentence], Sequence[Sentence]]:
    """The sentences of two blocks between what both begin and what both end with; none where too little changes."""
    before, after = texts.sides[0].sources[old], texts.sides[1].sources[new]
    head = common_prefix(before, after)
    tail = common_suffix(before, after, min(len(before), len(after)) - head)
    removed, added = before[head : len(before) - tail], after[head : len(after) - tail]
    if not (_may_hold(removed) or _may_hold(added)):
        return (), ()
    own = texts.sides[0].sentences(old)
    touched = [s for s in own if s.end >= head and s.start <= len(before) - tail]
    if not touched:
        return (), texts.sides[1].sentences(new)
    start, rest = touched[0].start, len(before) - touched[-1].end
    middle = sentences(after[start : len(after) - rest])
    return touched, [Sentence(s.start + start, s.end + start, s.key) for s in middle]


def _may_hold(words: str) -> bool:
    """Whether a sentence may be among these words."""
    return len(words) > _LONG_ENOUGH or count_words(words) >= SHORTEST


def _without_common(old: list[_Left], new: list[_Left]) -> tuple[list[_Left], list[_Left]]:
    a, b = [left.sentence.key for left in old], [left.sentence.key for left in new]
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    old, new = old[head : len(a) - tail], new[head : len(b) - tail]
    a, b = a[head : len(a) - tail], b[head : len(b) - tail]
    if set(a).isdisjoint(b):
        return old, new
    codes = Alphabet()
    runs = common_runs(codes.encode(a, 0), codes.encode(b, 1))
    kept_old = {i + k for i, _, length in runs for k in range(length)}
    kept_new = {j + k for _, j, length in runs for k in range(length)}
    return _in_slots(old, kept_old), _in_slots(new, kept_new)


def _in_slots(lefts: list[_Left], kept: set[int]) -> list[_Left]:
    """Those that are not kept, each knowing after how many that are."""
    slot, found = 0, []
    for position, left in enumerate(lefts):
        if position in kept:
            slot += 1
        else:
            left.slot = slot
            found.append(left)
    return found


def _exact(gone: list[_Left], come: list[_Left]) -> Iterator[Move]:
    """Sentences that stand elsewhere as they were written, with those that follow them in both places."""
    places: dict[str, list[int]] = defaultdict(list)
    for i, left in enumerate(gone):
        places[left.sentence.key].append(i)
    for j in range(len(come)):
        if come[j].found:
            continue
        waiting = [i for i in places.get(come[j].sentence.key, ()) if not gone[i].found][:_MOST_TRIED]
        lengths = [(_run(gone, come, i, j), -i) for i in waiting]
        if not lengths:
            continue
        length, i = max(lengths)[0], -max(lengths)[1]
        if sum(count_words(left.sentence.key) for left in come[j : j + length]) < SHORTEST:
            continue
        for left in (*gone[i : i + length], *come[j : j + length]):
            left.found = True
        yield _move(gone[i], gone[i + length - 1], come[j], come[j + length - 1], exact=True)


def _run(gone: list[_Left], come: list[_Left], i: int, j: int) -> int:
    """How many sentences from these on are the same, each just after the one before in its block."""
    length = 1
    while i + length < len(gone) and j + length < len(come):
        old, new = gone[i + length], come[j + length]
        if old.found or new.found or old.sentence.key != new.sentence.key:
            break
        if not _follows(gone[i + length - 1], old) or not _follows(come[j + length - 1], new):
            break
        length += 1
    return length


def _follows(before: _Left, after: _Left) -> bool:
    return before.block == after.block and after.sentence.start - before.sentence.end <= 1


def _move(first: _Left, last: _Left, to: _Left, until: _Left, *, exact: bool) -> Move:
    return Move(
        first.block,
        first.sentence.start,
        last.sentence.end,
        to.block,
        to.sentence.start,
        until.sentence.end,
        exact,
    )


def _alike(gone: list[_Left], come: list[_Left]) -> Iterator[Move]:
    """Sentences that stand elsewhere with some words changed, and in their own place no more."""
    old = [left for left in gone if not left.found and count_words(left.sentence.key) >= SHORTEST]
    new = [left for left in come if not left.found and count_words(left.sentence.key) >= SHORTEST]
    if not old or not new or {left.place for left in (*old, *new)} == {old[0].place}:
        return
    if len(old) * len(new) > _MOST_PAIRS:
        return
    if all(len({left.place for left in lefts}) == len(lefts) for lefts in (old, new)) and _all_edited(old, new):
        return
    said = [left.sentence.key.split() for left in old], [left.sentence.key.split() for left in new]
    pairs: list[tuple[float, bool, int, int]] = []
    for i, left in enumerate(old):
        for j, rival in enumerate(new):
            stays = left.place == rival.place
            least = EDITED if stays else ALIKE
            likeness = Indel.normalized_similarity(said[0][i], said[1][j], score_cutoff=least)
            if likeness >= least:
                pairs.append((likeness, stays, i, j))
    for _, stays, i, j in sorted(pairs, key=lambda pair: (-pair[0], not pair[1], pair[2:])):
        if old[i].found or new[j].found:
            continue
        old[i].found = new[j].found = True
        if not stays:
            yield _move(old[i], old[i], new[j], new[j], exact=False)


def _all_edited(old: list[_Left], new: list[_Left]) -> bool:
    """Whether most of each sentence is still where it was, between its first and its last letters."""
    places = {left.place: left.sentence.key for left in new}
    for left in old:
        after = places.get(left.place)
        if after is None:
            return False
        before = left.sentence.key
        head = common_prefix(before, after)
        tail = common_suffix(before, after, min(len(before), len(after)) - head)
        if head + tail < ALIKE * max(len(before), len(after)):
            return False
    return True
