"""The difference between two texts, block by block and line by line, ready to be shown, kept or applied."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from redline.compare.alignment import align
from redline.compare.changes import BlockDifference
from redline.compare.compared_texts import Side, Texts
from redline.compare.line_layout import LineDifference, affected_by, lay_out
from redline.compare.paired_wordings import PairedWording, wording_of
from redline.compare.patches import make_patch
from redline.compare.spans import spans_of
from redline.compare.touched_lines import Affected
from redline.model.blocks import Document, parse
from redline.model.lines import DEFAULT_WIDTH, lines_of
from redline.model.typography import same_text
from redline.pairing import Pairing


@dataclass(frozen=True, slots=True)
class Difference:
    """All that distinguishes two texts. `identical` says that their normalised bytes are the same."""

    identical: bool
    blocks: tuple[BlockDifference, ...]
    lines: tuple[LineDifference, ...]
    affected: Affected
    patch: Mapping[str, Any]
    old: Document
    new: Document
    width: int

    def as_json(self) -> dict[str, Any]:
        """The answer of `redline diff`, as JSON values."""
        return {
            "identical": self.identical,
            "blocks": [
                {"op": b.op, "old": list(b.old), "new": list(b.new), "spans": [list(s) for s in b.spans]}
                for b in self.blocks
            ],
            "lines": [line.as_json() for line in self.lines],
            "affected": self.affected.as_json(),
            "patch": self.patch,
        }


def difference(old: str, new: str, *, width: int = DEFAULT_WIDTH, ignore_typography: bool = False) -> Difference:
    """The difference between two texts, which are normalised first.

    With `ignore_typography`, the shape of apostrophes and quotes and the kind of spaces are not marked;
    the patch still carries them. `width` is in grapheme clusters.
    """
    before, after = parse(old), parse(new)
    texts = Texts(Side(before), after)
    pairings = align(texts)
    wordings = [wording_of(texts, pairing) if pairing.old and pairing.new else None for pairing in pairings]
    blocks = tuple(
        _block(texts, pairing, wording, ignore_typography) for pairing, wording in zip(pairings, wordings, strict=True)
    )
    old_lines, new_lines = lines_of(before, width), lines_of(after, width)
    return Difference(
        before.text == after.text,
        blocks,
        lay_out(blocks, before, after, old_lines, new_lines),
        affected_by(blocks, before, old_lines),
        make_patch(before.text, after.text, _hunks(texts, pairings, wordings)),
        before,
        after,
        width,
    )


def _block(texts: Texts, pairing: Pairing, wording: PairedWording | None, ignore_typography: bool) -> BlockDifference:
    if wording is None:
        document, sign = (texts.old, "-") if pairing.old else (texts.new, "+")
        source = document.blocks[(pairing.old or pairing.new)[0]].source
        return BlockDifference(pairing.op, pairing.old, pairing.new, ((sign, source),))
    op = pairing.op
    spans = spans_of(wording, ignore_typography=ignore_typography)
    if op == "change" and all(sign == "=" for sign, _ in spans) and same_text(wording.old, wording.new):
        op = "keep"
    return BlockDifference(op, pairing.old, pairing.new, spans)


def _hunks(texts: Texts, pairings: list[Pairing], wordings: list[PairedWording | None]) -> list[tuple[int, str, str]]:
    """Exact replacements in the old text; a moved block is removed at one place and added at another."""
    old, new = texts.old.text, texts.new.text
    hunks: list[tuple[int, str, str]] = []
    old_at = new_at = 0

    def replace_until(old_end: int, new_end: int) -> None:
        if old[old_at:old_end] != new[new_at:new_end]:
            hunks.append((old_at, old[old_at:old_end], new[new_at:new_end]))

    for pairing, wording in zip(pairings, wordings, strict=True):
        if wording is None or pairing.op == "move":
            continue
        old_start = texts.old.blocks[pairing.old[0]].start
        new_start = texts.new.blocks[pairing.new[0]].start
        replace_until(old_start, new_start)
        for change in wording.changes:
            removed, added = (
                wording.old[change.old_start : change.old_end],
                wording.new[change.new_start : change.new_end],
            )
            hunks.append((old_start + change.old_start, removed, added))
        old_at, new_at = old_start + len(wording.old), new_start + len(wording.new)
    replace_until(len(old), len(new))
    return hunks
