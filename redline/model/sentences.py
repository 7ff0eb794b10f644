"""Sentences: where each begins and ends in a block, and the words by which it is known again elsewhere."""

import re
from typing import NamedTuple

from redline.model.typography import fold

_END = re.compile(r"[.!?…](?:[ \u00a0\u202f]?»)?\s+")
_WORD = re.compile(r"\w+")


class Sentence(NamedTuple):
    """Characters `start:end` of a block's source, less the space that follows; `key` is the same in any typography."""

    start: int
    end: int
    key: str


def sentences(source: str) -> tuple[Sentence, ...]:
    """The sentences of a block in order; a number or an abbreviation with its point may be one of its own."""
    found: list[Sentence] = []
    folded = fold(source)
    at = len(source) - len(source.lstrip())
    for match in _END.finditer(source, at):
        end = match.start() + len(match[0].rstrip())
        if end > at:
            found.append(Sentence(at, end, folded[at:end]))
        at = match.end()
    if at < len(source):
        found.append(Sentence(at, len(source), folded[at:]))
    return tuple(found)


def count_words(key: str) -> int:
    """How many words a sentence has."""
    return len(_WORD.findall(key))
