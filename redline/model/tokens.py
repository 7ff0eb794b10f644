"""Tokens made for French: what a delegate would call one word, and where each stands.

An elided article is its own token (`l'`, then `État`); a number keeps its thousands, decimals, rank
and range (`3 500`, `1,5`, `1er`, `2026–2030`); `n°` and `art.` keep their sign; a hyphenated word, a
URL, an e-mail address and an emoji are whole. Spaces are not tokens: they belong to the place
between two tokens, which is why a space never makes two changes touch.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from operator import add

import regex

from redline.model.sequences import common_prefix, common_suffix
from redline.model.typography import composed, fold, has_combining

_SIMPLE = re.compile("[^\t\n\x20-\u02ff\u2010-\u2027\u202f-\u205e\u20a0-\u20bf\u2116\u2122\u2212]")

# Read on folded text: one apostrophe, one space, one quote. L stands for a letter, W for a letter or digit. What
# precedes the @ of an address has a bound, as in mail: without one, each of the words of « x.x.x… » reads them all.
_GRAMMAR = r"""
  (
    https?://[^\s<>"*)]*[^\s<>"*.,;:!?)\]']
  | (?:[ldjmnstcLDJMNSTC]|[Qq]u|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu|[Jj]usqu|[Pp]resqu)'(?=L)
  | [Nn]°s?
  | (?:[Aa]rt|[Aa]l|[Cc]f|MM?|[Ii]bid|[Pp]|etc)\.
  | [LRDA]\.(?=[ ]\*?\d)
  | LW*(?:['-]W+)*(?:[.\w+-]{0,64}@[\w-]+(?:\.[\w-]+)+)?
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


class Alphabet:
    """Gives each distinct key one character, so that sequences of keys can be compared as strings.

    Exact, unlike hashing: two keys share a character only if they are equal. Past the number of
    characters there are, what is left never equals anything of the other side.
    """

    def __init__(self) -> None:
        self._codes = _Codes()

    def encode(self, keys: Iterable[str], side: int = 0) -> str:
        """The keys as a string of as many characters; `side` is 0 for the old text, 1 for the new."""
        codes = self._codes
        if len(codes) < _LAST_CODE - 1:
            return "".join(map(codes.__getitem__, keys)).replace(_NO_CODE, _STRANGERS[side])
        return "".join([codes.get(key, _STRANGERS[side]) for key in keys])


_LAST_CODE = 0x10FFFC
_NO_CODE = chr(0x10FFFF)
_STRANGERS = (chr(0x10FFFD), chr(0x10FFFE))


class _Codes(dict[str, str]):
    """Characters by key, given in the order in which keys are met."""

    def __missing__(self, key: str) -> str:
        if len(self) >= _LAST_CODE:
            return _NO_CODE
        code = self[key] = chr(len(self) + 1)
        return code


@dataclass(frozen=True, slots=True)
class Words:
    """The tokens of one text: a code to compare them by, and the offsets of each in the text.

    `text[starts[k]:ends[k]]` is token k as written; what lies between two tokens is spaces only.
    `code[k]` is the character that stands for `keys[k]`.
    """

    text: str
    folded: str
    keys: list[str]
    starts: list[int]
    ends: list[int]
    code: str

    def __len__(self) -> int:
        return len(self.keys)


def tokenise(text: str, alphabet: Alphabet, side: int = 0) -> Words:
    """The tokens of a text. Two tokens have the same key when only their typography differs."""
    folded = fold(text)
    keys, starts, ends = _read(folded, len(folded) - len(folded.lstrip()), len(folded))
    return Words(text, folded, keys, starts, ends, alphabet.encode(keys, side))


def tokenise_like(known: Words, text: str, alphabet: Alphabet, side: int = 1) -> Words:
    """The same for a text that resembles one whose tokens are known: only what differs is read.

    Tokens are taken over before and after what differs, as far as a space before a letter, where no
    token can depend on what stands on the other side.
    """
    folded = fold(text)
    head = _safe_head(known, common_prefix(known.folded, folded))
    shift = len(folded) - len(known.folded)
    least = max(known.starts[head] if head < len(known) else len(known.folded), 0)
    room = min(len(folded), len(known.folded)) - least
    tail = _safe_tail(known, common_suffix(known.folded, folded, max(room, 0)))
    if tail <= head or len(folded) > _LONG:
        return tokenise(text, alphabet, side)
    begin = known.starts[head] if head else len(folded) - len(folded.lstrip())
    end = known.starts[tail] + shift if tail < len(known) else len(folded)
    keys, starts, ends = _read(folded, begin, end)
    return Words(
        text,
        folded,
        known.keys[:head] + keys + known.keys[tail:],
        known.starts[:head] + starts + [start + shift for start in known.starts[tail:]],
        known.ends[:head] + ends + [stop + shift for stop in known.ends[tail:]],
        known.code[:head] + alphabet.encode(keys, side) + known.code[tail:],
    )


_LONG = 100_000


def _safe_head(known: Words, prefix: int) -> int:
    """How many first tokens cannot depend on what follows the common prefix."""
    index = bisect_right(known.starts, prefix - 2) - 1
    while index > 0 and not _is_safe(known.folded, known.starts[index]):
        index -= 1
    return max(index, 0)


def _safe_tail(known: Words, suffix: int) -> int:
    """The first of the last tokens that cannot depend on what precedes the common suffix."""
    index = bisect_left(known.starts, len(known.folded) - suffix + 1)
    while index < len(known) and not _is_safe(known.folded, known.starts[index]):
        index += 1
    return index


def _is_safe(folded: str, at: int) -> bool:
    return at > 0 and folded[at - 1] == " " and folded[at].isalpha()


def _read(folded: str, begin: int, end: int) -> tuple[list[str], list[int], list[int]]:
    """Keys, starts and ends of the tokens of `folded[begin:end]`."""
    pattern = _FULL if _SIMPLE.search(folded) else _PLAIN
    pairs: list[tuple[str, str]] = pattern.findall(folded, begin, end)
    if not pairs:
        return [], [], []
    keys = [key for key, _ in pairs]
    starts = list(accumulate([len(key) + len(space) for key, space in pairs], initial=begin))
    starts.pop()
    ends = list(map(add, starts, map(len, keys)))
    if has_combining(folded):
        keys = [composed(key) for key in keys]
    return keys, starts, ends


def without_counterpart(words: Words, places: Iterable[tuple[int, int]], side: int) -> Words:
    """The same tokens, of which those at these places (offsets of the text) are compared with nothing."""
    code = words.code
    for start, end in places:
        first, last = bisect_left(words.starts, start), bisect_right(words.ends, end)
        code = code[:first] + _STRANGERS[side] * (last - first) + code[last:]
    return replace(words, code=code)


def concatenate(parts: Iterable[tuple[str, Words]], alphabet: Alphabet) -> Words:
    """Several texts as one, each after its gap; every gap but the first is a token of its own.

    Used where blocks are split or joined: the blank line is then what was added or removed.
    """
    text = folded = code = ""
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for position, (gap, words) in enumerate(parts):
        if position:
            keys.append(PARAGRAPH)
            code += alphabet.encode([PARAGRAPH])
            starts.append(len(text))
            text += gap
            folded += gap
            ends.append(len(text))
        keys.extend(words.keys)
        starts.extend([start + len(text) for start in words.starts])
        ends.extend([end + len(text) for end in words.ends])
        text += words.text
        folded += words.folded
        code += words.code
    return Words(text, folded, keys, starts, ends, code)


PARAGRAPH = "\n\n"

_FUNCTION_WORDS = frozenset(
    # French, then what the German and English texts of the corpora need.
    """l' d' qu' s' n' c' j' m' t' le la les un une des de du au aux à et ou où en dans par pour sur que qui dont
    ne pas se ce ces cette son sa ses leur leurs il elle ils elles est sont y avec
    der die das und oder in zu den dem des von mit the of to a and or is""".split()  # noqa: SIM905
)


@lru_cache(maxsize=65_536)
def is_content(key: str) -> bool:
    """Whether a token says something by itself: neither punctuation nor an article, a link word, a pronoun."""
    return key[0].isalnum() and key.lower() not in _FUNCTION_WORDS
