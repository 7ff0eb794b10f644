"""Longest common subsequences, exact where that is affordable and always deterministic.

rapidfuzz computes them by bits, so that a paragraph takes microseconds; it needs one bit for each
pair of elements. Beyond a fixed number of pairs the sequences are first cut at elements that occur
once on both sides. Nothing here looks at a clock: the same input gives the same answer everywhere.
"""

from bisect import bisect_left
from collections import Counter

from rapidfuzz.distance import LCSseq

MAX_PAIRS = 400_000_000
_WINDOW = 8_000
_SOLID = 4  # Length from which a run parts what stands before it from what stands after.

CommonRun = tuple[int, int, int]


def common_runs(a: str, b: str) -> list[CommonRun]:
    """Matched runs (position in a, position in b, length), increasing in both, never adjacent in both."""
    if a == b:
        return [(0, 0, len(a))] if a else []
    head = common_prefix(a, b)
    tail = common_suffix(a, b, min(len(a), len(b)) - head)
    runs: list[CommonRun] = [(0, 0, head)] if head else []
    for i, j, length in _middle_runs(a[head : len(a) - tail], b[head : len(b) - tail]):
        append_run(runs, (i + head, j + head, length))
    if tail:
        append_run(runs, (len(a) - tail, len(b) - tail, tail))
    return runs


def reread(a: str, b: str, runs: list[CommonRun]) -> list[CommonRun]:
    """The runs with each passage between two long ones read by itself.

    Of several readings as short as each other, the one a passage gets depends on what else was changed far
    from it; so read, the same change is found the same wherever it stands with others.
    """
    found: list[CommonRun] = []
    weak = False  # Whether some short run stands since the last long one.
    at_i = at_j = 0
    for run in [*runs, (len(a), len(b), _SOLID)]:
        i, j, length = run
        if length < _SOLID:
            weak = True
            continue
        if weak:
            for x, y, common in common_runs(a[at_i:i], b[at_j:j]):
                append_run(found, (at_i + x, at_j + y, common))
        if i < len(a) or j < len(b):
            append_run(found, run)
        weak, at_i, at_j = False, i + length, j + length
    return found


def gathered(a: str, b: str, runs: list[CommonRun]) -> list[CommonRun]:
    """The runs, short ones brought beside a neighbour where the same elements stand there too.

    « de » kept in the middle of « dans un délai [de] six mois de » is the last one, and one passage is inserted.
    """
    found: list[CommonRun] = []
    for position, run in enumerate(runs):
        following = runs[position + 1] if position + 1 < len(runs) else None
        append_run(found, _beside(a, b, run, found[-1] if found else None, following) if run[2] < _SOLID else run)
    return found


def _beside(a: str, b: str, run: CommonRun, leading: CommonRun | None, following: CommonRun | None) -> CommonRun:
    """A short run beside the one before or after it, if its elements stand there too; else where it is."""
    i, j, length = run
    if leading and (i + length, j + length) != (len(a), len(b)):
        x, y = leading[0] + leading[2], leading[1] + leading[2]
        if (x == i and b.startswith(b[j : j + length], y)) or (y == j and a.startswith(a[i : i + length], x)):
            return x, y, length
    if following and (i or j):
        x, y = following[0] - length, following[1] - length
        if (x == i and b.startswith(b[j : j + length], y)) or (y == j and a.startswith(a[i : i + length], x)):
            return x, y, length
    return run


def append_run(runs: list[CommonRun], run: CommonRun) -> None:
    """Adds a run, joined to the last one where they touch on both sides."""
    if runs:
        i, j, length = runs[-1]
        if i + length == run[0] and j + length == run[1]:
            runs[-1] = (i, j, length + run[2])
            return
    runs.append(run)


def _middle_runs(a: str, b: str) -> list[CommonRun]:
    found: list[CommonRun] = []
    stack = [(0, len(a), 0, len(b))]
    while stack:
        i1, i2, j1, j2 = stack.pop()
        if i1 == i2 or j1 == j2:
            continue
        if (i2 - i1) * (j2 - j1) <= MAX_PAIRS:
            found.extend(_exact(a[i1:i2], b[j1:j2], i1, j1))
            continue
        anchors = _anchors(a[i1:i2], b[j1:j2])
        at_i, at_j = i1, j1
        for i, j in anchors:
            found.append((i1 + i, j1 + j, 1))
            stack.append((at_i, i1 + i, at_j, j1 + j))
            at_i, at_j = i1 + i + 1, j1 + j + 1
        if anchors:
            stack.append((at_i, i2, at_j, j2))
        else:
            found.extend(_windowed(a[i1:i2], b[j1:j2], i1, j1))
    return sorted(found)


def _exact(a: str, b: str, i0: int, j0: int) -> list[CommonRun]:
    return [
        (i0 + op.src_start, j0 + op.dest_start, op.src_end - op.src_start)
        for op in LCSseq.opcodes(a, b)
        if op.tag == "equal"
    ]


def _windowed(a: str, b: str, i0: int, j0: int) -> list[CommonRun]:
    """Runs found through windows that advance together: what is left where nothing stands only once."""
    found: list[CommonRun] = []
    i = j = 0
    while i < len(a) and j < len(b):
        last = i + _WINDOW >= len(a) and j + _WINDOW >= len(b)
        reached = (i, j)
        for x, y, length in _exact(a[i : i + _WINDOW], b[j : j + _WINDOW], i, j):
            if not last and max(x - i, y - j) > _WINDOW // 2:
                break
            found.append((i0 + x, j0 + y, length))
            reached = (x + length, y + length)
        if last:
            break
        i, j = reached if reached != (i, j) else (i + _WINDOW // 2, j + _WINDOW // 2)
    return found


def _anchors(a: str, b: str) -> list[tuple[int, int]]:
    """Elements that occur once in a and once in b, kept in the longest order that both agree on."""
    once_a, once_b = Counter(a), Counter(b)
    place_b = {element: j for j, element in enumerate(b) if once_b[element] == 1}
    pairs = [(i, place_b[x]) for i, x in enumerate(a) if once_a[x] == 1 and x in place_b]
    return [pairs[k] for k in increasing([j for _, j in pairs])]


def increasing(values: list[int]) -> list[int]:
    """Indices of a longest strictly increasing subsequence."""
    tails: list[int] = []
    tail_index: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        k = bisect_left(tails, value)
        before.append(tail_index[k - 1] if k else -1)
        if k == len(tails):
            tails.append(value)
            tail_index.append(index)
        else:
            tails[k] = value
            tail_index[k] = index
    chain = []
    at = tail_index[-1] if tail_index else -1
    while at >= 0:
        chain.append(at)
        at = before[at]
    return chain[::-1]


def common_prefix(a: str, b: str) -> int:
    """Length of the longest common beginning."""
    low, high = 0, min(len(a), len(b))
    if a[:high] == b[:high]:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def common_suffix(a: str, b: str, limit: int) -> int:
    """Length of the longest common end, `limit` at most."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        if a[len(a) - middle : len(a) - low] == b[len(b) - middle : len(b) - low]:
            low = middle
        else:
            high = middle - 1
    return low
