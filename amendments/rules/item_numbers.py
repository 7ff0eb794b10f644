"""Numbers of ordered lists are not words: an item inserted third renumbers the items after it, and amends none.

Pure. Before amendments are compared or carried over, each list is given one number throughout (« 1. 1. 1. »), and
the result is numbered again. Only where every text involved numbers its lists without a gap: what an author numbered
otherwise on purpose (« 2021. », « 2025. ») is compared as it is written.

`passed`, everywhere below: the paragraphs over which a list counts on (« 1 bis. … » between « 1. » and « 2. »); texts
that are compared pass the same ones.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

import redline
from redline.model.blocks import are_apart

Item = tuple[redline.Block, int]
_MAYBE_NUMBERED = re.compile(
    r"^(?:[^\S\n]|>)*\d", re.MULTILINE
)  # without such a line no text has an item with a number
_NUMBER = re.compile(r"^\d+")  # « 3. », « 3) », « 3° »; letters are not counted
_BETWEEN = re.compile(r"(bis|ter|quater|(quinqu|sex|sept|oct|non|dec)ies)\b")  # « 4° bis »: no number of its own


def is_sequential(text: str, passed: Collection[str] = ()) -> bool:
    """Whether every ordered list of a text counts one by one from its first number."""
    return _is_sequential(_runs(redline.parse(text).blocks, passed))


def _is_sequential(runs: Iterable[Sequence[Item]]) -> bool:
    return all(number == run[0][1] + rank for run in runs for rank, (_, number) in enumerate(run))


def neutral(text: str, passed: Collection[str] = ()) -> str:
    """The text with, in each ordered list, the number of its first item throughout."""
    return _renumbered(
        text, ((block, run[0][1]) for run in _runs(redline.parse(text).blocks, passed) for block, _ in run)
    )


def numbered(text: str, passed: Collection[str] = ()) -> str:
    """The text with each ordered list counting one by one from its first number."""
    runs = _runs(redline.parse(text).blocks, passed)
    return _renumbered(text, ((block, run[0][1] + rank) for run in runs for rank, (block, _) in enumerate(run)))


def renumbered_after(text: str, ranks: Collection[int]) -> str:
    """The text with the items of these ranks (among its blocks) numbered after the one before; the first: 1."""
    found: list[Item] = []
    for run in _runs(redline.parse(text).blocks):
        before = 0
        for block, number in run:
            before = before + 1 if block.index in ranks else number
            if block.index in ranks:
                found.append((block, before))
    return _renumbered(text, found)


def neutral_together(base: str, texts: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """A text and others made from it, neutral where all number their lists without a gap; else as written.

    One no-break space is another: « 15 000 » says the same with a fine one.
    """
    found = [redline.normalise(_one_space(text)) for text in (base, *texts.values())]
    if any(map(_MAYBE_NUMBERED.search, found)):
        found = _neutral(found)
    return found[0], dict(zip(texts, found[1:], strict=True))


def _neutral(texts: list[str]) -> list[str]:
    """Normalised texts made neutral together, each read once; as they are where one numbers its lists otherwise."""
    read = [redline.parse(text).blocks for text in texts]
    passed = frozenset(source for blocks in read for source in _passed(blocks))
    runs = [list(_runs(blocks, passed)) for blocks in read]
    if not all(map(_is_sequential, runs)):
        return texts
    firsts = ([(block, run[0][1]) for run in own for block, _ in run] for own in runs)
    return [_with_numbers(*told) for told in zip(texts, read, firsts, strict=True)]


def _one_space(text: str) -> str:
    return text.replace("\u202f", "\u00a0")


def passed_in(*texts: str) -> frozenset[str]:
    """The paragraphs after which a list goes on with the number that follows, in one of these texts at least."""
    return frozenset(source for text in texts for source in _passed(redline.parse(text).blocks))


def passed_as_well(text: str, passed: Collection[str], *known: str) -> frozenset[str]:
    """`passed`, and the paragraphs of a text made of `known` ones that say nearly the same as one of them."""
    if not passed:
        return frozenset()
    told = [source for other in known for source in _paragraphs(other)]
    own = (source for source in _paragraphs(text) if source not in told)
    return frozenset(passed).union(
        source for source in own for nearest in get_close_matches(source, told, 1) if nearest in passed
    )


def _passed(blocks: Iterable[redline.Block]) -> Iterator[str]:
    last: dict[int, int] = {}  # by depth, the number of the last item
    between: list[str] = []
    for block in blocks:
        if block.kind == "paragraph":
            between.append(block.source)
        if block.kind == "paragraph" or _is_between(block):
            continue
        number, depth = _number_of(block), _depth_of(block)
        if between and number and number == last.get(depth, -1) + 1:
            yield from between
        elif between:
            last = {}
        between = []
        last = {level: known for level, known in last.items() if level < depth or (level == depth and number)}
        if number is not None:
            last[depth] = number


def _runs(blocks: Iterable[redline.Block], passed: Collection[str] = ()) -> Iterator[list[Item]]:
    """The ordered lists of a text: items of one depth, with nothing but deeper items between them."""
    open_runs: dict[int, list[Item]] = {}
    for block in blocks:
        if (block.kind == "paragraph" and block.source in passed) or _is_between(block):
            continue
        number, depth = _number_of(block), _depth_of(block)
        for ended in [level for level in open_runs if level > depth or (level == depth and number is None)]:
            yield open_runs.pop(ended)
        if number is not None:
            open_runs.setdefault(depth, []).append((block, number))
    yield from open_runs.values()


def _is_between(block: redline.Block) -> bool:
    return block.kind == "ordered_item" and bool(_NUMBER.match(block.marker) and _BETWEEN.match(block.body.lstrip()))


def _number_of(block: redline.Block) -> int | None:
    number = _NUMBER.match(block.marker) if block.kind == "ordered_item" else None
    return int(number[0]) if number else None


def _depth_of(block: redline.Block) -> int:
    return block.depth if block.kind in ("ordered_item", "unordered_item") else 0


def _paragraphs(text: str) -> list[str]:
    return [block.source for block in redline.parse(text).blocks if block.kind == "paragraph"]


def _renumbered(text: str, numbers: Iterable[Item]) -> str:
    text = redline.normalise(text)
    return _with_numbers(text, redline.parse(text).blocks, numbers)


def _with_numbers(text: str, blocks: Sequence[redline.Block], numbers: Iterable[Item]) -> str:
    pieces, end = [], 0
    for block, number in sorted(numbers, key=lambda item: item[0].start):
        start = block.start + block.source.index(block.marker)
        marker = _NUMBER.sub(str(number), block.marker)
        above = blocks[block.index - 1] if block.gap == "\n" else None
        if above and above.kind == "paragraph" and not are_apart(above.source, f"{marker} x"):
            pieces.append(text[end : block.start] + "\n")  # « 2. » right under a paragraph would go on with it
            end = block.start
        pieces += [text[end:start], marker]
        end = start + len(block.marker)
    return "".join([*pieces, text[end:]])
