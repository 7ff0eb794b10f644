"""Whether one amendment does several things that have nothing to do with one another. Pure.

The congress votes an amendment whole: who dislikes one half of it rejects the other. Changes are of one piece when they
stand in the same alinéa or in neighbouring ones, when they replace the same words by the same words, or when one of
them only numbers again what another moved.
"""

from collections.abc import Iterator

import redline
from amendments.rules.locations import is_in_number
from amendments.rules.word_edits import edits_of


def groups(difference: redline.Difference) -> list[list[int]]:
    """The alinéas touched (0 for the title), one list for each thing that is done, in the order of the text."""
    found: list[list[int]] = []
    edits: list[set[tuple[str, str]]] = []
    last = -2
    for at, alinea, own in _touched(difference):
        same = next((rank for rank, known in enumerate(edits) if own and own <= known), None)
        if found and at <= last + 1:
            found[-1].append(alinea)
            edits[-1] |= own
        elif same is not None:
            found[same].append(alinea)
        else:
            found.append([alinea])
            edits.append(set(own))
        last = at
    return [sorted(set(group)) for group in found]


def _touched(difference: redline.Difference) -> Iterator[tuple[int, int, set[tuple[str, str]]]]:
    """Where something changes: the rank of the block in the text amended, its alinéa, the words replaced there."""
    at = alinea = 0
    for block in difference.blocks:
        if block.old:
            at = block.old[-1]
            alinea = difference.old.blocks[at].alinea or 0
        if not block.is_marked:
            continue
        replaced: set[tuple[str, str]] = set()
        if block.op == "change":
            edits = edits_of(block.spans)[1]
            source = difference.old.blocks[at]
            replaced = {(edit.removed.strip(), edit.added.strip()) for edit in edits if not is_in_number(edit, source)}
            if not replaced:
                continue  # only its number follows
        yield at, alinea, replaced
