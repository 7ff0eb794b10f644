"""The heaviest chain of pairs that both texts put in the same order, in n log n."""

from bisect import bisect_left

Candidate = tuple[int, int, float]


def heaviest_chain(candidates: list[Candidate]) -> dict[int, int]:
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
