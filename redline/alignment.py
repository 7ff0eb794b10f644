"""Which block of the new text is which block of the old: kept, changed, moved, split, joined, or neither.

Identical blocks are aligned first; between them, blocks are paired by the words they share, in the
order of the text; what is left over is looked for elsewhere (moves) and beside its neighbours (splits
and joins). Every step is polynomial and most are linear in the number of blocks.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import LCSseq

from redline.blocks import Document
from redline.long_passages import LONG, cuts
from redline.sequences import common_runs
from redline.tokens import Alphabet, Words, is_content, tokenise, tokenise_like

Op = Literal["keep", "change", "insert", "delete", "move", "split", "join"]

OBVIOUS = 0.8
PAIRED = 0.26  # Share of common words from which two blocks in order are one block changed.
CONTAINED = 0.45  # Likeness of a block with one that contains it nearly whole.
CONTAINED_WORDS = 8
MOVED = 0.6  # The same for blocks that are not in order: a move must be beyond doubt.
MOVED_WORDS = 5
_ALL_PAIRS = 20_000
_RARE = 8


@dataclass(frozen=True, slots=True)
class Pairing:
    """Blocks of the old text and what became of them: indices in both texts, in order."""

    op: Op
    old: tuple[int, ...]
    new: tuple[int, ...]


class Side:
    """One document with the tokens of the blocks that were asked for, computed once each."""

    def __init__(self, document: Document, alphabet: Alphabet | None = None) -> None:
        self.document = document
        self.sources = [source for _, source in document.pieces]
        # A side that shares another's alphabet is the new one of the two.
        self.number = 0 if alphabet is None else 1
        self.alphabet = alphabet or Alphabet()
        self._words: dict[int, Words] = {}

    def is_long(self, *blocks: int) -> bool:
        """Whether some block is too long to be read word by word."""
        return any(len(self.sources[index]) > LONG for index in blocks)

    def words(self, index: int, known: Words | None = None) -> Words:
        """Tokens of one block; `known` are those of a block that may resemble it."""
        found = self._words.get(index)
        if found is None:
            source = self.sources[index]
            if known is None:
                found = tokenise(source, self.alphabet, self.number)
            else:
                found = tokenise_like(known, source, self.alphabet, self.number)
            self._words[index] = found
        return found


class Texts:
    """A document and a newer one. The old side may serve several comparisons and then keeps its tokens."""

    def __init__(self, old: Side, new: Document) -> None:
        self.sides = (old, Side(new, old.alphabet))
        self.old, self.new = old.document, new
        self.lengths = (len(old.sources), len(self.sides[1].sources))

        self._contents: tuple[dict[int, str], dict[int, str]] = ({}, {})

    def code(self, side: int, index: int) -> str:
        """A block's tokens as characters, comparable between both sides."""
        return self.sides[side].words(index).code

    def content(self, side: int, index: int) -> str:
        """The same without punctuation and the words that every sentence has, if that leaves something."""
        found = self._contents[side].get(index)
        if found is None:
            words = self.sides[side].words(index)
            kept = [code for code, key in zip(words.code, words.keys, strict=True) if is_content(key)]
            found = self._contents[side][index] = "".join(kept) or words.code
        return found

    def likeness(self, old: int, new: int) -> float:
        """Share of their words that two blocks have in common, in order: 0 to 1.

        Blocks that are not obviously alike are compared by what they say, without « de » and commas.
        """
        if self.sides[0].is_long(old) or self.sides[1].is_long(new):
            return self._likeness_of_pieces(self.sides[0].sources[old], self.sides[1].sources[new])
        a, b = self.code(0, old), self.code(1, new)
        if not a or not b:
            return 0.0
        share = 2 * LCSseq.similarity(a, b) / (len(a) + len(b))
        if share >= OBVIOUS:
            return share
        a, b = self.content(0, old), self.content(1, new)
        common, shorter = LCSseq.similarity(a, b), min(len(a), len(b))
        share = 2 * common / (len(a) + len(b))
        # A block that stands nearly whole in a longer one was completed, or cut down.
        return max(share, CONTAINED) if shorter >= CONTAINED_WORDS and common >= 0.9 * shorter else share

    def _likeness_of_pieces(self, old: str, new: str) -> float:
        """Share of their length that two long blocks have in common, in pieces."""
        held = Counter(_pieces(old))
        common = sum(len(piece) * min(count, held[piece]) for piece, count in Counter(_pieces(new)).items())
        return 2 * common / (len(old) + len(new))


