"""A number and what it counts on one line, in every sentence of the interface: « 12 votants », « 2 jours francs ».

One place binds them, when a catalogue is read (`app.factory.Catalogues`): sentences are written, in the sources and in
translations, with ordinary spaces there, and no page, mail or paper cuts a number from its noun. What people wrote is
never changed, since it is no sentence of a catalogue. Pure: it knows no request.
"""

import re
from typing import Final

from babel.support import NullTranslations

NO_BREAK: Final = "\u00a0"

# The values of a sentence that are counts: any other, a name or the number of an amendment, counts nothing.
COUNTS: Final = (
    "abstain", "against", "ahead", "cast", "count", "days", "deepest", "entitled", "for", "given", "half", "hands",
    "least", "length", "less", "lines", "longest", "members", "minutes", "most", "n", "needed", "num", "papers",
    "parts", "present", "shown", "times", "total", "updated", "used", "voters", "votes", "wanted",
)  # fmt: skip
# What follows a number without being what it counts.
_NOT_COUNTED: Final = (
    "a ai à au aux avec d dans de des du en est et il ils jusqu l m n ne ont ou où par qui s sans se sont sous sur y "
    "after an and are at before but by can from has have in is it may must no not of on or out said so than that the "
    "to was were which who with without"
)
_BOUND: Final = re.compile(
    rf"(?P<number>(?:%\((?:{'|'.join(COUNTS)})\)[sd]|(?<![\w.-])\d+)(?:</\w+>)?)[ ]"
    rf"(?=(?!(?:{'|'.join(_NOT_COUNTED.split())})(?![\w-]))[^\W\d_A-Z])"
    r"|(?P<votes>%\((?:number|votes)\)s)[ ](?=(?:pour|contre|d’abstention|en blanc|en bulletins|membres|for|against"
    r"|abstaining|blank|invalid|members)\b)"
    r"|(?P<choice>\b(?:pour|contre|abstentions?|for|against|to))[ ](?=%\((?:for|against|abstain)\)s)"
    r"|(?P<article>\b[Aa]rt(?:\.|icles?))[ ](?=(?:[LRD]\.?[ \u00a0]?)?\d|%\(article\))"
)
_ANNOUNCED: Final = re.compile("\u00a0: (?=\\d)")
_MAY_HOLD_ONE: Final = re.compile(r"(?:\)[sd]|\d|>) | %\(|[Aa]rt")


def bound(sentence: str) -> str:
    """The sentence, where no line cuts a number from what it counts, nor « contre » or « article » from its number."""
    return _BOUND.sub(lambda found: f"{found.group(found.lastgroup or 0)}{NO_BREAK}", sentence)


def held(sentence: str) -> str:
    """What was said, each number held to the words before it: no line begins with the 0 of « Pour : 0 »."""
    return _ANNOUNCED.sub(f"\u00a0:{NO_BREAK}", sentence)


def bind_counts(catalogue: NullTranslations) -> None:
    """Have a catalogue that was read, and whoever shares it, say its sentences so."""
    said: dict[object, str] = getattr(catalogue, "_catalog", {})
    for key, sentence in list(said.items()):
        if key and _MAY_HOLD_ONE.search(sentence):  # the empty message is the head of the file
            said[key] = bound(sentence)
