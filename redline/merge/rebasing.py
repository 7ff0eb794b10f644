"""An amendment carried over from the text it was written on to a newer one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from redline.compare.compared_texts import Side
from redline.merge.conflicts import Conflict
from redline.merge.edits import Frame
from redline.merge.merging import Gathering, merge_gathered
from redline.merge.reading import variant_of
from redline.model.blocks import parse
from redline.model.lines import DEFAULT_WIDTH

NEW, AMENDED = "new", "amended"


@dataclass(frozen=True, slots=True)
class Rebase:
    """An amendment on the new text.

    `clean` says that every change found its place. Otherwise `text` holds those that did, and the new
    text's words elsewhere, and `conflicts` name what could not be carried, between "amended" and "new".
    `already_satisfied` says that the new text already holds all that the amendment asked.
    """

    clean: bool
    text: str
    conflicts: tuple[Conflict, ...]
    already_satisfied: bool

    def as_json(self) -> dict[str, Any]:
        """The answer of `redline rebase`, as JSON values."""
        return {
            "clean": self.clean,
            "text": self.text,
            "conflicts": [conflict.as_json() for conflict in self.conflicts],
            "already_satisfied": self.already_satisfied,
        }


def rebase(old: str, new: str, amended: str, *, width: int = DEFAULT_WIDTH) -> Rebase:
    """The amendment `amended`, written on `old`, carried over to `new`."""
    return rebase_all(old, new, {AMENDED: amended}, width=width)[AMENDED]


def rebase_all(old: str, new: str, amendments: Mapping[str, str], *, width: int = DEFAULT_WIDTH) -> dict[str, Rebase]:
    """Each amendment, written on `old`, carried over to `new`; what changed between them is read once."""
    document, newer = parse(old), parse(new)
    side, frame = Side(document), Frame(document)
    change = variant_of(NEW, frame, side, newer)
    carried = {}
    for name, text in amendments.items():
        variant = variant_of(AMENDED, frame, side, parse(text))
        gathering = Gathering(frame, {AMENDED: variant, NEW: change})
        merged = merge_gathered(gathering, prefer=(NEW,), width=width, report_preferred=True)
        satisfied = bool(variant.substance) and not merged.conflicts and merged.text == newer.text
        carried[name] = Rebase(not merged.conflicts, merged.text, merged.conflicts, satisfied)
    return carried