def _pieces(text: str) -> list[str]:
    found = cuts(text)
    return [text[x:y] for x, y in zip(found, found[1:], strict=False)]


def align(texts: Texts) -> list[Pairing]:
    """What became of every block, in the order of the new text; each block stands in one pairing."""
    kept = _backbone(texts)
    pairs: dict[int, int] = dict(kept)
    groups: list[Pairing] = []
    gaps = list(_gaps(kept, *texts.lengths))
    for old_gap, new_gap in gaps:
        pairs.update(_pair_in_order(texts, old_gap, new_gap))
    moves = _moves(texts, pairs)
    taken_old, taken_new = set(pairs) | set(moves), set(pairs.values()) | set(moves.values())
    for old_gap, new_gap in gaps:
        free_old = [i for i in old_gap if i not in taken_old]
        free_new = [j for j in new_gap if j not in taken_new]
        if free_old or free_new:
            groups.extend(_regroup(texts, pairs, moves, free_old, free_new))
    return _in_order(texts, pairs, moves, groups)


def _backbone(texts: Texts) -> list[tuple[int, int]]:
    """Blocks that stand in the same order in both texts, from which all the others are placed.

    They are the identical blocks; where some of those changed places, what is moved is what weighs
    least, blocks that were changed in passing being weighed too.
    """
    kept = _identical(texts)
    old, new = texts.sides[0].sources, texts.sides[1].sources
    placed_old, placed_new = {i for i, _ in kept}, {j for _, j in kept}
    elsewhere = {old[i] for i in range(len(old)) if i not in placed_old}
    if not any(new[j] in elsewhere for j in range(len(new)) if j not in placed_new):
        return kept
    places: dict[str, list[int]] = defaultdict(list)
    for j, source in enumerate(new):
        places[source].append(j)
    known = set(old)
    candidates = [(i, j, float(len(source) + 20)) for i, source in enumerate(old) for j in places[source]]
    if len(candidates) > _ALL_PAIRS:
        return kept
    changed_old = [i for i, source in enumerate(old) if not places[source]]
    changed_new = [j for j, source in enumerate(new) if source not in known]
    for i, j, likeness in _candidates(texts, changed_old, changed_new):
        if likeness >= MOVED:
            candidates.append((i, j, likeness * min(len(old[i]), len(new[j]))))
    return sorted(_heaviest_chain(candidates).items())


def _identical(texts: Texts) -> list[tuple[int, int]]:
    """Blocks written the same, in the longest order common to both texts."""
    alphabet = Alphabet()
    old = alphabet.encode(texts.sides[0].sources)
    new = alphabet.encode(texts.sides[1].sources)
    return [(i + k, j + k) for i, j, length in common_runs(old, new) for k in range(length)]


def _gaps(kept: list[tuple[int, int]], old_length: int, new_length: int) -> Iterable[tuple[range, range]]:
    """Stretches between identical blocks where both texts, or one of them, have something."""
    i = j = 0
    for next_i, next_j in [*kept, (old_length, new_length)]:
        if i < next_i or j < next_j:
            yield range(i, next_i), range(j, next_j)
        i, j = next_i + 1, next_j + 1


def _pair_in_order(texts: Texts, old: Sequence[int], new: Sequence[int]) -> dict[int, int]:
    """The order-preserving pairing of like blocks with the greatest total likeness."""
    if not old or not new:
        return {}
    if len(old) == len(new) == 1 and not (texts.sides[0].is_long(old[0]) or texts.sides[1].is_long(new[0])):
        texts.sides[1].words(new[0], texts.sides[0].words(old[0]))
    candidates = [(i, j, score) for i, j, score in _candidates(texts, old, new) if score >= PAIRED]
    return _heaviest_chain(candidates)


