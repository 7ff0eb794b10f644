"""Which marks cannot be put on the words they were meant for, once all edits are known.

A pair of marks (bold, a link, quotes) is not put on words that another variant deletes, cuts in two,
or puts the same pair on differently: marks around nothing, or read as others, are no text.
"""

from collections.abc import Iterable, Iterator

from redline.edits import GAP, Edit


def empties(deletion: Edit, mark: Edit) -> bool:
    """Whether a deletion leaves nothing of the words that a mark is put on."""
    if mark.content is None or not deletion.is_deletion or deletion.is_insertion:
        return False
    start, end = mark.content
    slid = (-deletion.back, 0, deletion.forth)
    return any(deletion.start + shift <= start and end <= deletion.end + shift for shift in slid)


def crossings(edits: Iterable[Edit]) -> Iterator[tuple[Edit, Edit]]:
    """Pairs of marks that cannot both stand, and blocks split between a mark and the one that closes it."""
    rivals = sorted((edit for edit in edits if edit.side > 0 or _splits(edit)), key=_extent)
    if not any(edit.side for edit in rivals):
        return
    for position, a in enumerate(rivals):
        for other in range(position + 1, len(rivals)):
            b = rivals[other]
            if _extent(b)[0] >= _extent(a)[1]:
                break
            if a.side and (_cross(a, b) if b.side else _extent(a)[0] < b.start):
                yield a, b


def _extent(edit: Edit) -> tuple[int, int]:
    return edit.content or (edit.start, edit.end)


def _splits(edit: Edit) -> bool:
    return not edit.whole and any(isinstance(piece, str) and GAP in piece for piece in edit.payload)


def _cross(a: Edit, b: Edit) -> bool:
    """Whether two pairs that overlap would be read as others: of one sign, or one ending inside the other."""
    (start, end), (other_start, other_end) = _extent(a), _extent(b)
    if (start, end) == (other_start, other_end):
        return False  # The same words: the same edit, or two different insertions at one place.
    return a.payload == b.payload or start < other_start < end < other_end
