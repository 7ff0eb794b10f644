"""Which block of the new text is which block of the old: kept, changed, moved, split, joined, or neither.

Identical blocks are aligned first; between them, blocks are paired by the words they share, in the
order of the text; what is left over is looked for elsewhere (moves) and beside its neighbours (splits
and joins). Every step is polynomial and most are linear in the number of blocks.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.distance import Indel

from redline.compare.compared_texts import Texts
from redline.compare.moves import MOVED, add_likely_moves, candidates, exact_moves
from redline.compare.splits_and_joins import regroup
from redline.model.chains import heaviest_chain
from redline.model.sequences import common_runs
from redline.model.tokens import Alphabet
from redline.pairing import Pairing

PAIRED = 0.26  # Likeness from which two blocks in order are one block changed.
ALONE = 0.25  # Share of common tokens from which a block alone in its place was changed, not replaced.
SPELT_ALIKE = 0.7  # Share of common letters from which so few words are others, spelt otherwise.
_FEW_LETTERS = 60
_WEIGHED_PAIRS = 50_000


def align(texts: Texts) -> list[Pairing]:
    """What became of every block, in the order of the new text; each block stands in one pairing."""
    kept = _backbone(texts)
    pairs: dict[int, int] = dict(kept)
    moves = exact_moves(texts, pairs)
    gaps = list(_gaps(kept, *texts.lengths))
    moved_here = set(moves.values())
    for old_gap, new_gap in gaps:
        old = [i for i in old_gap if i not in moves]
        new = [j for j in new_gap if j not in moved_here]
        pairs.update(_pair_in_order(texts, old, new))
    add_likely_moves(texts, pairs, moves)
    groups = regroup(texts, pairs, moves)
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
    weighed = [(i, j, float(len(source) + 20)) for i, source in enumerate(old) for j in places[source]]
    if len(weighed) > _WEIGHED_PAIRS:
        return kept
    changed_old = [i for i, source in enumerate(old) if not places[source]]
    changed_new = [j for j, source in enumerate(new) if source not in known]
    for i, j, likeness in candidates(texts, changed_old, changed_new):
        if likeness >= MOVED:
            weighed.append((i, j, likeness * min(len(old[i]), len(new[j]))))
    return sorted(heaviest_chain(weighed).items())


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
        if texts.share(old[0], new[0]) >= ALONE or _spelt_alike(
            texts.sides[0].sources[old[0]], texts.sides[1].sources[new[0]]
        ):
            return {old[0]: new[0]}
    return heaviest_chain([pair for pair in candidates(texts, old, new) if pair[2] >= PAIRED])


def _spelt_alike(old: str, new: str) -> bool:
    """Whether a few words are others spelt almost the same: « la collectivité » become « les collectivités »."""
    return max(len(old), len(new)) <= _FEW_LETTERS and Indel.normalized_similarity(old, new) >= SPELT_ALIKE


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
