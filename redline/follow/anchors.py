"""Anchors: a quoted passage found again in a newer revision, or said to be lost.

A comment or a viewpoint quotes words. They are looked for in the block that held them, then everywhere,
then approximately; an approximation is never taken for the quote itself, somebody is asked to check it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rapidfuzz.fuzz import partial_ratio_alignment

from redline.follow.identities import IdentifiedBlock
from redline.model.blocks import parse
from redline.model.typography import fold

State = Literal["anchored", "moved", "to_check", "orphan"]

CONTEXT = 40
ALIKE = 75.0  # Percentage of likeness from which a passage is proposed for checking.


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage as it was quoted: the id of its block, its words, and what stood around them."""

    block: str
    quote: str
    prefix: str = ""
    suffix: str = ""

    def as_json(self) -> dict[str, str]:
        """The anchor as JSON values."""
        return {"block": self.block, "quote": self.quote, "prefix": self.prefix, "suffix": self.suffix}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Anchor":
        """The anchor that `as_json` stored."""
        return cls(stored["block"], stored["quote"], stored.get("prefix", ""), stored.get("suffix", ""))


@dataclass(frozen=True, slots=True)
class Located:
    """Where a quoted passage stands now.

    `anchored`: in its block, word for word. `moved`: word for word in another block. `to_check`: in
    several places alike, or almost word for word. `orphan`: nowhere; the other fields are then None.
    `block` is the block's index; `start` and `end` are offsets in its text.
    """

    state: State
    block: int | None = None
    start: int | None = None
    end: int | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    block: int
    start: int
    end: int
    context: int


def anchor_at(blocks: Sequence[IdentifiedBlock], block: int, start: int, end: int) -> Anchor:
    """The anchor of the passage `start:end` of a block given by its index. Raises ValueError if it is empty."""
    held = blocks[block]
    quote = held.text[start:end]
    if not quote.strip():
        raise ValueError("le passage cité est vide")
    prefix, suffix = held.text[max(start - CONTEXT, 0) : start], held.text[end : end + CONTEXT]
    return Anchor(held.id, quote, prefix, suffix)


def locate(anchor: Anchor, revision: str | Sequence[IdentifiedBlock]) -> Located:
    """Where an anchor's passage stands in a revision, given as its identified blocks.

    A plain text may be given instead: its blocks' ids are then their indices, "0", "1"…
    """
    blocks = _identified(revision)
    if not anchor.quote.strip():
        return Located("orphan")
    places = list(_exact_places(anchor, blocks))
    own = [place for place in places if blocks[place.block].id == anchor.block]
    for state, found in (("anchored", own), ("moved", places)):
        if found:
            best = max(found, key=lambda place: (place.context, -place.block, -place.start))
            rivals = sum(place.context == best.context for place in found)
            # Without its context, one occurrence among several could be any of them.
            sure = len(found) == 1 or rivals == 1
            return _located(
                "anchored" if sure and state == "anchored" else "moved" if sure else "to_check", best, blocks
            )
    return _approximate(anchor, blocks)


def _identified(revision: str | Sequence[IdentifiedBlock]) -> Sequence[IdentifiedBlock]:
    if isinstance(revision, str):
        return [IdentifiedBlock(str(block.index), block.source) for block in parse(revision).blocks]
    return revision


def _exact_places(anchor: Anchor, blocks: Sequence[IdentifiedBlock]) -> Iterator[_Place]:
    """Every place where the words stand, whatever the shape of apostrophes, quotes and spaces."""
    quote, prefix, suffix = fold(anchor.quote), fold(anchor.prefix), fold(anchor.suffix)
    for index, block in enumerate(blocks):
        text = fold(block.text)
        at = text.find(quote)
        while at != -1:
            end = at + len(quote)
            context = _shared_end(text[:at], prefix) + _shared_start(text[end:], suffix)
            yield _Place(index, at, end, context)
            at = text.find(quote, at + 1)


def _shared_end(a: str, b: str) -> int:
    return _shared_start(a[::-1], b[::-1])


def _shared_start(a: str, b: str) -> int:
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def _approximate(anchor: Anchor, blocks: Sequence[IdentifiedBlock]) -> Located:
    quote = fold(anchor.quote)
    best: tuple[float, bool, int, int, int] | None = None
    for index, block in enumerate(blocks):
        text = fold(block.text)
        if 2 * len(text) < len(quote):
            continue
        found = partial_ratio_alignment(quote, text, score_cutoff=ALIKE)
        if found is None:
            continue
        start, end = (found.dest_start, found.dest_end) if len(quote) <= len(text) else (0, len(text))
        candidate = (found.score, block.id == anchor.block, -index, start, end)
        if best is None or candidate > best:
            best = candidate
    if best is None:
        return Located("orphan")
    _, _, index, start, end = best
    start, end = _whole_words(blocks[-index].text, start, end)
    return _located("to_check", _Place(-index, start, end, 0), blocks)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    passage = text[start:end]
    return start + len(passage) - len(passage.lstrip()), end - (len(passage) - len(passage.rstrip()))


def _located(state: State, place: _Place, blocks: Sequence[IdentifiedBlock]) -> Located:
    quote = blocks[place.block].text[place.start : place.end]
    return Located(state, place.block, place.start, place.end, quote)
