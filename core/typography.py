"""French typography, normalised once when a text enters (import, amendment, editorial revision).

An ordinary space before ; : ! ? % » and after «, and between thousands, becomes a no-break space (U+00A0); a
straight apostrophe between letters becomes ’. No-break spaces already there stay as they are; addresses and code
are left alone. Pure: it knows no table and no page.
"""

import re
import unicodedata

NO_BREAK = "\u00a0"
_PROTECTED = re.compile(r"`[^`]*`|https?://[^\s<>()\u00a0\u202f]+|www\.[^\s<>()]+|\]\([^)\s]*\)|[\w.+-]+@[\w-]+\.[\w.-]+")
_BEFORE = re.compile(r"(?<=\S) (?=[;:!?%»])")
_AFTER = re.compile(r"« (?=\S)")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_«])")


def normalise_typography(text: str) -> str:
    """The text as it is shown and fingerprinted: NFC, LF line ends, French spaces and apostrophes; idempotent."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))
    parts: list[str] = []
    position = 0
    for protected in _PROTECTED.finditer(text):
        parts.append(_normalise_prose(text[position : protected.start()]))
        parts.append(protected.group())
        position = protected.end()
    parts.append(_normalise_prose(text[position:]))
    return "".join(parts)


def _normalise_prose(text: str) -> str:
    text = _BEFORE.sub(NO_BREAK, text)
    text = _AFTER.sub(f"«{NO_BREAK}", text)
    text = _THOUSANDS.sub(NO_BREAK, text)
    return _APOSTROPHE.sub("’", text)
