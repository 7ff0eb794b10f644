"""Tokens made for French: what a delegate would call one word, and where each stands.

An elided article is its own token (`l'`, then `État`); a number keeps its thousands, decimals, rank
and range (`3 500`, `1,5`, `1er`, `2026–2030`); `n°` and `art.` keep their sign; a hyphenated word, a
URL, an e-mail address and an emoji are whole. Spaces are not tokens: they belong to the place
between two tokens, which is why a space never makes two changes touch.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

import regex

from redline.typography import fold, has_combining

_SIMPLE = re.compile("[^\t\n\x20-\u02ff\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2116\u2122\u2212]")

# Read on folded text: one apostrophe, one space, one quote. L stands for a letter, W for a letter or digit.
_GRAMMAR = r"""
  (
    https?://[^\s<>"]*[^\s<>".,;:!?)\]']
  | (?:[ldjmnstcLDJMNSTC]|[Qq]u|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu|[Jj]usqu|[Pp]resqu)'(?=L)
  | (?:[Nn]|[Aa]rt|[Aa]l|[Cc]f|MM?|[Ii]bid|[Pp]|etc)(?:°s?|\.(?=[ ]?[^\s])(?<!n\.)(?<!N\.))
  | [LRDA]\.(?=[ ]\*?\d)
  | LW*(?:['-]W+)*(?:[.\w+-]*@[\w-]+(?:\.[\w-]+)+)?
  | \d{1,3}(?:[ ]\d{3})+(?!\d)(?:,\d+)?
  | \d+(?:[.,/]\d+)*(?:[–-]\d+(?:[.,/]\d+)*)*W*°?
  | W+ | \*+ | _+ | \.{2,} | OTHER
  )(\s*)
"""


def _compile(letter: str, word: str, other: str) -> str:
    # Only the two stand-ins that no literal of the grammar contains next to a quantifier are replaced.
    pattern = _GRAMMAR.replace("LW*", letter + word + "*").replace("(?=L)", f"(?={letter})")
    return pattern.replace("W+", word + "+").replace("W*", word + "*").replace("OTHER", other)


_PLAIN = re.compile(_compile(r"[^\W\d_]", r"[^\W_]", r"[^\w\s]|_"), re.VERBOSE)
# Combining accents stay with their letter and an emoji keeps its whole cluster.
_FULL = regex.compile(
    _compile(r"(?:[^\W\d_]\p{M}*)", r"(?:[^\W_]\p{M}*)", r"(?!\s)\X|[^\s]"),
    regex.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of one text: keys to compare them by, and the offsets of each in the text.

    `text[starts[k]:ends[k]]` is token k as written; what lies between two tokens is spaces only.
    """

    text: str
    keys: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.keys)


def tokenise(text: str) -> Words:
    """The tokens of a text. Two tokens have the same key when only their typography differs."""
    folded = fold(text)
    lead = len(folded) - len(folded.lstrip())
    pattern = _FULL if _SIMPLE.search(folded) else _PLAIN
    pairs: list[tuple[str, str]] = pattern.findall(folded, lead)
    keys = [key for key, _ in pairs]
    lengths = [len(key) + len(space) for key, space in pairs]
    starts = list(accumulate(lengths[:-1], initial=lead)) if pairs else []
    ends = [start + len(key) for start, key in zip(starts, keys, strict=True)]
    if has_combining(folded):
        keys = [unicodedata.normalize("NFC", key) for key in keys]
    return Words(text, keys, starts, ends)


def concatenate(parts: Iterable[tuple[str, Words]]) -> Words:
    """Several texts as one, each after its gap; every gap but the first is a token of its own.

    Used where blocks are split or joined: the blank line is then what was added or removed.
    """
    text = ""
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for position, (gap, words) in enumerate(parts):
        if position:
            keys.append(PARAGRAPH)
            starts.append(len(text))
            text += gap
            ends.append(len(text))
        keys.extend(words.keys)
        starts.extend([start + len(text) for start in words.starts])
        ends.extend([end + len(text) for end in words.ends])
        text += words.text
    return Words(text, keys, starts, ends)


PARAGRAPH = "\n\n"


class Alphabet:
    """Gives each distinct key one character, so that sequences of keys can be compared as strings.

    Exact, unlike hashing: two keys share a character only if they are equal.
    """

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}

    def encode(self, keys: Iterable[str]) -> str:
        """The keys as a string of as many characters."""
        codes = self._codes
        return "".join([codes.get(key) or codes.setdefault(key, chr(len(codes) + 1)) for key in keys])
