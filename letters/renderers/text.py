"""The letter as plain text, in UTF-8, unwrapped: one paragraph a line, a blank line between paragraphs."""

from letters.document import Document
from letters.renderers.outline import Piece, Role, pieces

TIGHT = {Role.NAME, Role.COPY}


def render_text(document: Document) -> bytes:
    """The letter, from top to bottom."""
    parts: list[str] = []
    previous: Piece | None = None
    for piece in pieces(document):
        joined = previous is not None and previous.role == piece.role and piece.role in TIGHT
        if previous is not None:
            parts.append("\n" if joined else "\n\n")
        parts.append(_laid_out(piece))
        previous = piece
    return ("".join(parts) + "\n").encode()


def _laid_out(piece: Piece) -> str:
    if piece.role == Role.TITLE:
        return piece.words + "\n" + "=" * len(piece.words)
    if piece.role == Role.SECTION:
        return f"{piece.marker} {piece.words}"
    if piece.role == Role.ITEM:
        return "  " * piece.depth + f"{piece.marker} {piece.words}"
    if piece.role in TIGHT:
        return f"– {piece.words}"
    if piece.role == Role.QUOTATION:
        return f"> {piece.words}"
    return piece.words
