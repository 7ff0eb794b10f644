"""Bytes as the text that somebody wrote: which encoding they are in, and what reading them in another one left behind.

Pure. UTF-8 and UTF-16 show what they are. Of the encodings of one byte a sign, the one in which the text reads as
French is taken: an accent stands among letters of its own case, an apostrophe between letters, and nothing else is odd.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from itertools import islice

USUAL = frozenset({"utf-8", "cp1252"})  # what is read without a word
# The first wins where two read the text as well; the names are those that people know.
BYTEWISE = {
    "cp1252": "Windows-1252",
    "iso8859_15": "ISO-8859-15",
    "mac_roman": "Mac OS Roman",
    "cp850": "MS-DOS (page 850)",
}
NAMES = {"utf-8": "UTF-8", "utf-16": "UTF-16", **BYTEWISE}

_LETTERS = "àâäæçéèêëîïôöœùûüÿ"
_COMMON, _RARE = frozenset("àâçéèêîôœùû"), frozenset("æëïÿ")
_MARKS = frozenset("’«»…–—°€•·²³“”‘\u00a0")
_SIGNS = (
    f"{_LETTERS}{_LETTERS.upper()}’‘“”„«»‹›–—…•°·€§ªº²³½¼¾©®¡¿"
    "ñÑõÕãÃáÁíÍóÓúÚìÌòÒßšŠžŽčČćĆłŁńŃřŘşŞğĞıİøØåÅ‚ƒ†‡ˆ‰˜™\u00a0\u202f\u2011"
)
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_SAMPLE = 40
_DEEPEST = 3  # readings one in the other
_ENOUGH = 5_000  # signs that show an encoding


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text and the encoding that it was read in."""

    text: str
    encoding: str

    @property
    def is_usual(self) -> bool:
        """Whether there is nothing to tell: UTF-8, or what spreadsheets write on most machines."""
        return self.encoding in USUAL


def read_bytewise(data: bytes) -> ReadText | None:
    """The text in the encoding of one byte a sign in which it is French; None when it is in none."""
    found: tuple[int, ReadText] | None = None
    for encoding in BYTEWISE:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = _frenchness(text)
        if found is None or score > found[0]:
            found = (score, ReadText(text, encoding))
    if found and found[0] > 0:
        return found[1]
    # Nothing speaks for another: what spreadsheets write, as long as each byte has a meaning there.
    with suppress(UnicodeDecodeError):
        return ReadText(data.decode("cp1252"), "cp1252")
    return None


def utf_16(data: bytes) -> ReadText | None:
    """The text when the bytes are UTF-16: by their mark, or by the zero that each second one is; None otherwise."""
    start = data[:4000]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif start and start[1::2].count(0) * 3 > len(start) and not start[::2].count(0):
        encoding = "utf-16-le"
    elif start and start[::2].count(0) * 3 > len(start) and not start[1::2].count(0):
        encoding = "utf-16-be"
    else:
        return None
    try:
        return ReadText(data.decode(encoding), "utf-16")
    except UnicodeDecodeError:
        return None


def untangled(text: str) -> str:
    """The text without the traces of UTF-8 that was read as another encoding, once or several times: « BÃ©nard »."""
    for _ in range(_DEEPEST):
        mended = _traces().sub(lambda found: _meant()[found.group()], text) if not text.isascii() else text
        if mended == text:
            break
        text = mended
    return text


def tangles(text: str) -> list[str]:
    """The words of a text that `untangled` changes, as they are written."""
    if text.isascii():
        return []
    return [word for word in re.split(r"[ \t\r\n;,\"]+", text) if untangled(word) != word]


def samples(text: str, most: int = 3) -> list[str]:
    """The first different words with an accent, by which a person sees whether a text was read as it was written."""
    found: dict[str, None] = {}
    for word in _WORD.finditer(text):
        if word.group().isascii():
            continue
        found[word.group()[:_LONGEST_SAMPLE]] = None
        if len(found) == most:
            break
    return list(found)


def _frenchness(text: str) -> int:
    """Signs that stand as French has them, less those that do not."""
    return sum(_weight(text, place) for place in islice(_places(text), _ENOUGH))


def _places(text: str) -> Iterator[int]:
    return (found.start() for found in re.finditer(r"[^\x00-\x7f]", text))


def _weight(text: str, place: int) -> int:
    sign, before, after = text[place], text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    if sign.lower() in _LETTERS:
        told = 2 if sign.lower() in _COMMON else 1 if sign.lower() in _RARE else 0
        if sign.islower():
            return -1 if after.isupper() else told
        is_misplaced = before.isalpha() and (before.islower() or after.islower())
        is_alone = not before.isalpha() and not after.isalpha()
        return -1 if is_misplaced or is_alone else told
    is_inside = before.isalpha() and after.isalpha()
    if sign == "’":
        return 1 if is_inside else -1
    return 0 if sign in _MARKS and (not is_inside or sign in "·\u00a0–—") else -1


@cache
def _meant() -> dict[str, str]:
    """What each trace was: the bytes of a sign in UTF-8, as another encoding shows them."""
    found: dict[str, str] = {}
    for encoding in ("cp1252", "mac_roman", "cp850"):
        for sign in _SIGNS:
            found.setdefault("".join(_shown(sign.encode(), encoding)), sign)
    found |= dict.fromkeys(("ï»¿", "Ôªø", "´╗┐"), "")  # the mark at the head of a file
    found |= {"Ã ": "à ", "Ã  ": "à "}  # the no-break space of « à » was made an ordinary one
    return {trace: sign for trace, sign in found.items() if len(trace) > 1}


def _shown(data: Iterable[int], encoding: str) -> Iterator[str]:
    for byte in data:
        try:
            yield bytes([byte]).decode(encoding)
        except UnicodeDecodeError:  # as browsers do
            yield chr(byte)


@cache
def _traces() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(trace) for trace in sorted(_meant(), key=len, reverse=True)))
