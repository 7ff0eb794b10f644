"""A text voted in parts: the units between which it may be cut, its parts, and what is left once some are rejected.

Pure. The units of a text are its alinéas; those of an amendment, what it changes, alinéa by alinéa. A part is a run of
units: parts are disjoint and make the whole. The title is no unit of a text: it stays with what is left.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import redline
from redline.model.blocks import are_apart


@dataclass(frozen=True, slots=True)
class Unit:
    """What may be voted apart: the alinéas of the text in force that it touches, first and last; 0 is the title.

    None of words that only come in: `after` says which alinéa they follow.
    """

    alineas: tuple[int, int] | None
    after: int = 0


@dataclass(frozen=True, slots=True)
class TextStep:
    """Blocks of the text in force and those that stand in their place: of a unit, by its rank, or kept (None)."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    unit: int | None


@dataclass(frozen=True, slots=True)
class Divisible:
    """A text that may be divided: in force and as it would read (the same of a text itself), and the way between."""

    base: str
    whole: str
    units: tuple[Unit, ...]
    steps: tuple[TextStep, ...]


@dataclass(frozen=True, slots=True)
class PartRun:
    """A part: the first of its units and the last."""

    first: int
    last: int

    @property
    def units(self) -> range:
        """Its units, by their rank."""
        return range(self.first, self.last + 1)


def of_text(text: str) -> Divisible:
    """A text that is voted alinéa by alinéa: each may drop out of it."""
    units: list[Unit] = []
    steps: list[TextStep] = []
    for block in redline.parse(text).blocks:
        steps.append(TextStep((), (block.index,), len(units) if block.alinea is not None else None))
        if block.alinea is not None:
            units.append(Unit((block.alinea, block.alinea)))
    return Divisible("", text, tuple(units), tuple(steps))


def of_amendment(base: str, amended: str) -> Divisible:
    """What an amendment does to a text, change by change; no unit where it moves a passage, which is not cut.

    What goes and what comes at one place is one change.
    """
    found = redline.difference(base, amended)
    if any(block.op == "move" for block in found.blocks):
        return Divisible(found.old.text, found.new.text, (), ())
    steps: list[TextStep] = []
    count = 0
    for block in found.blocks:
        if _is_kept(found, block):
            steps.append(TextStep(block.old, block.new, None))
        elif steps and steps[-1].unit is not None and _is_one(steps[-1], block):
            last = steps.pop()
            steps.append(TextStep(last.old + block.old, last.new + block.new, last.unit))
        else:
            steps.append(TextStep(block.old, block.new, count))
            count += 1
    return Divisible(found.old.text, found.new.text, tuple(_units(found, steps)), tuple(steps))


def _units(found: redline.Difference, steps: Sequence[TextStep]) -> Iterator[Unit]:
    after = 0
    for step in steps:
        numbers = [found.old.blocks[one].alinea or 0 for one in step.old]
        if step.unit is not None:
            yield Unit((min(numbers), max(numbers)) if numbers else None, after)
        after = max([after, *numbers])


def _is_kept(found: redline.Difference, block: redline.BlockDifference) -> bool:
    """Whether the words are the same, byte for byte: a change of typography alone is a change all the same."""
    if len(block.old) != 1 or len(block.new) != 1:
        return False
    return found.old.blocks[block.old[0]].source == found.new.blocks[block.new[0]].source


def _is_one(step: TextStep, block: redline.BlockDifference) -> bool:
    """Whether words that go and words that come stand at one place: they are one change."""
    return (not step.new and not block.old) or (not step.old and not block.new)


def runs_of(units: int, cuts: Collection[int]) -> tuple[PartRun, ...]:
    """The parts of a text cut before these units; none where a part would be empty, or there is but one."""
    starts = sorted({0, *cuts})
    if len(starts) < 2 or starts[0] < 0 or starts[-1] >= units:
        return ()
    return tuple(PartRun(first, following - 1) for first, following in pairwise([*starts, units]))


def without(text: Divisible, rejected: Collection[int]) -> str:
    """The text as it would read without these units; all of an amendment's rejected, that in force."""
    out = {rank for rank in rejected if 0 <= rank < len(text.units)}
    if not out:
        return text.whole
    if text.base and len(out) == len(text.units):
        return text.base
    old, new = redline.parse(text.base).blocks, redline.parse(text.whole).blocks
    pieces: list[_LeftBlock] = []
    after_rejected = False
    for step in text.steps:
        came, gone = [new[one] for one in step.new], [old[one] for one in step.old]
        if step.unit in out:
            pieces += [_LeftBlock(block.gap, block.source) for block in gone]
            if not text.base:
                pieces += [_LeftBlock(block.gap, block.source, is_left=False) for block in came]
        elif step.unit is None and gone and after_rejected:
            pieces += [_LeftBlock(gone[0].gap, came[0].source)]
        else:
            pieces += [_LeftBlock(block.gap, block.source) for block in came]
        after_rejected = step.unit in out
    return _written(pieces)


@dataclass(frozen=True, slots=True)
class _LeftBlock:
    """A block with what separates it from the one before; `is_left`: false of one that drops out."""

    gap: str
    source: str
    is_left: bool = True


def _written(pieces: Sequence[_LeftBlock]) -> str:
    """Blocks written one after another: a blank line where one was, or where two would else be read as one."""
    text, before, gap = "", "", ""
    for piece in pieces:
        gap = max(gap, piece.gap, key=len)
        if not piece.is_left:
            continue
        if text:
            text += "\n" if gap == "\n" and are_apart(before, piece.source) else "\n\n"
        text, before, gap = text + piece.source, piece.source, ""
    return redline.normalise(text)
