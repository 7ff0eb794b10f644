"""The words of a difference as a page shows them: in bold, in a link, without the marks that make them so.

The inline text of each side is read whole, by whoever knows its markup (`Inline`); a span then shows the words of its
side that stand in it. Where words are kept and their style changes, a note says so in words.
"""

import html
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from redline.compare.changes import BlockDifference, Span
from redline.model.blocks import Document
from redline.model.tokens import PARAGRAPH

_BODIES = {"ordered_item", "unordered_item", "heading", "title"}
Styles = tuple[str, ...]  # what changed in the style of some words: names of `Phrases.styles`


@dataclass(frozen=True, slots=True)
class StyledWords:
    """Words that share their style: characters `start:end` of a wording, less its marks; `href` is a link's address."""

    text: str
    start: int
    end: int
    tags: tuple[str, ...] = ()
    href: str = ""


@dataclass(frozen=True, slots=True)
class Inline:
    """How the inline text of a block is read as styled words, with the fields above, and how these are written."""

    read: Callable[[str], Iterable[Any]]
    write: Callable[[Iterable[Any]], str]


def _as_written(text: str) -> Iterable[StyledWords]:
    return (StyledWords(text, 0, len(text)),) if text else ()


def _escaped(words: Iterable[Any]) -> str:
    return "".join(html.escape(piece.text.replace("\t", "\u00a0"), quote=False) for piece in words)


PLAIN = Inline(_as_written, _escaped)


class StyledBlock:
    """The words of one block of a difference, on both sides, found by their offsets in its wordings."""

    def __init__(self, change: BlockDifference, documents: tuple[Document, Document], inline: Inline) -> None:
        self._sides = tuple(
            list(_read(document, blocks, inline))
            for document, blocks in zip(documents, (change.old, change.new), strict=True)
        )
        self._ends = tuple([piece.end for piece in side] for side in self._sides)
        self.notes = dict(self._changed_styles(change.spans)) if change.old and change.new else {}

    def words(self, *, new: bool, start: int, end: int) -> list[StyledWords]:
        """The words of one side between two offsets."""
        side, found = self._sides[new], []
        for at in range(bisect_right(self._ends[new], start), len(side)):
            piece = side[at]
            if piece.start >= end:
                break
            first, last = max(piece.start, start), min(piece.end, end)
            if len(piece.text) == piece.end - piece.start:
                text = piece.text[first - piece.start : last - piece.start]
            else:
                text = piece.text if first == piece.start else ""
            if text:
                found.append(StyledWords(text, first, last, piece.tags, piece.href))
        return found

    def _changed_styles(self, spans: Sequence[Span]) -> Iterator[tuple[int, Styles]]:
        """After which kept words, by the offset of their end in the new wording, what changed in their style."""
        old_at = new_at = end = 0
        waiting: Styles = ()
        for sign, text in spans:
            if sign == "=":
                for stop, styles in self._compared(old_at, new_at, len(text)):
                    if waiting and styles != waiting:
                        yield end, waiting
                    waiting, end = styles, stop
            old_at += len(text) if sign != "+" else 0
            new_at += len(text) if sign != "-" else 0
        if waiting:
            yield end, waiting

    def _compared(self, old_at: int, new_at: int, length: int) -> Iterator[tuple[int, Styles]]:
        for after in self.words(new=True, start=new_at, end=new_at + length):
            shift = old_at - new_at
            for before in self.words(new=False, start=after.start + shift, end=after.end + shift):
                if words := before.text.rstrip():
                    yield before.end - shift - (len(before.text) - len(words)), tuple(_styles(before, after))


def _styles(before: StyledWords, after: StyledWords) -> Iterator[str]:
    for tag in ("strong", "em", "a"):
        if (tag in before.tags) != (tag in after.tags):
            yield f"{tag}-{'on' if tag in after.tags else 'off'}"
        elif tag == "a" and before.href != after.href:
            yield "a-other"


def _read(document: Document, blocks: tuple[int, ...], inline: Inline) -> Iterator[StyledWords]:
    """The styled words of some blocks put end to end, each after its gap."""
    at = 0
    for position, index in enumerate(blocks):
        block = document.blocks[index]
        if position:
            gap = block.gap or PARAGRAPH
            yield StyledWords(gap, at, at + len(gap))
            at += len(gap)
        head = len(block.source) - len(block.body) if block.kind in _BODIES else 0
        if head:
            yield StyledWords(block.source[:head], at, at + head)
        for words in inline.read(block.source[head:].replace("\n", " ")):
            yield StyledWords(words.text, at + head + words.start, at + head + words.end, words.tags, words.href)
        at += len(block.source)
