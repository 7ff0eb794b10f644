"""Splits and joins: one block that became several, several that became one."""

from collections import deque

from rapidfuzz.distance import LCSseq

from redline.compare.compared_texts import Texts
from redline.pairing import Pairing

_FEW, _MANY, _PASSAGE = 2, 5, 8  # words
_LONGEST = 200  # blocks of one
_NEARLY_ALL = 0.8


def regroup(texts: Texts, pairs: dict[int, int], moves: dict[int, int]) -> list[Pairing]:
    """Splits and joins: a leftover block most of whose words come from its neighbour's counterpart."""
    by_new = {j: i for found in (pairs, moves) for i, j in found.items()}
    free_old = [i for i in range(texts.lengths[0]) if i not in pairs and i not in moves]
    free_new = [j for j in range(texts.lengths[1]) if j not in by_new]
    groups = []
    for old, new in _absorb(texts, 1, free_new, by_new):
        # A block that is moved and split there is one move to several blocks.
        groups.append(Pairing("move" if old in moves else "split", (old,), tuple(new)))
        pairs.pop(old, None)
        moves.pop(old, None)
    split = {j for group in groups for j in group.new}
    for joined, olds in _absorb(texts, 0, free_old, pairs):
        if joined not in split:
            groups.append(Pairing("join", tuple(olds), (joined,)))
            for i in olds:
                pairs.pop(i, None)
    return groups


def _absorb(texts: Texts, side: int, free: list[int], partner: dict[int, int]) -> list[tuple[int, list[int]]]:
    """Runs of leftover blocks around a paired one that together make its counterpart up.

    Answers (counterpart, blocks of this side), where the counterpart's words that the pair alone does
    not hold are found in the leftover blocks.
    """
    grown: dict[int, list[int]] = {}
    member: dict[int, int] = {}
    waiting, alone = deque(free), set(free)
    while waiting:
        block = waiting.popleft()
        if block in alone and _grows(texts, side, block, partner, grown, member):
            alone.discard(block)
            # A block may stand beside one that was just found.
            waiting.extend(neighbour for neighbour in (block - 1, block + 1) if neighbour in alone)
    return list(grown.items())


def _grows(
    texts: Texts, side: int, block: int, partner: dict[int, int], grown: dict[int, list[int]], member: dict[int, int]
) -> bool:
    """Whether a leftover block was added to a run beside it."""
    for neighbour in (block - 1, block + 1):
        whole = partner.get(neighbour, member.get(neighbour))
        if whole is None or len(grown.get(whole, ())) >= _LONGEST:
            continue
        run = grown.get(whole, [neighbour])
        longer = sorted([*run, block])
        if _completes(texts, side, whole, run, longer):
            grown[whole] = longer
            member[block] = whole
            return True
    return False


def _completes(texts: Texts, side: int, whole: int, run: list[int], longer: list[int]) -> bool:
    if texts.sides[side].is_long(*longer) or texts.sides[1 - side].is_long(whole):
        return False
    other = texts.content(1 - side, whole)
    parts = "".join(texts.content(side, k) for k in run)
    more = "".join(texts.content(side, k) for k in longer)
    held = LCSseq.similarity(other, parts)
    gained = LCSseq.similarity(other, more) - held
    added, missing = len(more) - len(parts), len(other) - held
    # Most of it comes from the whole; or it was lengthened, and brings nearly all that the whole still wanted; or it
    # was rewritten, and whole sentences of it stand on.
    return (
        (gained >= _FEW and 2 * gained > added)
        or (missing >= _MANY and gained >= _NEARLY_ALL * missing)
        or (gained >= _PASSAGE and 3 * gained > added)
    )
