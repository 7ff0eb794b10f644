"""Who brought these words: each passage of the last revision with the revision that brought it."""

from collections.abc import Sequence
from dataclasses import dataclass

from redline.compare.alignment import align
from redline.compare.compared_texts import Side, Texts
from redline.compare.paired_wordings import PairedWording, wording_of
from redline.model.blocks import Document, parse
from redline.pairing import Pairing


@dataclass(frozen=True, slots=True)
class Origin:
    """Some words and the label of the revision (or amendment) that brought them."""

    text: str
    label: str


_Owned = list[tuple[int, str]]


def origins(chain: Sequence[tuple[str, str]]) -> tuple[tuple[Origin, ...], ...]:
    """For each block of the last text of a chain of (label, text), oldest first, its words' origins.

    The origins of a block put together are the block. Words that are moved, or whose typography alone
    changes, keep their origin. An empty chain has no block.
    """
    if not chain:
        return ()
    label, text = chain[0]
    document = parse(text)
    owned: list[_Owned] = [[(len(block.source), label)] for block in document.blocks]
    for label, text in chain[1:]:
        newer = parse(text)
        owned = _carry(document, owned, newer, label)
        document = newer
    return tuple(_origins_of(block.source, segments) for block, segments in zip(document.blocks, owned, strict=True))


def _origins_of(source: str, segments: _Owned) -> tuple[Origin, ...]:
    found: list[Origin] = []
    at = 0
    for length, label in segments:
        piece = source[at : at + length]
        at += length
        if not piece:
            continue
        if found and found[-1].label == label:
            found[-1] = Origin(found[-1].text + piece, label)
        else:
            found.append(Origin(piece, label))
    return tuple(found)


def _carry(older: Document, owned: list[_Owned], newer: Document, label: str) -> list[_Owned]:
    """Who owns the characters of each block of the newer text."""
    carried: list[_Owned] = [[] for _ in newer.blocks]
    texts = Texts(Side(older), newer)
    for pairing in align(texts):
        if not pairing.new:
            continue
        if not pairing.old:
            carried[pairing.new[0]] = [(len(newer.blocks[pairing.new[0]].source), label)]
            continue
        before: _Owned = []
        for position, i in enumerate(pairing.old):
            if position:
                before.append((len(older.blocks[i].gap), label))
            before.extend(owned[i])
        after = _through(wording_of(texts, pairing), before, label)
        _share_out(pairing, after, newer, carried)
    return carried


def _through(wording: PairedWording, before: _Owned, label: str) -> _Owned:
    """The owners of the new wording's characters, given those of the old one's."""
    after: _Owned = []
    at = 0
    for change in wording.changes:
        after.extend(_cut(before, at, change.old_start))
        added = change.new_end - change.new_start
        if change.typographic and change.old_end > change.old_start:
            after.append((added, _cut(before, change.old_start, change.old_end)[0][1]))
        else:
            after.append((added, label))
        at = change.old_end
    after.extend(_cut(before, at, len(wording.old)))
    return after


def _share_out(pairing: Pairing, after: _Owned, newer: Document, carried: list[_Owned]) -> None:
    at = 0
    for position, j in enumerate(pairing.new):
        block = newer.blocks[j]
        at += len(block.gap) if position else 0
        carried[j] = _cut(after, at, at + len(block.source))
        at += len(block.source)


def _cut(segments: _Owned, start: int, end: int) -> _Owned:
    """The owners of the characters `start:end`."""
    found: _Owned = []
    at = 0
    for length, label in segments:
        low, high = max(start, at), min(end, at + length)
        if low < high:
            found.append((high - low, label))
        at += length
    return found
