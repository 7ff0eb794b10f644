"""Splits and joins: one block that became several, several that became one."""

from rapidfuzz.distance import LCSseq

from redline.compare.compared_texts import Texts
from redline.pairing import Pairing


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
    for block in free:
        for neighbour in (block - 1, block + 1):
            whole = partner.get(neighbour, member.get(neighbour))
            if whole is None:
                continue
            run = grown.get(whole, [neighbour])
            longer = sorted([*run, block])
            if _completes(texts, side, whole, run, longer):
                grown[whole] = longer
                member[block] = whole
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
