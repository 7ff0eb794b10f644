"""Block ids, given once when a revision is made and never realigned when it is read.

A block that stays, changes or moves keeps its id. A split keeps the id on the first part and records
it on the others; a join keeps the first id and records the others. What is new gets a new id.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from redline.compare.alignment import align
from redline.compare.compared_texts import Side, Texts
from redline.model.blocks import parse
from redline.pairing import Pairing


@dataclass(frozen=True, slots=True)
class IdentifiedBlock:
    """A block's id and text as written in one revision.

    `split_from` is the id of the block it was cut off from in this revision; `joined` are the ids of the
    blocks that this revision joined to it.
    """

    id: str
    text: str
    split_from: str | None = None
    joined: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The block as JSON values, for storage beside the revision."""
        stored: dict[str, Any] = {"id": self.id, "text": self.text}
        if self.split_from is not None:
            stored["split_from"] = self.split_from
        if self.joined:
            stored["joined"] = list(self.joined)
        return stored

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "IdentifiedBlock":
        """The block that `as_json` stored. Raises KeyError where the id or the text is missing."""
        return cls(stored["id"], stored["text"], stored.get("split_from"), tuple(stored.get("joined", ())))


def assign_ids(
    previous: Sequence[IdentifiedBlock] | None, text: str, new_id: Callable[[], str]
) -> tuple[IdentifiedBlock, ...]:
    """The blocks of a new revision with their ids, given those of the revision before it.

    `new_id` is called once for each id needed, in the order of the text. No two blocks share an id as
    long as `new_id` never gives one twice.
    """
    document = parse(text)
    if not previous:
        return tuple(IdentifiedBlock(new_id(), block.source) for block in document.blocks)
    before = parse("\n\n".join(block.text for block in previous))
    if [block.source for block in before.blocks] != [block.text for block in previous]:
        raise ValueError("les alinéas de la version précédente ne forment pas un texte")
    found: list[IdentifiedBlock] = []
    sources = [block.source for block in document.blocks]
    for pairing in align(Texts(Side(before), document)):
        found.extend(_identified(pairing, previous, sources, new_id))
    return tuple(found)


def _identified(
    pairing: Pairing, previous: Sequence[IdentifiedBlock], sources: list[str], new_id: Callable[[], str]
) -> list[IdentifiedBlock]:
    if not pairing.new:
        return []
    if not pairing.old:
        return [IdentifiedBlock(new_id(), sources[pairing.new[0]])]
    kept = previous[pairing.old[0]].id
    joined = tuple(previous[i].id for i in pairing.old[1:])
    first = IdentifiedBlock(kept, sources[pairing.new[0]], joined=joined)
    return [first, *(IdentifiedBlock(new_id(), sources[j], split_from=kept) for j in pairing.new[1:])]
