"""Texts in the one form of Unicode in which they are compared and stored, at a cost that grows as they do. Pure."""

import re
import unicodedata
from typing import Literal

Form = Literal["NFC", "NFKD"]

LONGEST_RUN = 30  # marks on one letter: no writing has more (UAX 15, « stream-safe text »)
_SHORT = 300  # signs: sorting so many marks takes nothing
# Where marks stand: what is between is read at once.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0816-\u0ecd\u0f18-\U0001ffff]+"
)


def composed(text: str, form: Form = "NFC") -> str:
    """The text in one form of Unicode. Marks that stand in a longer run than any writing has stay in their order.

    Sorting the marks of one letter takes the square of their number: sixty thousand would hold everybody for seconds.
    """
    if text.isascii() or len(text) <= _SHORT or not _has_long_run(text):
        return unicodedata.normalize(form, text)
    return text


def _has_long_run(text: str) -> bool:
    return any(len(found.group()) > LONGEST_RUN and _is_long(found.group()) for found in _MARKS.finditer(text))


def _is_long(signs: str) -> bool:
    run = 0
    for sign in signs:
        run = run + 1 if unicodedata.combining(sign) else 0
        if run > LONGEST_RUN:
            return True
    return False
