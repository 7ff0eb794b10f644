"""How readable the differences of real revisions are: words marked and separate marks, by corpus.

A word is a maximal run of letters and digits. The minimal word edit is the least number of words to remove and
add; difflib at word level is the usual answer. Few words marked in few marks is what reads well.
"""

import difflib
import re
from collections import defaultdict
from typing import Any

from rapidfuzz.distance import Indel

import redline

WORD = re.compile(r"[^\W_]+")
TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_|\s+")


def measure(before: str, after: str) -> tuple[int, int, int, int]:
    """Words marked, minimal word edit, separate marks, separate marks of difflib."""
    marked = [text for b in redline.difference(before, after).blocks for sign, text in b.spans if sign != "="]
    words = sum(len(WORD.findall(text)) for text in marked)
    least = Indel.distance(WORD.findall(before), WORD.findall(after))
    return words, least, len(marked), _difflib_marks(TOKEN.findall(before), TOKEN.findall(after))


def _difflib_marks(old: list[str], new: list[str]) -> int:
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return sum((i1 < i2) + (j1 < j2) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal")


def totals(cases: list[dict[str, Any]]) -> dict[str, tuple[int, int, int, int]]:
    """The measures summed over each corpus."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for case in cases:
        measures = measure(redline.normalise(case["before"]), redline.normalise(case["after"]))
        for k, value in enumerate(measures):
            sums[case["corpus"]][k] += value
    return {corpus: (a, b, c, d) for corpus, (a, b, c, d) in sums.items()}


def print_readability(cases: list[dict[str, Any]]) -> None:
    """The table; each corpus is to stay within 1.12, the French ones within 0.75 of difflib's marks."""
    print("\nwords marked / minimal word edit (≤ 1.12); marks / difflib's (≤ 0.75 in French)")
    for corpus, (words, least, marks, usual) in sorted(totals(cases).items()):
        print(f"{words / least:6.3f} {marks / usual:6.3f}  {corpus} ({words}/{least} words, {marks}/{usual} marks)")
