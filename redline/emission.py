"""Edits applied to the framed base: the merged text, with moved blocks put where they go."""

from collections.abc import Iterable
from dataclasses import replace

from redline.blocks import normalise
from redline.edits import Edit, Frame

Rank = dict[Edit, int]


def emit(frame: Frame, edits: Iterable[Edit], lead: str, rank: Rank | None = None) -> str:
    """The normalised text in which every edit is applied; `rank` orders insertions at one point."""
    body = _write(frame, edits, 0, len(frame.text), rank or {})
    return normalise(lead + body.lstrip("\n"))


def emit_passage(frame: Frame, edits: Iterable[Edit], start: int, end: int) -> str:
    """The words of one passage of the base once the edits inside it are applied."""
    inside = [edit for edit in edits if edit.start >= start and edit.end <= end and not edit.leaves]
    return _write(frame, inside, start, end, {}).strip("\n")


def _write(frame: Frame, edits: Iterable[Edit], start: int, end: int, rank: Rank) -> str:
    placed = _without_lost_typography(_place(sorted(dict.fromkeys(edits), key=_order), rank))
    writer = _Writer(frame.text, start)
    holes = {edit.first for edit in placed if edit.leaves}
    for edit in sorted(placed, key=lambda edit: _position(edit, rank)):
        writer.close_hole(edit, frame)
        if edit.leaves:
            writer.open_hole(edit, frame)
        else:
            writer.apply(edit)
    return writer.finish(frame, end, holes)


def _order(edit: Edit) -> tuple[int, int, bool]:
    return edit.start, edit.end, edit.whole


def _position(edit: Edit, rank: Rank) -> tuple[int, int, int, int]:
    """At one point: words inserted in a block, new blocks after it, a moved block's hole, then spans."""
    kind = int(edit.whole) if edit.is_insertion else 2 if edit.leaves else 3
    return edit.start, kind, rank.get(edit, 0) if rank else 0, edit.end


def _place(edits: list[Edit], rank: Rank) -> list[Edit]:
    """The edits, those that may slide standing clear of the others."""
    placed: list[Edit] = []
    reached = 0
    for edit in edits:
        settled = edit
        inside = not (edit.leaves or edit.whole or edit.typographic)
        if inside and placed and edit.start < reached and edit not in rank:
            settled = _slide(edit, min(reached - edit.start, edit.forth))
            previous = placed[-1]
            if settled.start < reached and previous.back and previous not in rank:
                placed[-1] = _slide(previous, -min(reached - settled.start, previous.back))
        placed.append(settled)
        if inside:
            reached = max(reached, settled.end)
    return placed


def _slide(edit: Edit, shift: int) -> Edit:
    if not shift:
        return edit
    payload = edit.payload
    if edit.is_insertion and isinstance(payload[0], str):
        payload = (rotate(payload[0], shift),)
    return replace(
        edit,
        start=edit.start + shift,
        end=edit.end + shift,
        payload=payload,
        back=edit.back + shift,
        forth=edit.forth - shift,
    )


def rotate(text: str, shift: int) -> str:
    """An inserted text as it is to be written when it slides by `shift` characters."""
    shift %= len(text)
    return text[shift:] + text[:shift]


def _without_lost_typography(edits: list[Edit]) -> list[Edit]:
    """The edits without those of typography where the same words are changed for good."""
    typographic = [edit for edit in edits if edit.typographic]
    if not typographic:
        return edits
    others = sorted((edit for edit in edits if not edit.typographic and not edit.leaves), key=_order)
    spans = [(edit.start, edit.end) for edit in others if not edit.is_insertion]
    holes = {edit.start for edit in edits if edit.leaves}
    kept = []
    best: dict[int, Edit] = {}
    for edit in typographic:
        if any(start < edit.end and edit.start < end for start, end in spans) or edit.start in holes:
            continue
        rival = best.get(edit.start)
        # Two shapes of one space or apostrophe: the choice only has to be the same for everybody.
        if rival is None or repr(edit.payload) > repr(rival.payload):
            best[edit.start] = edit
    kept = [edit for edit in edits if not edit.typographic]
    return kept + list(best.values())


class _Writer:
    """Writes the base up to each edit, then its payload, into the text or into a moved block's hole."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._at = start
        self._out: list[str | int] = []
        self._moved: dict[int, list[str | int]] = {}
        self._sink = self._out
        self._hole: int | None = None

    def apply(self, edit: Edit) -> None:
        if edit.start > self._at:
            self._sink.append(self._text[self._at : edit.start])
        elif edit.end < self._at and not edit.is_insertion:
            return
        self._sink.extend(edit.payload)
        self._at = max(self._at, edit.end)

    def open_hole(self, edit: Edit, frame: Frame) -> None:
        self._sink.append(self._text[self._at : edit.start])
        self._hole = edit.first
        self._sink = self._moved.setdefault(edit.first, [])
        self._at = frame.starts[edit.first]

    def close_hole(self, following: Edit, frame: Frame) -> None:
        """Leaves the hole before an edit that stands after it."""
        if self._hole is None:
            return
        end = frame.ends[self._hole]
        belongs = not following.whole and not following.leaves and following.first == self._hole
        if following.start < end or (following.start == end and belongs):
            return
        self._leave(end)

    def _leave(self, end: int) -> None:
        self._sink.append(self._text[self._at : end])
        self._at = max(self._at, end)
        self._sink, self._hole = self._out, None

    def finish(self, frame: Frame, end: int, holes: set[int]) -> str:
        if self._hole is not None:
            self._leave(frame.ends[self._hole])
        self._sink.append(self._text[self._at : end])
        pieces: list[str] = []
        for piece in self._out:
            if isinstance(piece, str):
                pieces.append(piece)
            elif piece in holes:
                pieces.extend(part for part in self._moved[piece] if isinstance(part, str))
            else:
                pieces.append(frame.text[frame.starts[piece] : frame.ends[piece]])
        return "".join(pieces)
