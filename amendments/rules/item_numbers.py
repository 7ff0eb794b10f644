"""Numbers of ordered lists are not words: an item inserted third renumbers the items after it, and amends none.

Pure. Before amendments are compared or carried over, each list is given one number throughout (« 1. 1. 1. »), and
the result is numbered again. Only where every text involved numbers its lists without a gap: what an author numbered
otherwise on purpose (« 2021. », « 2025. ») is compared as it is written.
"""

import re
from collections.abc import Container, Iterable, Iterator

import redline

Item = tuple[redline.Block, int]
_NUMBER = re.compile(r"^\d+")  # « 3. », « 3) », « 3° »; letters are not counted


def is_sequential(text: str) -> bool:
    """Whether every ordered list of a text counts one by one from its first number."""
    return all(number == run[0][1] + rank for run in _runs(text) for rank, (_, number) in enumerate(run))


def neutral(text: str) -> str:
    """The text with, in each ordered list, the number of its first item throughout."""
    return _renumbered(text, ((block, run[0][1]) for run in _runs(text) for block, _ in run))


def numbered(text: str, passed: Container[str] = ()) -> str:
    """The text with each ordered list counting one by one from its first number.

    `passed`: paragraphs added between two items (« 1 bis. … »): the list counts on after them.
    """
    runs = _runs(text, passed)
    return _renumbered(text, ((block, run[0][1] + rank) for run in runs for rank, (block, _) in enumerate(run)))


def renumbered_after(text: str, ranks: Container[int]) -> str:
    """The text with the items of these ranks (among its blocks) numbered after the one before; the first: 1."""
    found: list[Item] = []
    for run in _runs(text):
        before = 0
        for block, number in run:
            before = before + 1 if block.index in ranks else number
            if block.index in ranks:
                found.append((block, before))
    return _renumbered(text, found)


def _runs(text: str, passed: Container[str] = ()) -> Iterator[list[Item]]:
    """The ordered lists of a text: items of one depth, with nothing but deeper items between them."""
    open_runs: dict[int, list[Item]] = {}
    for block in redline.parse(text).blocks:
        if block.kind == "paragraph" and block.source in passed:
            continue
        number = _NUMBER.match(block.marker) if block.kind == "ordered_item" else None
        depth = block.depth if block.kind in ("ordered_item", "unordered_item") else 0
        for ended in [level for level in open_runs if level > depth or (level == depth and number is None)]:
            yield open_runs.pop(ended)
        if number:
            open_runs.setdefault(depth, []).append((block, int(number[0])))
    yield from open_runs.values()


def _renumbered(text: str, numbers: Iterable[Item]) -> str:
    text = redline.normalise(text)
    pieces, end = [], 0
    for block, number in sorted(numbers, key=lambda item: item[0].start):
        start = block.start + block.source.index(block.marker)
        pieces += [text[end:start], _NUMBER.sub(str(number), block.marker)]
        end = start + len(block.marker)
    return "".join([*pieces, text[end:]])
