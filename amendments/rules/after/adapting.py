"""An amendment that no longer applies, adapted to the text in force as far as it goes: where a new one begins.

Pure. Every change that still finds its place is made; elsewhere the words in force stay, and the conflicts say what
the author wanted there.
"""

from dataclasses import dataclass

import redline
from amendments.rules.item_numbers import is_sequential, neutral, numbered, passed_as_well, passed_in


@dataclass(frozen=True, slots=True)
class InDispute:
    """A passage where both changed the same words: as it was, as it is now, as the author wanted it."""

    base: str
    adopted: str
    proposed: str
    alinea: int | None  # of the text that the author amended; none for the title


@dataclass(frozen=True, slots=True)
class Adapted:
    """The text in force with what still applies, and what does not."""

    text: str
    in_dispute: tuple[InDispute, ...]


def adapted(base: str, current: str, amended: str) -> Adapted:
    """`amended`, written on `base`, put on `current` as far as it goes."""
    passed = passed_in(base, current, amended)
    is_numbered = all(is_sequential(text, passed) for text in (base, current, amended))
    old, new, proposed = (neutral(text, passed) if is_numbered else text for text in (base, current, amended))
    found = redline.rebase(old, new, proposed)
    text = (
        numbered(found.text, passed_as_well(found.text, passed, base, current, amended)) if is_numbered else found.text
    )
    blocks = redline.parse(old).blocks
    return Adapted(
        text,
        tuple(
            InDispute(
                conflict.base.strip(),
                conflict.variants["new"].strip(),
                conflict.variants["amended"].strip(),
                blocks[conflict.block].alinea if conflict.block < len(blocks) else None,
            )
            for conflict in found.conflicts
        ),
    )
