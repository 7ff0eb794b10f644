"""What a draft changes first: what names it until its author does. Pure."""

import re
from dataclasses import dataclass

import redline
from amendments.rules.written_alineas import shown_words, written_in

_MOST_WORDS = 7
_MOST_SIGNS = 48
_BETWEEN = re.compile(r"[ \t\n]+")  # a no-break space stays where it is
_MARKS = str.maketrans("", "", "*\\")  # bold and italics are not words


@dataclass(frozen=True, slots=True)
class FirstChange:
    """Where a draft first differs from the version it amends, and the words that it begins there.

    `alinea`: 0 for the title; None where the text was written whole, and its alinéas cannot be told apart.
    """

    alinea: int | None
    words: str
    is_added: bool = False
    is_deleted: bool = False


def first_change(base: str, draft: str) -> FirstChange | None:
    """The first change of a draft; None where it says what the version says."""
    written = written_in(base, draft)
    if written is None:
        known = {block.source for block in redline.parse(base).blocks}
        new = next((block.body for block in redline.parse(draft).blocks if block.source not in known), "")
        return FirstChange(None, _begun(_words(new)))
    if not written:
        return None
    blocks = redline.parse(base).blocks
    place = min(written)
    fields, before = written[place], shown_words(blocks[place])
    alinea = blocks[place].alinea or 0
    if fields[0] == before and len(fields) > 1:
        return FirstChange(alinea, _begun(_words(fields[1])), is_added=True)
    if not fields[0].strip():
        return FirstChange(alinea, _begun(_words(before)), is_deleted=True)
    old, new_words = _words(before), _words(fields[0])
    pairs = enumerate(zip(old, new_words, strict=False))
    same = next((rank for rank, (was, now) in pairs if was != now), min(len(old), len(new_words)))
    return FirstChange(alinea, _begun(new_words[same:] or old[same:]))


def _words(said: str) -> list[str]:
    return [word for word in _BETWEEN.split(said) if word]


def _begun(words: list[str]) -> str:
    """The first words, on one line of a telephone."""
    said = " ".join(words[:_MOST_WORDS]).translate(_MARKS)
    if len(said) > _MOST_SIGNS:
        said = said[:_MOST_SIGNS].rsplit(" ", 1)[0]
    is_cut = len(words) > _MOST_WORDS or len(said) < len(" ".join(words).translate(_MARKS))
    return said.rstrip(" ,;:.") + "\u00a0…" if is_cut else said
