"""What a block became: the unit in which two texts are aligned."""

from dataclasses import dataclass
from typing import Literal

Op = Literal["keep", "change", "insert", "delete", "move", "split", "join"]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Blocks of the old text and what became of them: indices in both texts, in order."""

    op: Op
    old: tuple[int, ...]
    new: tuple[int, ...]
