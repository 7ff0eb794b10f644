"""What the people of a congress wrote, in a page read in another language: said to be in theirs, so that it is read
aloud and hyphenated as it was written.

One place for all of it: the filter `written` around words, `written_lang()` inside an element that holds nothing else.
"""

import re

from flask import g
from markupsafe import Markup, escape

from congress.models import Congress
from core.text.reader import quotation, quoted_inside, reader_language
from core.text.retelling import retold

# What redline says around people's words, in the reader's language: references, « ajouté », « […] ».
_OURS = re.compile(r'(<(?:p|span|a|th) [^<>]*class="(?:sub|vh|quiet)"|<th scope="col")')


def language_written() -> str:
    """The language in which the people of the congress write, where the reader's is another; else nothing."""
    congress: Congress | None = g.get("congress")
    if congress is None or congress.locale.value == reader_language():
        return ""
    return congress.locale.value


def written_lang() -> Markup:
    """The attribute of an element that holds people's words alone: « lang="fr" » after a space, or nothing."""
    language = language_written()
    return Markup(' lang="{}"').format(language) if language else Markup()


def written(words: str | None) -> str | Markup:
    """People's words, said to be in their language where the reader's is another."""
    language = language_written()
    if not language or not words:
        return words or ""
    return Markup('<span lang="{}">{}</span>').format(language, words)


def quoted(words: str) -> Markup:
    """People's words in the reader's quotation marks."""
    before, after = quotation("\0").split("\0")
    said = words if isinstance(words, Markup) else written(words)
    if "«" in before:
        said = Markup(quoted_inside(said)) if isinstance(said, Markup) else quoted_inside(said)  # noqa: S704 (no sign of HTML comes in)
    return Markup("{}{}{}").format(before, said, after)


def told(stored: str | None) -> str | Markup:
    """What stands in a row of the congress: in the reader's language if the house wrote it, else as people did."""
    language = language_written()
    if not language or not stored:
        return stored or ""
    again = retold(stored, language)
    return written(stored) if again == stored else escape(again)


def named_inside(sentence: str, *names: str) -> str | Markup:
    """A sentence of ours that quotes what people wrote, each of these said to be in their language."""
    language = language_written()
    if not language:
        return sentence
    said = escape(sentence)
    for name in filter(None, names):
        said = Markup(said.replace(escape(name), Markup(written(name))))  # noqa: S704 (both escaped)
    return said


def differences_told(html: str) -> Markup:
    """Differences drawn by redline: the words in people's language, what is said of them in the reader's."""
    language, reader = language_written(), reader_language()
    if not language:
        return Markup(html)  # noqa: S704 (escaped by redline, piece by piece)
    ours = _OURS.sub(rf'\1 lang="{reader}"', html)
    return Markup(re.sub(r"^<(div|table)", rf'<\1 lang="{language}"', ours))  # noqa: S704 (as above)
