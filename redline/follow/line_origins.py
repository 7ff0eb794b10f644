"""Who brought each printed line: the lines of the last revision, each with the revisions that brought its words."""

from collections.abc import Sequence
from dataclasses import dataclass

from redline.follow.origins import Origin, origins
from redline.model.blocks import parse
from redline.model.lines import DEFAULT_WIDTH, number_lines


@dataclass(frozen=True, slots=True)
class LineOrigin:
    """A printed line (None: the title), its alinéa, its words piece by piece with what brought each."""

    number: int | None
    alinea: int | None
    pieces: tuple[Origin, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """What brought its words, each once, in their order; spaces and signs alone count for nothing."""
        told = [piece.label for piece in self.pieces if any(sign.isalnum() for sign in piece.text)]
        return tuple(dict.fromkeys(told or [piece.label for piece in self.pieces]))


def line_origins(chain: Sequence[tuple[str, str]], *, width: int = DEFAULT_WIDTH) -> tuple[LineOrigin, ...]:
    """The lines of the last text of a chain of (label, text), oldest first; the title's words are one line."""
    if not chain:
        return ()
    text = chain[-1][1]
    blocks, brought = parse(text).blocks, origins(chain)
    found = [
        LineOrigin(None, None, brought[block.index])
        for block in blocks
        if block.alinea is None and block.index < len(brought)
    ]
    for line in number_lines(text, width):
        pieces = _cut(brought[line.block], line.start, line.end)
        found.append(LineOrigin(line.number, blocks[line.block].alinea, pieces))
    return tuple(found)


def _cut(pieces: Sequence[Origin], start: int, end: int) -> tuple[Origin, ...]:
    """The words between two places of a block, with what brought them."""
    found, at = [], 0
    for piece in pieces:
        low, high = max(start, at), min(end, at + len(piece.text))
        if low < high:
            found.append(Origin(piece.text[low - at : high - at], piece.label))
        at += len(piece.text)
    return tuple(found)
