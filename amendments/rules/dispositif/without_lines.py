"""Sentences of a dispositif as people write them by hand: without the lines that the site always tells. Pure.

« À l’alinéa 5, remplacer les mots « … » par les mots « … ». » says which words only if they stand in that alinéa once:
every line of it is tried, and what more than one reading makes of the text is refused, never guessed.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import combinations_with_replacement
from typing import Final

import redline
from amendments.rules.dispositif.known_wordings import ASSEMBLEE, ENGLISH, FRENCH
from amendments.rules.dispositif.reading import amended_by
from amendments.rules.dispositif.sentences import place_in_words
from amendments.rules.dispositif.statements import NotReadable
from amendments.rules.dispositif.wordings import Wordings

_MOST_LINES: Final = 12  # of one alinéa: beyond, its lines are to be written
_PLACES: Final = {
    "fr": re.compile(r"[AÀ] l[’']alinéa[ \u00a0](\d+),[ \u00a0](?!lignes?\b)", re.IGNORECASE),
    "en": re.compile(r"In paragraph[ \u00a0](\d+),[ \u00a0](?!lines?\b)", re.IGNORECASE),
}
_BARE: Final = re.compile(r"^A(?= l[’']alinéa|u(?:x|\b))")  # a capital keyed without its accent


def amended_by_hand(text: str, sentences: Iterable[str], width: int, language: str) -> str:
    """The text that these sentences make of the text amended; `NotReadable` where they do not say it exactly."""
    return amended_by(text, [_complete(text, sentence, width, language) for sentence in sentences], width, language)


def _complete(text: str, sentence: str, width: int, language: str) -> str:
    """The sentence with its lines, where it says none and one reading alone is possible."""
    sentence = _BARE.sub("À", sentence, count=1) if language == "fr" else sentence
    place = _PLACES[language].match(sentence)
    if place is None:
        return sentence
    found: dict[str, str] = {}
    for words in (ENGLISH,) if language == "en" else (FRENCH, ASSEMBLEE):
        for written in _written(text, int(place[1]), width, words):
            tried = f"{written}, {sentence[place.end() :]}"
            try:
                found.setdefault(amended_by(text, [tried], width, language), tried)
            except NotReadable:
                continue
    if len(found) != 1:
        raise NotReadable(f"cette phrase se lit de {len(found)} manières : {sentence}")
    return next(iter(found.values()))


def _written(text: str, alinea: int, width: int, words: Wordings) -> Iterator[str]:
    """The place with each run of lines of the alinéa."""
    blocks = redline.parse(text).blocks
    lines = [line.number for line in redline.number_lines(text, width) if blocks[line.block].alinea == alinea]
    for first, last in combinations_with_replacement(lines[:_MOST_LINES], 2):
        yield place_in_words(alinea, (first, last), words)
