"""How the number of an amendment is said: « 12 », « 12 rect. », « 12 rect. bis », « 12-A ». Pure.

The number never changes: what stands after it tells which version of the text it is, which sub-amendment.
"""

import re
from typing import Final

# The adverbs of the assemblies, after « rect. » from the second time on; from the tenth, the figure says it.
_TIMES: Final = ("", "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies")
_NO_BREAK: Final = "\u00a0"
_LETTERS: Final = 26
ADDRESS: Final = r"[1-9][0-9]{0,8}(?:-[A-Z]{1,4})?"  # in a URL


def number_label(number: int, sub_number: int = 0, rectification: int = 0) -> str:
    """« 12-A rect. bis »: number, letter of a sub-amendment, how many times it was rectified."""
    return _NO_BREAK.join(filter(None, (address_label(number, sub_number), rectified_label(rectification))))


def rectified_label(rectification: int) -> str:
    """« rect. », « rect. bis »: how many times; empty of none."""
    if rectification == 0:
        return ""
    times = _TIMES[rectification - 1] if rectification <= len(_TIMES) else str(rectification)
    return _NO_BREAK.join(filter(None, ("rect.", times)))


def address_label(number: int, sub_number: int = 0) -> str:
    """« 12 », « 12-A »: what stands in an address, that a rectification does not change."""
    return f"{number}-{letters_of(sub_number)}" if sub_number else str(number)


def letters_of(rank: int) -> str:
    """A, B… Z, AA, AB… of the first, second… sub-amendment."""
    letters = ""
    while rank:
        rank, digit = divmod(rank - 1, _LETTERS)
        letters = chr(ord("A") + digit) + letters
    return letters


def rank_of(letters: str) -> int:
    """1 of A, 27 of AA: the other way round."""
    rank = 0
    for letter in letters:
        rank = rank * _LETTERS + ord(letter) - ord("A") + 1
    return rank


def read_label(label: str) -> tuple[int, int] | None:
    """(number, rank of the sub-amendment or 0) of « 12 » or « 12-A »; None of anything else."""
    if not re.fullmatch(ADDRESS, label):
        return None
    number, _, letters = label.partition("-")
    return int(number), rank_of(letters)
