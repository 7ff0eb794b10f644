"""Spaces where the words of several amendments meet: each word apart from the next, and no space too many.

An edit is written with the spaces of its own variant. Between two edits of one variant these are right by
themselves; where edits of several variants touch, a space may be wanted by both or by neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass

# Signs that never stand after a space unless their own text says so, nor before one.
_CLOSING = frozenset(".,)]}…")
_OPENING = frozenset("'’([{")
SPACES = " \u00a0\u202f"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words to be written, with the characters that stood before and after them in their own text.

    A neighbour is the empty string at the beginning or the end of the text.
    """

    text: str
    before: str
    after: str


def join(pieces: Sequence[Piece]) -> list[str]:
    """The texts of the pieces, with the spaces at their borders set right for the order they stand in."""
    texts = [piece.text for piece in pieces]
    left = 0
    for right in range(1, len(pieces)):
        if texts[right]:
            texts[left], texts[right] = _meet(texts[left], pieces[left], texts[right], pieces[right])
            left = right if texts[right] else left
    return texts


def _meet(left: str, leading: Piece, right: str, trailing: Piece) -> tuple[str, str]:
    """Two texts as they are written side by side."""
    if not left or left.endswith("\n"):
        return left, right.lstrip(SPACES) if trailing.before != "\n" else right
    if right.startswith("\n"):
        return left.rstrip(SPACES), right
    if left[-1] in SPACES and right[0] in SPACES:
        return (left[:-1], right) if left[-1] == " " else (left, right[1:])
    if left[-1] == " " and right[0] in _CLOSING and trailing.before not in SPACES:
        return left[:-1], right
    if right[0] == " " and left[-1] in _OPENING and leading.after not in SPACES:
        return left, right[1:]
    words = left[-1].isalnum() and right[0].isalnum()
    apart = leading.after == " " == trailing.before and left[-1] not in SPACES and right[0] not in SPACES
    return (f"{left} ", right) if words or apart else (left, right)
