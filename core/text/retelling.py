"""Sentences that we wrote into a row, said again to whoever reads in another language.

A cause, a label, a title given by default are kept in the language of the congress, as they were written. What people
wrote stays as it is; what the house wrote is known by its message, read back, and told in the reader's language.
"""

import re
from functools import cache
from typing import Final

from flask_babel import force_locale, gettext, ngettext

from core.text.reader import enumeration_of_numbers, quotation, reader_language

# As they stand where they are written: services of amendments and of voting, and the import of a folder.
MESSAGES: Final = (
    "Scrutin n°\u00a0%(number)s.",
    "Adopté par l’assemblée.",
    "Rejeté par l’assemblée.",
    "Retiré par la personne qui l’a déposé.",
    "Retiré par la personne qui l’avait repris.",
    "Redéposé, adapté, sous le n°\u00a0%(number)s.",
    "L’amendement n°\u00a0%(number)s, qu’il changeait, n’est pas adopté.",
    "L’amendement n°\u00a0%(number)s, qu’il changeait, n’est plus à voter.",
    "L’amendement n°\u00a0%(number)s, qu’il a changé, est à voter de nouveau.",
    "L’amendement qu’il change n’était plus à voter à sa publication.",
    "Le texte en vigueur dit déjà ce qu’il propose.",
    "Le texte dit ce qu’il propose depuis qu’un vote a été corrigé.",
    "Le texte a été voté avant sa publication.",
    "Le texte a été voté entre-temps, au scrutin n°\u00a0%(number)s.",
    "Motion entière",
    "l’un supprime ce que l’autre modifie\u00a0: %(words)s",
    "il modifie lui aussi %(words)s",
    "il porte sur le même passage",
    "Scrutin n°\u00a0%(number)s, qui corrige le n°\u00a0%(corrected)s\u00a0: %(because)s",
)
OF_ONE_OR_SEVERAL: Final = (
    ("amendement %(numbers)s", "amendements %(numbers)s"),
    (
        "Le texte dit ce qu’il propose depuis l’adoption de l’amendement %(numbers)s.",
        "Le texte dit ce qu’il propose depuis l’adoption des amendements %(numbers)s.",
    ),
    (
        "L’amendement dit ce qu’il propose depuis l’adoption du sous-amendement %(numbers)s.",
        "L’amendement dit ce qu’il propose depuis l’adoption des sous-amendements %(numbers)s.",
    ),
)
# « 12 », « 12-A rect. bis »
LABEL: Final = re.compile("\\d+(?:-[A-Z]+)?(?:\u00a0rect\\.(?:\u00a0(?!(?:et|and)\\b)\\w+)?)?")
NUMBERS: Final = ("n°\u00a0%(numbers)s", "n°\u00a0%(numbers)s")
QUOTED: Final = re.compile("«\u00a0([^«»]+)\u00a0»")


def retold(stored: str, written_in: str) -> str:
    """The sentence in the reader's language, if it is one of ours; as it is if it is anybody's."""
    if not stored or reader_language() == written_in:
        return stored
    for message in MESSAGES:
        found = _reading(message, written_in).fullmatch(stored)
        if found:
            return gettext(message, **_values(found))
    for one, several in OF_ONE_OR_SEVERAL:
        for count in (1, 2):
            found = _reading(one, written_in, several, count).fullmatch(stored)
            if found:
                return ngettext(one, several, count, **_values(found))
    return stored


def _values(found: re.Match[str]) -> dict[str, str]:
    """What stood in a sentence: numbers told again, words of a text in the reader's quotation marks."""
    again = {"words": _words, "numbers": _numbers}
    return {name: again[name](value) if name in again else value for name, value in found.groupdict().items()}


def _words(value: str) -> str:
    return QUOTED.sub(lambda quoted: quotation(quoted[1]), value)


def _numbers(value: str) -> str:
    """« n° 14 et 16 rect. » told again: no number is read but in figures."""
    found = LABEL.findall(value)
    return ngettext(*NUMBERS, len(found), numbers=enumeration_of_numbers(found))


@cache
def _reading(message: str, language: str, several: str = "", count: int = 1) -> re.Pattern[str]:
    """What reads a message back as it was written in a language."""
    with force_locale(language):
        values = {name: f"%({name})s" for name in re.findall(r"%\((\w+)\)s", message)}
        written = ngettext(message, several, count, **values) if several else gettext(message, **values)
    return re.compile(re.sub(r"%\\\((\w+)\\\)s", _group, re.escape(written)), re.DOTALL)


def _group(value: re.Match[str]) -> str:
    """What reads one value: a number goes no further than a comma."""
    return f"(?P<{value[1]}>{'[^,]+' if value[1] in ('number', 'corrected') else '.+'})"
