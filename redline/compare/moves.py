"""Blocks found elsewhere in the new text: as they were written, or changed but beyond doubt."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from redline.compare.compared_texts import Texts
from redline.model.chains import Candidate

MOVED = 0.6  # Likeness from which a block found elsewhere is the same one.
MOVED_WORDS = 5
ALL_PAIRS = 4_000  # Pairs of blocks beyond which only those that share rare words are compared.
_RARE = 8


def candidates(texts: Texts, old: Sequence[int], new: Sequence[int]) -> list[Candidate]:
    """Pairs worth comparing with their likeness: all of them, or in long stretches those sharing rare words."""
    if len(old) * len(new) <= ALL_PAIRS:
        return [(i, j, texts.likeness(i, j)) for i in old for j in new]
    holders: dict[str, list[int]] = defaultdict(list)
    for i in old:
        for code in set(texts.code(0, i)):
            holders[code].append(i)
    found: list[Candidate] = []
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


def exact_moves(texts: Texts, pairs: dict[int, int]) -> dict[int, int]:
    """Blocks found elsewhere as they were written; a short one only if it stands once in each text."""
    old, new = texts.sides[0].sources, texts.sides[1].sources
    placed = set(pairs.values())
    waiting: dict[str, list[int]] = defaultdict(list)
    for j in reversed([j for j in range(len(new)) if j not in placed]):
        waiting[new[j]].append(j)
    moves: dict[int, int] = {}
    if not waiting:
        return moves
    times = (Counter(old), Counter(new))
    for i, source in enumerate(old):
        if i in pairs or not waiting.get(source):
            continue
        if times[0][source] == times[1][source] == 1 or _may_move(texts, 0, i):
            moves[i] = waiting[source].pop()
    return moves


def add_likely_moves(texts: Texts, pairs: dict[int, int], moves: dict[int, int]) -> None:
    """Adds blocks found elsewhere though changed: like enough and long enough to be beyond doubt."""
    found = {*pairs.values(), *moves.values()}
    old = [i for i in range(texts.lengths[0]) if i not in pairs and i not in moves and _may_move(texts, 0, i)]
    new = [j for j in range(texts.lengths[1]) if j not in found and _may_move(texts, 1, j)]
    if not old or not new:
        return
    likely = [pair for pair in candidates(texts, old, new) if pair[2] >= MOVED]
    for i, j, _ in sorted(likely, key=lambda pair: (-pair[2], pair[0], pair[1])):
        if i not in moves and j not in found:
            moves[i] = j
            found.add(j)


def _may_move(texts: Texts, side: int, index: int) -> bool:
    """Whether a block is long enough for its likeness to another, elsewhere, to be no accident."""
    return not texts.sides[side].is_long(index) and len(texts.code(side, index)) >= MOVED_WORDS