def _candidates(texts: Texts, old: Sequence[int], new: Sequence[int]) -> list[tuple[int, int, float]]:
    """Pairs worth comparing with their likeness: all of them, or in long stretches those sharing rare words."""
    if len(old) * len(new) <= _ALL_PAIRS:
        return [(i, j, texts.likeness(i, j)) for i in old for j in new]
    holders: dict[str, list[int]] = defaultdict(list)
    for i in old:
        for code in set(texts.code(0, i)):
            holders[code].append(i)
    found: list[tuple[int, int, float]] = []
    for j in new:
        votes: dict[int, int] = defaultdict(int)
        for code in set(texts.code(1, j)):
            holding = holders.get(code, ())
            if len(holding) <= _RARE:
                for i in holding:
                    votes[i] += 1
        best = sorted(votes, key=lambda i: (-votes[i], i))[:4]
        found.extend((i, j, texts.likeness(i, j)) for i in best)
    return found


def _heaviest_chain(candidates: list[tuple[int, int, float]]) -> dict[int, int]:
    """The increasing chain of pairs with the greatest sum, by a tree of prefix maxima over the new side."""
    if not candidates:
        return {}
    columns = sorted({j for _, j, _ in candidates})
    tree: list[tuple[float, int]] = [(0.0, -1)] * (len(columns) + 1)
    ordered = sorted(candidates, key=lambda pair: (pair[0], -pair[1]))
    before: list[int] = []
    best, best_at = 0.0, -1
    for position, (_, j, weight) in enumerate(ordered):
        column = bisect_left(columns, j)
        score, previous = _prefix_max(tree, column)
        before.append(previous)
        score += weight
        _raise_to(tree, column + 1, (score, position))
        if score > best:
            best, best_at = score, position
    chain = {}
    while best_at >= 0:
        i, j, _ = ordered[best_at]
        chain[i] = j
        best_at = before[best_at]
    return chain


def _prefix_max(tree: list[tuple[float, int]], at: int) -> tuple[float, int]:
    found = (0.0, -1)
    while at > 0:
        if tree[at][0] > found[0]:
            found = tree[at]
        at -= at & -at
    return found


def _raise_to(tree: list[tuple[float, int]], at: int, value: tuple[float, int]) -> None:
    while at < len(tree):
        if value[0] > tree[at][0]:
            tree[at] = value
        at += at & -at


def _moves(texts: Texts, pairs: dict[int, int]) -> dict[int, int]:
    """Blocks found elsewhere: first as written, then like enough and long enough to be beyond doubt."""
    placed = set(pairs.values())
    old = [i for i in range(texts.lengths[0]) if i not in pairs]
    new = [j for j in range(texts.lengths[1]) if j not in placed]
    if not old or not new:
        return {}
    waiting: dict[str, list[int]] = defaultdict(list)
    for j in reversed(new):
        waiting[texts.sides[1].sources[j]].append(j)
    moves = {}
    for i in old:
        same = waiting.get(texts.sides[0].sources[i])
        if same:
            moves[i] = same.pop()
    found = set(moves.values())
    old = [i for i in old if i not in moves and _may_move(texts, 0, i)]
    new = [j for j in new if j not in found and _may_move(texts, 1, j)]
    if old and new:
        likely = [pair for pair in _candidates(texts, old, new) if pair[2] >= MOVED]
        for i, j, _ in sorted(likely, key=lambda pair: (-pair[2], pair[0], pair[1])):
            if i not in moves and j not in found:
                moves[i] = j
                found.add(j)
    return moves


def _may_move(texts: Texts, side: int, index: int) -> bool:
    """Whether a block is long enough for its likeness to another, elsewhere, to be no accident."""
    return not texts.sides[side].is_long(index) and len(texts.code(side, index)) >= MOVED_WORDS


