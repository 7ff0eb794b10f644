"""The passages that a reservation cites, where they stand in a text, and whether an amendment touches them. Pure.

What is cited stands between quotation marks, word for word; else it is an alinéa, by its number. Where nobody could
tell which place is meant, none is: nothing is guessed.
"""

import functools
import re
from collections.abc import Iterator

import redline

Cited = tuple[int, int, int]  # index of a block, start and end in its source
_QUOTED = re.compile(r"«([^«»]+)»|“([^“”]+)”|\"([^\"]+)\"")
_ALINEAS = re.compile(r"\b(?:alinéas?|paragraphs?)\s+(\d{1,3})(?:\s*(?:,|et|and)\s*(\d{1,3}))?", re.IGNORECASE)
_LEFT_OUT = re.compile(r"\[?(?:…|\.\.\.)\]?")
_FEWEST_LETTERS = 3


@functools.lru_cache(maxsize=1024)
def cited_in(words: str, text: str) -> tuple[Cited, ...]:
    """Where the passages that the words cite stand in the text that they are about; empty when they cite none."""
    blocks = redline.parse(text).blocks
    numbers = {int(found) for match in _ALINEAS.finditer(words) for found in match.groups() if found}
    named = [block.index for block in blocks if block.alinea in numbers]
    quotes = [piece for quote in _quotes(words) for piece in map(str.strip, _LEFT_OUT.split(quote))]
    if said := [quote for quote in quotes if sum(sign.isalnum() for sign in quote) >= _FEWEST_LETTERS]:
        places = (_place_of(quote, text, named) for quote in said)
        return tuple(place for place in places if place is not None)
    return tuple((index, 0, len(blocks[index].source)) for index in named)


def _quotes(words: str) -> Iterator[str]:
    for match in _QUOTED.finditer(words):
        yield next(found for found in match.groups() if found).strip()


def _place_of(quote: str, text: str, named: list[int]) -> Cited | None:
    """The one place of a quote: in an alinéa named beside it, else the only one of the text."""
    for block in (*map(str, named), ""):
        found = redline.locate(redline.Anchor(block, quote), text)
        if found.state == ("anchored" if block else "moved"):
            return _as_cited(found)
    return None


@functools.lru_cache(maxsize=4096)
def followed(cited: Cited, text: str, newer: str) -> Cited | None:
    """Where a passage of a text stands in a newer one, word for word; None where it is there no more."""
    if text == newer:
        return cited
    blocks = [redline.IdentifiedBlock(str(block.index), block.source) for block in redline.parse(text).blocks]
    found = redline.locate(redline.anchor_at(blocks, *cited), newer)
    return _as_cited(found) if found.state in ("anchored", "moved") else None


def _as_cited(found: redline.Located) -> Cited | None:
    if found.block is None or found.start is None or found.end is None:
        return None
    return found.block, found.start, found.end


def touched(difference: redline.Difference) -> tuple[Cited, ...]:
    """The words of the old text that a difference removes or moves; where it inserts some, a place without width."""
    blocks, found = difference.old.blocks, []
    for change in difference.blocks:
        if not change.is_marked:
            continue
        if change.op == "move":
            found += [(index, 0, len(blocks[index].source)) for index in change.old]
        at = 0
        for sign, words in change.spans if change.old else ():
            if sign == "+":
                found += _of_blocks(blocks, change.old, at, at)
            elif sign == "-":
                found += _of_blocks(blocks, change.old, at, at + len(words))
            at += len(words) if sign != "+" else 0
    return tuple(found)


def _of_blocks(blocks: tuple[redline.Block, ...], old: tuple[int, ...], start: int, end: int) -> Iterator[Cited]:
    """A span of the wording of some blocks (joined by their gaps), in each of them."""
    offset = 0
    for position, index in enumerate(old):
        source = blocks[index].source
        offset += len(blocks[index].gap or "\n\n") if position else 0
        first, last = max(start - offset, 0), min(end - offset, len(source))
        if first < last or (start == end and first == last):
            yield index, first, last
        offset += len(source)


def answers(cited: Cited, touched_places: tuple[Cited, ...]) -> bool:
    """Whether one of the places touched overlaps a passage: half open, as redline's spans; an insertion inside it or
    at its edges.
    """
    block, start, end = cited
    for index, first, last in touched_places:
        if index != block:
            continue
        if (first < end and start < last) if first < last else start <= first <= end:
            return True
    return False
