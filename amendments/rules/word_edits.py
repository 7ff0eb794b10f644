"""One changed block as edits on whole words: what a sentence can quote.

Pure. `redline` marks letters where that reads better (élu → élu**s**); a sentence quotes words (« élu » by « élus »).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

SignedWords = tuple[str, str]
Raw = tuple[int, int, str]

_JOINERS = "’'ʼ-\u2011"


@dataclass(frozen=True, slots=True)
class WordEdit:
    """Characters `start:end` of the old wording become `added`; both ends stand between words.

    `exact`: the same with the spaces at the ends, which no sentence quotes: it gives the new wording to the byte.
    """

    start: int
    end: int
    removed: str
    added: str
    exact: Raw = (0, 0, "")

    @property
    def is_insertion(self) -> bool:
        """Whether nothing is removed."""
        return not self.removed

    @property
    def is_deletion(self) -> bool:
        """Whether nothing is added."""
        return not self.added


def edits_of(spans: Iterable[SignedWords]) -> tuple[str, list[WordEdit]]:
    """The old wording, and the edits that give the new one, in order, widened to whole words.

    Applied to the old wording from the last to the first, they give the new one, spaces at their ends apart.
    """
    spans = list(spans)
    old = "".join(text for sign, text in spans if sign != "+")
    edits = [_edit(old, group) for group in _groups(old, _raw(spans))]
    return old, [edit for edit in edits if edit.removed != edit.added]


def reworded(source: str, spans: Iterable[SignedWords], new: str) -> tuple[list[WordEdit] | None, str]:
    """The edits of a block's source and the wording that they give, the typography of the source where nobody edits it.

    No edits, and the new source, where spans do not follow the old one sign by sign or change spaces alone.
    """
    spans = list(spans)
    wording, edits = edits_of(spans)
    shown = "".join(text for sign, text in spans if sign != "-")
    if len(wording) != len(source) or with_edits(wording, edits) != shown:
        return None, new
    edits = [replace(edit, removed=source[edit.start : edit.end]) for edit in edits]
    edits = [edit for edit in edits if edit.removed != edit.added]
    return edits, with_edits(source, edits)


def with_edits(source: str, edits: Iterable[WordEdit]) -> str:
    """The source with these edits done, to the byte."""
    for edit in reversed(list(edits)):
        start, end, added = edit.exact
        source = source[:start] + added + source[end:]
    return source


def _raw(spans: list[SignedWords]) -> Iterable[Raw]:
    """(start, end, added) of each run of changed spans."""
    at = start = 0
    added, is_open = "", False
    for sign, text in [*spans, ("=", "")]:
        if sign == "=":
            if is_open:
                yield start, at, added
            at += len(text)
            start, added, is_open = at, "", False
            continue
        is_open = True
        if sign == "-":
            at += len(text)
        else:
            added += text


def _groups(old: str, raw: Iterable[Raw]) -> Iterable[tuple[int, int, list[Raw]]]:
    """Changes with the words that they cut: (start, end, changes), those that cut one word together."""
    pending: tuple[int, int, list[Raw]] | None = None
    for change in raw:
        start, end = _whole_words(old, change)
        if pending is not None and start < pending[1]:
            pending = (pending[0], max(end, pending[1]), [*pending[2], change])
            continue
        if pending is not None:
            yield pending
        pending = (start, end, [change])
    if pending is not None:
        yield pending


def _whole_words(old: str, change: Raw) -> tuple[int, int]:
    """The change's span with the rest of each word that it cuts: where letters meet letters at its ends."""
    start, end, added = change
    removed = old[start:end]
    firsts = {text[0] for text in (removed, added) if text}
    lasts = {text[-1] for text in (removed, added) if text}
    if start and _in_word(old[start - 1]) and any(map(_in_word, firsts)):
        while start and _in_word(old[start - 1]):
            start -= 1
    if end < len(old) and _in_word(old[end]) and any(map(_in_word, lasts)):
        while end < len(old) and _in_word(old[end]):
            end += 1
    return start, end


def _in_word(character: str) -> bool:
    return character.isalnum() or character in _JOINERS


def _edit(old: str, group: tuple[int, int, list[Raw]]) -> WordEdit:
    """One edit from changes, without the spaces at its ends, which no sentence quotes."""
    start, end, changes = group
    pieces = []
    at = start
    for change_start, change_end, added in changes:
        pieces += [old[at:change_start], added]
        at = change_end
    exact = (start, end, "".join([*pieces, old[at:end]]))
    added, removed = exact[2].strip(), old[start:end]
    if removed.strip():
        lead = len(removed) - len(removed.lstrip())
        return WordEdit(start + lead, start + len(removed.rstrip()), removed.strip(), added, exact)
    return WordEdit(start, end, "", added, exact)
