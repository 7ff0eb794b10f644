"""An amendment carried over to a newer revision: how the part would read if it were adopted.

Always from the author's own text and the revision they amended, never from a text already carried: so each carried
text can be computed again from three texts that never change. Pure; kept in memory by the texts' fingerprints.
"""

import functools
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import redline
from amendments.rules.falls import clash_of_texts
from amendments.rules.item_numbers import is_sequential, neutral, numbered, passed_as_well, passed_in
from core.digest import sha256_text

_AMENDED, _CURRENT = "amended", "new"


@dataclass(frozen=True, slots=True)
class KnownText:
    """A text that stands for its fingerprint: two of them are equal, and hash, by the fingerprint alone."""

    sha256: str
    text: str = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class IfAdopted:
    """The whole part as it would read if an amendment were adopted on a revision.

    Where it is not clean, `text` is the revision's own and `conflicts` (JSON values) say which words disagree.
    """

    text: str = field(repr=False)
    sha256: str
    is_clean: bool
    is_satisfied: bool = False
    conflicts: tuple[dict[str, Any], ...] = ()

    @property
    def known(self) -> KnownText:
        """The resulting text, by its fingerprint."""
        return KnownText(self.sha256, self.text)


@functools.lru_cache(maxsize=2048)
def carry(base: KnownText, current: KnownText, amended: KnownText) -> IfAdopted:
    """How `amended`, written on `base`, reads on `current`; satisfied when `current` says already what it proposed.

    What is inserted where something else was inserted before it comes after that: the order of the votes is the order
    of the text. What would then say the same words twice is for people to settle, as is any other disagreement.
    """
    if base == current:
        return IfAdopted(amended.text, amended.sha256, is_clean=True)
    texts = (base.text, current.text, amended.text)
    passed = passed_in(*texts)
    is_numbered = all(is_sequential(text, passed) for text in texts)
    old, new, proposed = (neutral(text, passed) if is_numbered else text for text in texts)
    result = redline.rebase(old, new, proposed)
    if result.already_satisfied:
        return IfAdopted(current.text, current.sha256, is_clean=True, is_satisfied=True)
    text: str | None = result.text
    if not result.clean:
        text = _in_order_of_adoption(old, new, proposed, result.conflicts)
    if text is None:
        conflicts = tuple(conflict.as_json() for conflict in result.conflicts)
        return IfAdopted(current.text, current.sha256, is_clean=False, conflicts=conflicts)
    text = numbered(text, passed_as_well(text, passed, *texts)) if is_numbered else text
    return IfAdopted(text, sha256_text(text), is_clean=True)


def _in_order_of_adoption(old: str, new: str, proposed: str, conflicts: Iterable[redline.Conflict]) -> str | None:
    """The merged text where insertions only compete for one place, those already adopted first; else None."""
    if any(clash_of_texts(conflict.kind).makes_fall or _says_twice(conflict) for conflict in conflicts):
        return None
    merged = redline.merge(old, {_AMENDED: proposed, _CURRENT: new}, order=(_CURRENT, _AMENDED))
    return None if merged.conflicts else merged.text


def _says_twice(conflict: redline.Conflict) -> bool:
    """Whether the words of two insertions, one after the other, would say something twice; alinéas stand apart."""
    if not conflict.base.strip() and all(_is_alinea(words) for words in conflict.variants.values()):
        return False
    earlier, later = (f" {' '.join(conflict.variants[name].split())} " for name in (_CURRENT, _AMENDED))
    return earlier in later or later in earlier or earlier.split()[-1:] == later.split()[:1]


def _is_alinea(words: str) -> bool:
    """Whether these words stand by themselves: those inserted in an alinéa begin or end with a space or a sign."""
    return bool(words) and words == words.strip() and words[0] not in ",;:.!?"