def _regroup(
    texts: Texts, pairs: dict[int, int], moves: dict[int, int], free_old: list[int], free_new: list[int]
) -> list[Pairing]:
    """Splits and joins: a leftover block most of whose words come from its neighbour's counterpart."""
    by_new = {j: i for found in (pairs, moves) for i, j in found.items()}
    groups = []
    for old, new in _absorb(texts, 1, free_new, by_new):
        # A block that is moved and split there is one move to several blocks.
        groups.append(Pairing("move" if old in moves else "split", (old,), tuple(new)))
        pairs.pop(old, None)
        moves.pop(old, None)
    for new_index, olds in _absorb(texts, 0, free_old, pairs):
        if any(new_index in group.new for group in groups):
            continue
        groups.append(Pairing("join", tuple(olds), (new_index,)))
        for i in olds:
            pairs.pop(i, None)
    return groups


def _absorb(texts: Texts, side: int, free: list[int], partner: dict[int, int]) -> list[tuple[int, list[int]]]:
    """Runs of leftover blocks around a paired one that together make its counterpart up.

    Answers (counterpart, blocks of this side), where the counterpart's words that the pair alone does
    not hold are found in the leftover blocks.
    """
    grown: dict[int, list[int]] = {}
    for block in free:
        for neighbour in (block - 1, block + 1):
            whole = partner.get(neighbour)
            run = None
            if whole is None:
                run = next((r for r in grown.values() if neighbour in r), None)
                whole = next((w for w, r in grown.items() if r is run), None) if run else None
            if whole is None:
                continue
            run = grown.get(whole, [neighbour])
            if _completes(texts, side, whole, run, sorted([*run, block])):
                grown[whole] = sorted([*run, block])
                break
    return list(grown.items())


def _completes(texts: Texts, side: int, whole: int, run: list[int], longer: list[int]) -> bool:
    if texts.sides[side].is_long(*longer) or texts.sides[1 - side].is_long(whole):
        return False
    other = texts.content(1 - side, whole)
    parts = "".join(texts.content(side, k) for k in run)
    more = "".join(texts.content(side, k) for k in longer)
    gained = LCSseq.similarity(other, more) - LCSseq.similarity(other, parts)
    added = len(more) - len(parts)
    return gained >= 2 and 2 * gained > added


def _in_order(texts: Texts, pairs: dict[int, int], moves: dict[int, int], groups: list[Pairing]) -> list[Pairing]:
    """Every pairing at its place in the new text; a deletion stands where its block stood."""
    by_new: dict[int, Pairing] = {}
    settled: set[int] = set()
    old_sources, new_sources = texts.sides[0].sources, texts.sides[1].sources
    for group in groups:
        by_new[group.new[0]] = group
        settled.update(group.old)
    for i, j in pairs.items():
        same = old_sources[i] == new_sources[j]
        by_new[j] = _kept(i, j) if same else Pairing("change", (i,), (j,))
        settled.add(i)
    for i, j in moves.items():
        by_new[j] = Pairing("move", (i,), (j,))
        settled.add(i)
    inside = {j for group in groups for j in group.new[1:]}
    sequence = [by_new.get(j, Pairing("insert", (), (j,))) for j in range(texts.lengths[1]) if j not in inside]
    return _with_deletions(sequence, settled, texts.lengths[0])


@lru_cache(maxsize=4096)
def _kept(i: int, j: int) -> Pairing:
    return Pairing("keep", (i,), (j,))


def _with_deletions(sequence: list[Pairing], settled: set[int], old_length: int) -> list[Pairing]:
    """The pairings with deleted blocks where they stood, before what was inserted in their place."""
    ordered: list[Pairing] = []
    waiting: list[Pairing] = []
    at = 0
    for pairing in [*sequence, Pairing("keep", (old_length,), ())]:
        if pairing.op in {"insert", "move"}:
            waiting.append(pairing)
            continue
        ordered += [Pairing("delete", (i,), ()) for i in range(at, pairing.old[0]) if i not in settled]
        ordered += waiting
        waiting = []
        at = pairing.old[-1] + 1
        if pairing.new:
            ordered.append(pairing)
    return ordered
