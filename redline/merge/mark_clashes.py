"""Which marks cannot be put on the words they were meant for, once all edits are known.

A pair of marks (bold, a link, quotes) is not put on words that another variant deletes, cuts in two,
or puts the same pair on differently: marks around nothing, or read as others, are no text.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from redline.compare.marks import MARK
from redline.merge.edits import GAP, Edit


def empties(deletion: Edit, mark: Edit) -> bool:
    """Whether a deletion leaves nothing of the words that a mark is put on."""
    if mark.content is None or not deletion.is_deletion or deletion.is_insertion:
        return False
    start, end = mark.content
    slid = (-deletion.back, 0, deletion.forth)
    return any(deletion.start + shift <= start and end <= deletion.end + shift for shift in slid)


def crossings(edits: Iterable[Edit]) -> Iterator[tuple[Edit, Edit]]:
    """Pairs of marks that cannot both stand, and blocks split between a mark and the one that closes it."""
    rivals = sorted((edit for edit in edits if edit.side > 0 or is_split(edit)), key=_extent)
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


def is_split(edit: Edit) -> bool:
    """Whether an edit cuts a block in two, or joins what it brings to the blocks beside."""
    return not edit.whole and any(isinstance(piece, str) and GAP in piece for piece in edit.payload)


def _cross(a: Edit, b: Edit) -> bool:
    """Whether two pairs that overlap would be read as others: of one sign, or one ending inside the other."""
    (start, end), (other_start, other_end) = _extent(a), _extent(b)
    if (start, end) == (other_start, other_end):
        return False  # The same words: the same edit, or two different insertions at one place.
    return bool(_signs(a) & _signs(b)) or start < other_start < end < other_end


def _signs(edit: Edit) -> set[str]:
    return {sign for piece in edit.payload if isinstance(piece, str) for sign in MARK.findall(piece)}


def without_empty_marks(edits: list[Edit], text: str) -> list[Edit]:
    """The edits, less the marks put on words of which several variants, together, delete every one."""
    marked = {edit.content for edit in edits if edit.content and edit.is_insertion}
    marked = {(start, end) for start, end in marked if text[start:end].strip()}
    if not marked:
        return edits
    deleted = sorted((edit.start, edit.end) for edit in edits if edit.is_deletion and not edit.is_insertion)
    empty = {content for content in marked if not _left(text, content, deleted)}
    return [edit for edit in edits if not (edit.is_insertion and edit.content in empty)] if empty else edits


def _left(text: str, content: tuple[int, int], deleted: list[tuple[int, int]]) -> bool:
    """Whether something of a passage of the base is not deleted."""
    at, stop = content
    for start, end in deleted[max(bisect_left(deleted, (at, at)) - 1, 0) :]:
        if start >= stop or text[at:start].strip():
            break
        at = max(at, end)
    return bool(text[at:stop].strip())
