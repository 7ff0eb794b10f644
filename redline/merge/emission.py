"""Edits applied to the framed base: the merged text, with moved blocks put where they go."""

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from redline.merge.edits import Edit, Frame
from redline.merge.sliding import Rank, place
from redline.merge.spacing import Piece, join
from redline.model.blocks import normalise


def emit(frame: Frame, edits: Iterable[Edit], rank: Rank | None = None) -> str:
    """The normalised text in which every edit is applied; `rank` orders insertions at one point."""
    body = _write(frame, edits, 0, len(frame.text), rank or {})
    return normalise(body)


def emit_passage(frame: Frame, edits: Iterable[Edit], start: int, end: int) -> str:
    """The words of one passage of the base once the edits inside it are applied."""
    inside = [edit for edit in edits if edit.start >= start and edit.end <= end and not edit.leaves]
    return _write(frame, inside, start, end, {}).strip("\n")


def _write(frame: Frame, edits: Iterable[Edit], start: int, end: int, rank: Rank) -> str:
    placed = _without_lost_typography(place(list(dict.fromkeys(edits))))
    writer = _TextWriter(frame.text, start)
    holes = {edit.first for edit in placed if edit.leaves}
    for edit in sorted(placed, key=lambda edit: _position(edit, rank)):
        writer.close_hole(edit, frame)
        if edit.leaves:
            writer.open_hole(edit, frame)
        else:
            writer.apply(edit)
    return writer.finish(frame, end, holes)


def _position(edit: Edit, rank: Rank) -> tuple[int, int, int, int, int]:
    """At one point: words inserted in a block, new blocks after it, a moved block's hole, then spans.

    Of the words, what closes a mark comes first and what opens one last: marks hug the words they are put on.
    """
    kind = int(edit.whole) if edit.is_insertion else 2 if edit.leaves else 3
    side = 0 if kind else edit.side
    return edit.start, kind, side, rank.get(edit, 0) if rank else 0, edit.end


def _without_lost_typography(edits: list[Edit]) -> list[Edit]:
    """The edits without those of typography where the same words are changed for good."""
    typographic = [edit for edit in edits if edit.typographic]
    if not typographic:
        return edits
    spans = sorted((e.start, e.end) for e in edits if not (e.typographic or e.leaves or e.is_insertion))
    reached = list(accumulate((end for _, end in spans), max))
    holes = {edit.start for edit in edits if edit.leaves}
    best: dict[tuple[int, bool], Edit] = {}
    for edit in typographic:
        before = bisect_left(spans, (edit.end,))
        if (before and reached[before - 1] > edit.start) or edit.start in holes:
            continue
        place = edit.start, edit.is_insertion
        rival = best.get(place)
        # Two shapes of one space or apostrophe: the choice only has to be the same for everybody.
        if rival is None or repr(edit.payload) > repr(rival.payload):
            best[place] = edit
    kept = [edit for edit in edits if not edit.typographic]
    return kept + list(best.values())


def _piece(written: str | int, before: str, after: str) -> Piece:
    """Words with their neighbours; a moved block stands on its own lines."""
    return Piece(written, before, after) if isinstance(written, str) else Piece("\n", "", "")


class _TextWriter:
    """Writes the base up to each edit, then its payload, into the text or into a moved block's hole."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._at = start
        self._out: list[str | int] = []
        self._moved: dict[int, list[str | int]] = {}
        self._sink = self._out
        self._hole: int | None = None
        self._crowd: list[Edit] = []  # since the last kept words of the base

    def apply(self, edit: Edit) -> None:
        if edit.start > self._at:
            self._keep(edit.start)
        elif edit.end < self._at and not edit.is_insertion:
            return
        self._crowd.append(edit)
        self._sink.extend(edit.payload)
        self._at = max(self._at, edit.end)

    def _keep(self, end: int) -> None:
        """The base's own words, as far as `end`."""
        kept = self._text[self._at : end]
        if len(self._crowd) > 1:
            kept = self._set_apart(kept)
        if kept:
            self._crowd = []
        self._sink.append(kept)
        self._at = max(self._at, end)

    def _set_apart(self, kept: str) -> str:
        """Sets the spaces right between edits of several variants that touch, and the kept words around them."""
        crowd, text = self._crowd, self._text
        if not all(edit.makers for edit in crowd) or frozenset.intersection(*(edit.makers for edit in crowd)):
            return kept
        payloads = [(written, edit) for edit in crowd for written in edit.payload]
        first = max(len(self._sink) - len(payloads) - 1, 0)
        start = min(edit.start for edit in crowd)
        before = self._sink[first : len(self._sink) - len(payloads)]
        pieces = [_piece(words, "", text[start : start + 1]) for words in before]
        for written, edit in payloads:
            pieces.append(_piece(written, text[edit.start - 1 : edit.start], text[edit.end : edit.end + 1]))
        *joined, kept = join([*pieces, Piece(kept, text[self._at - 1], "")])
        for position, words in enumerate(joined, first):
            if isinstance(self._sink[position], str):
                self._sink[position] = words
        return kept

    def open_hole(self, edit: Edit, frame: Frame) -> None:
        self._keep(edit.start)
        self._hole = edit.first
        self._sink = self._moved.setdefault(edit.first, [])
        self._crowd = []
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
        self._keep(end)
        self._sink, self._hole, self._crowd = self._out, None, []

    def finish(self, frame: Frame, end: int, holes: set[int]) -> str:
        if self._hole is not None:
            self._leave(frame.ends[self._hole])
        self._keep(end)
        pieces: list[str] = []
        for piece in self._out:
            if isinstance(piece, str):
                pieces.append(piece)
            elif piece in holes:
                pieces.extend(part for part in self._moved[piece] if isinstance(part, str))
            else:
                pieces.append(frame.text[frame.starts[piece] : frame.ends[piece]])
        return "".join(pieces)
