"""Writing an amendment alinéa by alinéa: one block of the text is edited, the whole text is rebuilt around it. Pure."""

from dataclasses import dataclass

import redline
from amendments.numbering import is_sequential, numbered


@dataclass(frozen=True, slots=True)
class OneAlinea:
    """An alinéa taken out of a text to be written anew: what stands before it, its words, what stands after."""

    alinea: int
    before: str
    words: str
    after: str
    previous: str  # the neighbours, shown around it; empty at an end
    following: str

    def rebuilt(self, words: str) -> str:
        """The whole text with these words in its place; without any, the alinéa is deleted.

        Lists that counted one by one still do: an author who sees one alinéa cannot number the others.
        """
        written = redline.normalise(words).strip("\n")
        before = self.before if written else self.before.rstrip("\n")
        text = redline.normalise(before + written + self.after)
        whole = self.before + self.words + self.after
        return numbered(text) if is_sequential(whole) else text


def take_out(text: str, alinea: int) -> OneAlinea | None:
    """An alinéa of a text; None when it has no such alinéa."""
    blocks = redline.parse(text).blocks
    block = next((found for found in blocks if found.alinea == alinea), None)
    if block is None:
        return None
    before = blocks[block.index - 1] if block.index else None
    after = blocks[block.index + 1] if block.index + 1 < len(blocks) else None
    return OneAlinea(
        alinea=alinea,
        before=text[: block.start],
        words=block.source,
        after=text[block.end :],
        previous=before.source if before is not None and before.alinea is not None else "",
        following=after.source if after is not None else "",
    )


def taken_from(draft: str, base: str, alinea: int) -> str | None:
    """The words of a draft in the place of one alinéa of its base; None where it differs elsewhere too."""
    taken = take_out(base, alinea)
    if taken is None:
        return None
    for prefix in (taken.before, taken.before.rstrip("\n")):
        if draft.startswith(prefix) and draft.endswith(taken.after) and len(prefix) + len(taken.after) <= len(draft):
            words = draft[len(prefix) : len(draft) - len(taken.after)]
            if taken.rebuilt(words) == draft:
                return words.strip("\n")
    return None
