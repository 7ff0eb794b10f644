"""Sentences brought where a variant moves them, with what the others changed within them."""

from collections.abc import Sequence
from dataclasses import replace

from redline.merge.clashes import follows
from redline.merge.edits import Edit, Frame, MovedPassage
from redline.merge.emission import emit_passage
from redline.merge.sliding import Rank


def carried(frame: Frame, edits: list[Edit], ranks: Rank) -> tuple[list[Edit], Rank]:
    """The edits, those made within a sentence that moves being made where it goes; and their ranks."""
    brought = {(p.start, p.end): edit for edit in edits for p in edit.brings}
    departed = [p for edit in edits for p in edit.departs if (p.start, p.end) in brought]
    if not departed:
        return edits, ranks
    consumed: set[Edit] = set()
    rewritten: dict[Edit, Edit] = {}
    for passage in departed:
        inside = [edit for edit in edits if follows(edit, passage, frame.text)]
        if inside:
            arrival = brought[passage.start, passage.end]
            rewritten[arrival] = _rewritten(rewritten.get(arrival, arrival), passage, frame, inside)
            consumed.update(inside)
    if not consumed:
        return edits, ranks
    left = [rewritten.get(edit, edit) for edit in edits if edit not in consumed]
    return left, {rewritten.get(edit, edit): rank for edit, rank in ranks.items()}


def _rewritten(arrival: Edit, passage: MovedPassage, frame: Frame, inside: Sequence[Edit]) -> Edit:
    """An edit that brings a passage, with the passage as others have changed it."""
    words = emit_passage(frame, inside, passage.start, passage.end)
    written = next(p.written for p in arrival.brings if (p.start, p.end) == (passage.start, passage.end))
    payload: list[str | int] = []
    done = False
    for piece in arrival.payload:
        if not done and isinstance(piece, str) and written in piece:
            payload.append(piece.replace(written, words, 1))
            done = True
        else:
            payload.append(piece)
    return replace(arrival, payload=tuple(payload), back=0, forth=0)
