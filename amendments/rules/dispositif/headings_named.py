"""Titles and headings as they are read: « intertitre « Le coût » », never the signs that mark them in the text. Pure.

A sentence quotes alinéas as they are written; `with_headings_named` says what the marks mean, `with_marks` reads it
back.
"""

import re
from functools import cache

from amendments.rules.dispositif.wordings import Wordings

_SPACE = "[ \u00a0\u202f]"
_MOST_LEVELS = 6


def with_headings_named(sentence: str, words: Wordings) -> str:
    """The sentence with « titre », « intertitre » before what it quotes, instead of the marks of these."""
    opening = words.quotes[0]
    title = _title_redrafted(words)[0]
    if sentence.startswith(f"{title}{opening}# "):
        return sentence.replace(f"{opening}# ", opening, 1)
    return _quoted_marks(words).sub(
        lambda found: f"{found['before']}{_noun(len(found['marks']), words)} {opening}", sentence
    )


def with_marks(sentence: str, words: Wordings) -> str:
    """The sentence as it quotes what is written in the text: the other way round."""
    if (found := _title_redrafted(words)[1].match(sentence)) and not sentence.startswith("# ", found.end()):
        return f"{found[0]}# {sentence[found.end() :]}"
    levels = {_noun(level, words): level for level in range(1, _MOST_LEVELS + 1)}
    return _quoted_nouns(words).sub(
        lambda found: f"{found['before']}{found['opening']}{'#' * levels[_no_break(found['noun'])]} ", sentence
    )


def _noun(level: int, words: Wordings) -> str:
    """« titre », « intertitre », « intertitre de niveau 3 »."""
    title, heading, deeper = words.headings
    return title if level == 1 else heading if level == 2 else deeper.format(level=level)


def _no_break(said: str) -> str:
    return re.sub(rf"{_SPACE}(?=\d)", "\u00a0", said)


def _title_redrafted(words: Wordings) -> tuple[str, re.Pattern[str]]:
    """How a title written anew is said up to what is quoted, and what reads it."""
    said = words.redraft[0].partition("{texts}")[0].format(named=words.title[0])
    said = said[:1].upper() + said[1:]
    return said, _expression(f"{_spaced(said)}{words.quotes[0].strip()}{_SPACE}?")


def _quoted_marks(words: Wordings) -> re.Pattern[str]:
    """Marks of a heading where an alinéa begins to be quoted: after a colon, or after another alinéa."""
    opening, closing = map(re.escape, words.quotes)
    between = re.escape(words.between)
    return _expression(rf"(?P<before>: |{closing}{between}){opening}(?P<marks>#{{1,{_MOST_LEVELS}}}) ")


def _quoted_nouns(words: Wordings) -> re.Pattern[str]:
    opening, closing = (re.escape(mark.strip()) for mark in words.quotes)
    nouns = "|".join(_spaced(_noun(level, words)) for level in range(_MOST_LEVELS, 0, -1))
    between = f"{closing}{_SPACE}?;{_SPACE}"
    return _expression(rf"(?P<before>:{_SPACE}|{between})(?P<noun>{nouns}){_SPACE}(?P<opening>{opening}{_SPACE}?)")


def _spaced(said: str) -> str:
    """An expression of some words, whatever spaces part them."""
    return _SPACE.join(re.escape(word) for word in re.split(_SPACE, said))


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
