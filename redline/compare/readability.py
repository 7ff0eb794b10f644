"""What makes a difference readable: no confetti, changes where a sentence begins, words refined to letters.

Everything here only regroups or slides changes; the two wordings that they join stay the same.
"""

import unicodedata
from dataclasses import replace
from functools import lru_cache

from diff_match_patch import diff_match_patch

from redline.compare.changes import Change, Span
from redline.model.tokens import Words, is_content

_SLIDE_LIMIT = 2_000
_LONGEST_KEPT = 32  # Characters of both neighbours that count: what is kept over half of it stays kept.
_SENTENCE_ENDS = ".!?…:;\n"


def meaningful_runs(runs: list[tuple[int, int, int]], old: Words, new: Words) -> list[tuple[int, int, int]]:
    """The matched runs without those that two unrelated wordings share by accident.

    A lone « de » or comma in the middle of a rewritten sentence is not something that was kept.
    """
    if len(runs) < 2:
        return runs
    kept: list[tuple[int, int, int]] = []
    end_i = end_j = 0
    for position, (i, j, length) in enumerate(runs):
        following = runs[position + 1] if position + 1 < len(runs) else (len(old), len(new), 0)
        before = min(i - end_i, j - end_j)
        after = min(following[0] - i - length, following[1] - j - length)
        if length <= 2 and min(before, after) >= 3 * length and not any(map(is_content, old.keys[i : i + length])):
            continue
        kept.append((i, j, length))
        end_i, end_j = i + length, j + length
    return kept


def slides(text: str, start: int, end: int, most_back: int, most_forth: int) -> list[int]:
    """By how many characters the passage `start:end` may slide with the same effect, between edges of words.

    Removing « grande » and a space reads the same with the space before or after it. The same shifts are found
    wherever among them the passage was read; none is found where it stands inside what has no space.
    """
    back, most_back = 0, min(start, most_back, _SLIDE_LIMIT)
    while back < most_back and text[start - back - 1] == text[end - back - 1]:
        back += 1
    forth, most_forth = 0, min(len(text) - end, most_forth, _SLIDE_LIMIT)
    while forth < most_forth and text[start + forth] == text[end + forth]:
        forth += 1
    if not back and not forth:
        return []
    return [shift for shift in range(-back, forth + 1) if _is_edge(text, start + shift) and _is_edge(text, end + shift)]


def best_slide(text: str, start: int, end: int, shifts: list[int]) -> int:
    """The shift at which the passage starts and ends most naturally, the last of several."""
    best, best_score = 0, -1
    for shift in shifts:
        score = _edge_score(text, start + shift) + _edge_score(text, end + shift)
        if score >= best_score:
            best, best_score = shift, score
    return best


def _is_edge(text: str, at: int) -> bool:
    return at in {0, len(text)} or text[at - 1].isspace() or text[at].isspace()


def _edge_score(text: str, at: int) -> int:
    if at in {0, len(text)} or text[at] == "\n" or text[at - 1] == "\n":
        return 4
    if text[at - 1].isspace():
        before = text[at - 2] if at > 1 else "\n"
        return 3 if before in _SENTENCE_ENDS else 2 if before == "," else 1
    return 0


def group_changes(changes: list[Change], old: str) -> tuple[Change, ...]:
    """The changes, those that read better as one sharing a group number.

    Two changes read as one when what is kept between them is at most half as long as either, and short.
    """
    if len(changes) < 2:
        return tuple(changes)
    groups: list[list[Change]] = []
    for change in changes:
        groups.append([change])
        while len(groups) > 1 and _reads_as_one(groups[-2], groups[-1], old):
            last = groups.pop()
            groups[-1].extend(last)
    return tuple(replace(change, group=n) for n, group in enumerate(groups) for change in group)


def _reads_as_one(left: list[Change], right: list[Change], old: str) -> bool:
    if left[-1].typographic or right[0].typographic:
        return False
    kept = old[left[-1].old_end : right[0].old_start]
    if "\n\n" in kept:
        return False
    length = len(kept.strip())
    return 2 * length <= min(_weight(left), _weight(right), _LONGEST_KEPT)


def _weight(group: list[Change]) -> int:
    """The longer of what a group removes and what it adds, in characters."""
    first, last = group[0], group[-1]
    return max(last.old_end - first.old_start, last.new_end - first.new_start)


_DMP = diff_match_patch()
_DMP.Diff_Timeout = 0  # With a time-out the answer would depend on the machine's speed.


@lru_cache(maxsize=4096)
def refine(old: str, new: str) -> tuple[Span, ...]:
    """One replaced word as spans, letter by letter where that reads better: élu → élu[+s].

    Numbers are never cut, « 150 » becomes « 160 » as a whole; nor is a word that begins otherwise: « semestre » and
    « trimestre » are two words.
    """
    whole = tuple((sign, text) for sign, text in (("-", old), ("+", new)) if text)
    if not old or not new or not _is_word(old) or not _is_word(new) or max(len(old), len(new)) > 60:
        return whole
    spans = [(_SIGNS[op], text) for op, text in _letters(old, new)]
    kept = sum(len(text) for sign, text in spans if sign == "=")
    changed = sum(1 for sign, _ in spans if sign != "=")
    if changed > 2 or kept < 2 or 2 * kept < max(len(old), len(new)) or not _cut_between_letters(spans):
        return whole
    if spans[0][0] != "=" or any(sign == "=" and len(text) == 1 for sign, text in spans[1:-1]):
        return whole  # A letter alone between two marks is an accident of spelling.
    return tuple(spans)


_SIGNS = {0: "=", -1: "-", 1: "+"}


def _letters(old: str, new: str) -> list[tuple[int, str]]:
    diffs = _DMP.diff_main(old, new, checklines=False)
    _DMP.diff_cleanupSemantic(diffs)
    return [(op, text) for op, text in diffs if text]


def _is_word(text: str) -> bool:
    return not any(character.isdigit() or character.isspace() for character in text)


def _cut_between_letters(spans: list[Span]) -> bool:
    return not any(unicodedata.combining(text[0]) for _, text in spans)
