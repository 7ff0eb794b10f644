"""A draft kept from two windows: what each changed since they showed the same, put together by alinéa. Pure.

The page carries what the draft said when it was shown (`remembered`), so that a change taken back in one window is not
brought back by the other. Two changes of one alinéa, of the title or of the reasons are for the writer to settle.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import redline
from amendments.rules.written_alineas import rebuilt, written_in
from core.digest import sha256_text
from core.text.typography import normalise_typography
from motions.rules.motion_text import clean_text

T = TypeVar("T")
_ONE_LINE = re.compile(r"[ \t\n]+")  # no-break spaces stay as they are


@dataclass(frozen=True, slots=True)
class DraftWords:
    """All that a draft says on a version."""

    text: str
    title: str
    reasons: str

    @classmethod
    def typed(cls, text: str, title: str, reasons: str) -> "DraftWords":
        """What is kept of what was typed."""
        title = _ONE_LINE.sub(" ", normalise_typography(title)).strip()
        return cls(clean_text(text), title, clean_text(reasons).rstrip("\n"))

    def stamp(self, base_id: int) -> str:
        """What tells one keeping of a draft from the next."""
        return sha256_text("\0".join((str(base_id), self.title, self.reasons, self.text)))


@dataclass(frozen=True, slots=True)
class Reunited:
    """Both windows in one draft; `others`: the alinéas (0 for the title) that come from the other window."""

    words: DraftWords
    others: tuple[int, ...]


def remembered(base: str, words: DraftWords) -> str:
    """What a draft says, short enough for its page to carry: the alinéas that it writes anew, or the whole text."""
    written = written_in(base, words.text)
    return json.dumps([words.title, words.reasons, words.text if written is None else written], ensure_ascii=False)


def recalled(base: str, said: str) -> DraftWords | None:
    """What was remembered; None for anything else."""
    try:
        title, reasons, told = json.loads(said)
        text = told if isinstance(told, str) else rebuilt(base, {int(place): list(own) for place, own in told.items()})
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    return DraftWords(text, str(title), str(reasons))


def reunited(base: str, was: DraftWords, own: DraftWords, other: DraftWords) -> Reunited | None:
    """What both windows wrote since they showed `was`, in one; None where they disagree, or cannot be told apart."""
    before, mine, theirs = (written_in(base, words.text) for words in (was, own, other))
    if before is None or mine is None or theirs is None:
        return None
    written: dict[int, list[str]] = {}
    others = []
    for place in sorted({*before, *mine, *theirs}):
        states = [found.get(place) for found in (before, mine, theirs)]
        is_agreed, chosen = _one_of(*states)
        if not is_agreed:
            return None
        if chosen is not None:
            written[place] = chosen
        if chosen != states[1]:
            others.append(place)
    title, reasons = _one_of(was.title, own.title, other.title), _one_of(was.reasons, own.reasons, other.reasons)
    if not (title[0] and reasons[0]):
        return None
    words = DraftWords(rebuilt(base, written), str(title[1]), str(reasons[1]))
    return Reunited(words, _alineas(base, others)) if _is_found_again(base, words.text, written) else None


def _one_of(was: T, own: T, other: T) -> tuple[bool, T]:
    """Whether one of two is right without asking, and which: the one that changed, or the same change twice."""
    if own in (was, other):
        return True, other
    return other == was, own


def _is_found_again(base: str, text: str, written: Mapping[int, list[str]]) -> bool:
    found = written_in(base, text)
    return found is not None and rebuilt(base, found) == rebuilt(base, written)


def _alineas(base: str, places: list[int]) -> tuple[int, ...]:
    blocks = redline.parse(base).blocks
    return tuple(blocks[place].alinea or 0 for place in places)
