"""How an adopted text left nothing of another to vote: it deleted its words, changed them, changed what it deleted.

Pure. Read from the three texts themselves (the one that both amended, the one adopted, the one fallen), as `redline`
finds them to disagree; never from what was foreseen.
"""

from dataclasses import dataclass
from enum import StrEnum

import redline
from amendments.rules.falls import clash_of_texts
from amendments.rules.item_numbers import neutral_together

_ADOPTED, _FALLEN = "adopted", "fallen"


class Meeting(StrEnum):
    """What the adopted text did to the words of the other."""

    DELETED = "deleted"
    REPLACED = "replaced"
    KEPT = "kept"  # it changed what the other deleted


@dataclass(frozen=True, slots=True)
class Collision:
    """Where two texts disagree: how, over which words of the base, in which of its alinéas (none: the title)."""

    meeting: Meeting
    words: tuple[str, ...]
    alineas: tuple[int, ...]


def collision(base: str, adopted: str, fallen: str) -> Collision | None:
    """How the adoption of one text on this base made another fall; None where they do not disagree on it.

    The gravest disagreement names it: words deleted, then changed.
    """
    on, texts = neutral_together(base, {_ADOPTED: adopted, _FALLEN: fallen})
    blocks = redline.parse(on).blocks
    found: dict[Meeting, list[tuple[str, int | None]]] = {}
    for conflicts in redline.pairwise(on, texts).conflicts.values():
        for conflict in conflicts:
            if clash_of_texts(conflict.kind).makes_fall:
                alinea = blocks[conflict.block].alinea if conflict.block < len(blocks) else None
                found.setdefault(_meeting(conflict), []).append((conflict.base, alinea))
    for meeting in Meeting:
        if meeting in found:
            words = tuple(dict.fromkeys(said for said, _alinea in found[meeting] if said.strip()))
            alineas = tuple(sorted({alinea for _said, alinea in found[meeting] if alinea}))
            return Collision(meeting, words, alineas)
    return None


def _meeting(conflict: redline.Conflict) -> Meeting:
    if not conflict.variants[_ADOPTED].strip():
        return Meeting.DELETED
    return Meeting.REPLACED if conflict.variants[_FALLEN].strip() else Meeting.KEPT
