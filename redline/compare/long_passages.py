"""Very long passages compared in bounded time: first by pieces that both wordings hold, then word by word between.

A paragraph of several megabytes is no paragraph, but it must be answered. Pieces are cut where the
text itself says so, hence at the same places in both wordings, whatever was inserted before.
"""

import re
from dataclasses import replace
from itertools import pairwise

from redline.compare.changes import Change
from redline.compare.passages import compare
from redline.model.sequences import CommonRun, common_prefix, common_runs, common_suffix
from redline.model.tokens import Alphabet, tokenise

LONG = 150_000  # Characters from which a passage is compared by pieces.
_HOPELESS = 200_000  # Without a stretch in common over this length, two wordings have nothing in common.
_STRETCH = 200  # Characters of common pieces from which they are no accident; shorter ones are read word by word.
_READ = 2_000_000  # Characters read word by word in all; past that, only longer stretches count as kept.
_PIECE = 4_000
_CUT = re.compile(r"[.;:!?se37]\s+")


def compare_long(old: str, new: str) -> tuple[Change, ...]:
    """The changes that turn one wording into the other, in order."""
    old_cuts, new_cuts = cuts(old), cuts(new)
    codes = Alphabet()
    a = codes.encode([old[x:y] for x, y in pairwise(old_cuts)], 0)
    b = codes.encode([new[x:y] for x, y in pairwise(new_cuts)], 1)
    found: list[Change] = []
    i = j = 0
    for next_i, next_j, length in [*_stretches(common_runs(a, b), old_cuts, new_cuts), (len(a), len(b), 0)]:
        _between(found, old, new, (old_cuts[i], old_cuts[next_i]), (new_cuts[j], new_cuts[next_j]))
        i, j = next_i + length, next_j + length
    return tuple(found)


def _stretches(runs: list[CommonRun], old_cuts: list[int], new_cuts: list[int]) -> list[CommonRun]:
    """The runs of common pieces that part two wordings, long enough for what is between them to be read in time."""
    least = _STRETCH
    while True:
        kept = [run for run in runs if old_cuts[run[0] + run[2]] - old_cuts[run[0]] >= least]
        ends = [(0, 0), *((old_cuts[i + length], new_cuts[j + length]) for i, j, length in kept)]
        starts = [*((old_cuts[i], new_cuts[j]) for i, j, _ in kept), (old_cuts[-1], new_cuts[-1])]
        between = [x2 - x1 + y2 - y1 for (x1, y1), (x2, y2) in zip(ends, starts, strict=True)]
        if sum(length for length in between if length <= _HOPELESS) <= _READ:
            return kept
        least *= 2


def cuts(text: str) -> list[int]:
    """Where a text is cut into pieces, both ends included; no piece is much longer than `_PIECE`."""
    found = [0]
    for at in [*(match.end() for match in _CUT.finditer(text)), len(text)]:
        while at - found[-1] > _PIECE:
            space = text.find(" ", found[-1] + _PIECE // 2, found[-1] + _PIECE)
            found.append(space + 1 if space >= 0 else found[-1] + _PIECE // 2)
        if at > found[-1]:
            found.append(at)
    return found


def _between(found: list[Change], old: str, new: str, old_span: tuple[int, int], new_span: tuple[int, int]) -> None:
    """Adds the changes of one stretch without a common piece."""
    (o1, o2), (n1, n2) = old_span, new_span
    before, after = old[o1:o2], new[n1:n2]
    if before == after:
        return
    group = found[-1].group + 1 if found else 0
    if len(before) + len(after) > _HOPELESS:
        head = common_prefix(before, after)
        tail = common_suffix(before, after, min(len(before), len(after)) - head)
        found.append(Change(o1 + head, o2 - tail, n1 + head, n2 - tail, group=group))
        return
    alphabet = Alphabet()
    found.extend(
        replace(
            change,
            old_start=change.old_start + o1,
            old_end=change.old_end + o1,
            new_start=change.new_start + n1,
            new_end=change.new_end + n1,
            group=change.group + group,
        )
        for change in compare(tokenise(before, alphabet, 0), tokenise(after, alphabet, 1))
    )
