"""Words and runs of signs that nobody writes, nor reads: refused where a text enters, in a sentence.

A text of one word a hundred thousand signs long, or of as many alinéas as it has signs, costs every page that shows it;
nobody has one to say. Pure.
"""

from itertools import groupby

from flask_babel import gettext as _

from core.text.reader import number

LONGEST_WORD = 500  # signs without a space
LONGEST_ADDRESS = 2_000  # of a page on the web
LONGEST_RUN = 200  # times the same sign
MOST_LINES = 2_000  # with something on them: of a text of 100,000 signs, fifty each


def endless_words(text: str) -> str:
    """What to say of a text that holds a word, a run of one sign, or alinéas without end; empty where it holds none."""
    lines = sum(1 for line in text.split("\n") if line.strip())
    if lines > MOST_LINES:
        return _("Ce texte a %(lines)s alinéas\u00a0: %(most)s au plus.", lines=number(lines), most=number(MOST_LINES))
    for word in text.split():
        if len(word) > (LONGEST_ADDRESS if "://" in word[:LONGEST_WORD] else LONGEST_WORD):
            return _(
                "Un mot de %(length)s signes, qui commence par «\u00a0%(beginning)s\u00a0», est trop long\u00a0:"
                " %(most)s au plus.",
                length=number(len(word)),
                beginning=word[:20],
                most=number(LONGEST_WORD),
            )
        if len(word) > LONGEST_RUN:
            longest = max((sum(1 for _same in run), sign) for sign, run in groupby(word))
            if longest[0] > LONGEST_RUN:
                return _(
                    "Le signe «\u00a0%(sign)s\u00a0» revient %(times)s fois de suite\u00a0: %(most)s au plus.",
                    sign=longest[1],
                    times=number(longest[0]),
                    most=LONGEST_RUN,
                )
    return ""
