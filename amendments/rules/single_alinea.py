"""Writing an amendment alinéa by alinéa: one block of the text is edited, the whole text is rebuilt around it. Pure."""

from dataclasses import dataclass

import redline
from amendments.rules.item_numbers import is_sequential, neutral, numbered
from redline.model.blocks import are_apart

_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class SingleAlinea:
    """An alinéa of a text, to be written anew, and its neighbours (empty at an end; the title is none)."""

    alinea: int
    index: int
    words: str
    previous: str
    following: str
    text: str

    def rebuilt(self, words: str) -> str:
        """The whole text with these words in its place; without any, the alinéa is deleted.

        Lists that counted one by one still do: an author who sees one alinéa cannot number the others.
        """
        is_counted = is_sequential(self.text)
        document = redline.parse(neutral(self.text) if is_counted else self.text)
        block = document.blocks[self.index]
        before, after = document.text[: block.start].rstrip("\n"), document.text[block.end :].strip("\n")
        written = redline.normalise(words).strip("\n")
        following = document.blocks[self.index + 1].gap if after else ""
        if not written:
            text = _joined(before, block.gap if block.gap == "\n" else following, after)
        else:
            text = _joined(_joined(before, block.gap, written), following, after)
        return numbered(text) if is_counted else redline.normalise(text)


def single_alinea(text: str, alinea: int) -> SingleAlinea | None:
    """An alinéa of a text; None when it has no such alinéa."""
    document = redline.parse(text)
    blocks = document.blocks
    block = next((found for found in blocks if found.alinea == alinea), None)
    if block is None:
        return None
    before = blocks[block.index - 1] if block.index else None
    return SingleAlinea(
        alinea=alinea,
        index=block.index,
        words=block.source,
        previous=before.source if before is not None and before.alinea is not None else "",
        following=blocks[block.index + 1].source if block.index + 1 < len(blocks) else "",
        text=document.text,
    )


def words_drafted_for(draft: str, base: str, alinea: int) -> str | None:
    """The words of a draft in the place of one alinéa of its base; None where it differs elsewhere too."""
    taken = single_alinea(base, alinea)
    if taken is None:
        return None
    document = redline.parse(draft)
    left = len(redline.parse(base).blocks) - taken.index - 1
    own = document.blocks[taken.index : len(document.blocks) - left]
    words = document.text[own[0].start : own[-1].end] if own else ""
    return words if taken.rebuilt(words) == document.text else None


def _joined(before: str, gap: str, after: str) -> str:
    """Two pieces of a text with the gap between them, or a blank line where they would be read as one block."""
    if not before or not after:
        return before or after
    last, first = redline.parse(before).blocks[-1].source, redline.parse(after).blocks[0].source
    if gap == "\n" and not are_apart(last, first):
        gap = _GAP
    return f"{before}{gap or _GAP}{after}"
