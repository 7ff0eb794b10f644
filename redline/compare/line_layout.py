"""A difference laid out on the numbered lines of both texts, and what it touches in the old one.

The old text's lines lead, since an amendment quotes them: a line is kept (=), changed (~) or removed
(-); inserted blocks are new lines (+) with their own numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from redline.compare.changes import BlockDifference, Span
from redline.compare.touched_lines import Affected, touched_lines
from redline.model.blocks import Block, Document
from redline.model.lines import Line, lines_by_block

LineOp = Literal["=", "-", "+", "~"]


@dataclass(frozen=True, slots=True)
class LineDifference:
    """One line: its numbers in the old and the new text (None where it has none) and its spans.

    The title's lines have no number. `block` is the position of the line's block in the difference.
    """

    op: LineOp
    old: int | None
    new: int | None
    spans: tuple[Span, ...]
    block: int

    def as_json(self) -> dict[str, Any]:
        """The same as JSON values."""
        return {"op": self.op, "old": self.old, "new": self.new, "spans": [list(span) for span in self.spans]}


def lay_out(
    blocks: Sequence[BlockDifference],
    old: Document,
    new: Document,
    old_lines: tuple[Line, ...],
    new_lines: tuple[Line, ...],
) -> tuple[LineDifference, ...]:
    """The lines of a difference, in the order of its blocks."""
    old_of, new_of = lines_by_block(old_lines), lines_by_block(new_lines)
    laid: list[LineDifference] = []
    for position, block in enumerate(blocks):
        old_rows = _rows([old.blocks[i] for i in block.old], old_of)
        new_rows = _rows([new.blocks[j] for j in block.new], new_of)
        rows, added = (old_rows, False) if block.old else (new_rows, True)
        laid.extend(_lines(block.spans, rows, new_rows, position, added=added))
    return tuple(laid)


def lay_out_column(
    block: BlockDifference, document: Document, lines: dict[int, list[Line]], *, new: bool
) -> list[tuple[int | None, tuple[Span, ...]]]:
    """The lines of one text alone in a block of a difference: the number of each (None in the title) and its spans."""
    hidden = "-" if new else "+"
    rows = _rows([document.blocks[index] for index in (block.new if new else block.old)], lines)
    spans = tuple(span for span in block.spans if span[0] != hidden)
    laid = _lines(spans, rows, [], 0, added=new)
    return [(line.new if new else line.old, line.spans) for line in laid]


@dataclass(frozen=True, slots=True)
class _Row:
    """Where the line after it begins in the wording (blocks joined by their gaps), with its own number."""

    stop: int
    number: int | None


def _rows(blocks: list[Block], lines: dict[int, list[Line]]) -> list[_Row]:
    rows: list[_Row] = []
    offset = 0
    for position, block in enumerate(blocks):
        own = lines.get(block.index)
        # The last line owns the gap that follows, as every line owns the space at which it breaks.
        stop = offset + len(block.source) + (len(blocks[position + 1].gap) if position + 1 < len(blocks) else 0)
        if own is None:
            rows.append(_Row(stop, None))
        else:
            rows.extend(_Row(offset + line.end + 1, line.number) for line in own[:-1])
            rows.append(_Row(stop, own[-1].number))
        offset = stop
    return rows


def _lines(
    spans: tuple[Span, ...], rows: list[_Row], new_rows: list[_Row], position: int, *, added: bool
) -> list[LineDifference]:
    """The spans of a block cut at the ends of its leading lines."""
    lead = "+" if added else "-"
    found: list[LineDifference] = []
    pending: list[Span] = []
    at = new_at = row = new_row = 0
    first_new: int | None = None
    for sign, text in spans:
        if sign not in ("=", lead):
            pending.append((sign, text))
            new_at += len(text)
            continue
        used = 0
        while used < len(text):
            last = row == len(rows) - 1
            room = len(text) - used if last else rows[row].stop - at
            piece = text[used : used + room]
            if sign == "=" and not added:
                while new_row < len(new_rows) - 1 and new_at >= new_rows[new_row].stop:
                    new_row += 1
                if first_new is None and piece.strip():
                    first_new = new_rows[new_row].number if new_rows else None
            if piece:
                pending.append((sign, piece))
            used += len(piece)
            at += len(piece)
            if sign == "=":
                new_at += len(piece)
            if not last and at >= rows[row].stop:
                found.append(_line(pending, rows[row].number, first_new, position, added=added))
                pending, first_new, row = [], None, row + 1
    found.append(_line(pending, rows[row].number if rows else None, first_new, position, added=added))
    return found


def _line(spans: list[Span], number: int | None, new: int | None, position: int, *, added: bool) -> LineDifference:
    signs = {sign for sign, text in spans if text.strip()}
    if added:
        return LineDifference("+", None, number, tuple(spans), position)
    if signs <= {"="} and {sign for sign, _ in spans} <= {"="}:
        return LineDifference("=", number, new, tuple(spans), position)
    if signs <= {"-"}:
        return LineDifference("-", number, None, tuple(spans), position)
    return LineDifference("~", number, new, tuple(spans), position)


def affected_by(blocks: Sequence[BlockDifference], old: Document, lines: tuple[Line, ...]) -> Affected:
    """The alinéas and lines of the old text that a difference touches."""
    by_block = lines_by_block(lines)
    alineas: set[int] = set()
    touched: set[int] = set()
    after: set[int] = set()
    title = False
    last = 0
    for block in blocks:
        if block.op == "insert":
            after.add(last)
            continue
        members = [old.blocks[i] for i in block.old]
        if block.op != "move":
            last = max((member.alinea or 0 for member in members), default=last)
        if not block.is_marked:
            continue
        title = title or any(member.alinea is None for member in members)
        for member, start, end in _marked(block, members):
            if member.alinea is not None:
                alineas.add(member.alinea)
                touched.update(touched_lines(by_block.get(member.index, []), start, end))
    within = bool(alineas or touched or title)
    kind: Literal["none", "within", "after"] = "within" if within else "after" if after else "none"
    return Affected(kind, tuple(sorted(alineas)), tuple(sorted(touched)), tuple(sorted(after)), title)


def _marked(block: BlockDifference, members: list[Block]) -> list[tuple[Block, int, int]]:
    """The spans of each old block that are removed, or where something is added: block, start, end."""
    if block.op in {"move", "delete"}:
        return [(member, 0, len(member.source)) for member in members]
    found = []
    at = 0
    for sign, text in block.spans:
        length = 0 if sign == "+" else len(text)
        if sign != "=":
            found.extend(_within(members, at, at + length))
        at += length
    return found


def _within(members: list[Block], start: int, end: int) -> list[tuple[Block, int, int]]:
    """The parts of a span of a wording that lie in each of its blocks."""
    found = []
    offset = 0
    for position, member in enumerate(members):
        offset += len(member.gap) if position else 0
        stop = offset + len(member.source)
        if start <= stop and end >= offset and (start < stop or start == end or stop == offset):
            found.append((member, max(start, offset) - offset, min(end, stop) - offset))
        offset = stop
    return found
