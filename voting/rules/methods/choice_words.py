"""The words of each choice: on a button, in a list of votes, beside a number, in the drawing. Pure.

The only place that names a choice: whoever shows one asks here.
"""

from collections.abc import Callable, Mapping
from typing import Final

from core.text.languages import listed_either
from voting.rules.majority import Choice
from voting.rules.methods.answers import FOR_OR_AGAINST, Answers
from voting.rules.translations import N_, Translations, language_of, number

_OFFERED: Final[Mapping[str, str]] = {
    Choice.FOR: N_("Pour"),
    Choice.AGAINST: N_("Contre"),
    Choice.ABSTAIN: N_("Abstention"),
    Choice.BLANK: N_("Blanc"),
    Choice.NULL: N_("Nul"),
    Choice.NOT_TAKING_PART: N_("Je ne prends pas part au vote"),
}
_SAID: Final = {Choice.NOT_TAKING_PART.value: N_("Ne prend pas part au vote")}
_GROUPED: Final = {Choice.NOT_TAKING_PART.value: N_("Ne prennent pas part au vote")}


def offered_word(choice: str, t: Translations, answers: Answers = FOR_OR_AGAINST) -> str:
    """What the voter chooses: « Pour », « Je ne prends pas part au vote »; an option by its name."""
    return answers.name_of(choice) or t.gettext(_OFFERED[choice])


def said_word(choice: str, t: Translations, answers: Answers = FOR_OR_AGAINST) -> str:
    """What somebody chose, in a list: « Pour », « Ne prend pas part au vote »."""
    return answers.name_of(choice) or t.gettext(_SAID.get(choice, _OFFERED[choice]))


def group_word(choice: str, t: Translations, answers: Answers = FOR_OR_AGAINST) -> str:
    """Above those who chose it: « Pour », « Ne prennent pas part au vote »."""
    return answers.name_of(choice) or t.gettext(_GROUPED.get(choice, _OFFERED[choice]))


def counted_word(choice: str, heads: int, t: Translations, answers: Answers = FOR_OR_AGAINST) -> str:
    """Before their number: « Pour », « Abstentions », « Ne prennent pas part au vote »."""
    if named := answers.name_of(choice):
        return named
    agreed = _COUNTED.get(choice)
    return agreed(t, heads) if agreed else t.gettext(_OFFERED[choice])


def drawn_words(choice: str, heads: int, t: Translations, answers: Answers = FOR_OR_AGAINST) -> str:
    """Within a sentence: « 61 pour », « 2 ne prennent pas part au vote », « Mme Ada Martin : 7 »."""
    if named := answers.name_of(choice):
        return t.gettext("%(name)s\u00a0: %(number)s") % {"name": named, "number": number(heads, t)}
    return _DRAWN[choice](t, heads) % {"num": number(heads, t)}


def choose_one(answers: Answers, t: Translations) -> str:
    """« Choisissez « Pour », « Contre », « Abstention » ou « Je ne prends pas part au vote ». »"""
    quoted = (
        t.gettext("«\u00a0%(words)s\u00a0»") % {"words": offered_word(one, t, answers)} for one in answers.offered
    )
    return t.gettext("Choisissez %(choices)s.") % {"choices": listed_either(quoted, language_of(t))}


_COUNTED: Final[Mapping[str, Callable[[Translations, int], str]]] = {
    Choice.ABSTAIN.value: lambda t, heads: t.ngettext("Abstention", "Abstentions", heads),
    Choice.BLANK.value: lambda t, heads: t.ngettext("Blanc", "Blancs", heads),
    Choice.NULL.value: lambda t, heads: t.ngettext("Nul", "Nuls", heads),
    Choice.NOT_TAKING_PART.value: lambda t, heads: t.ngettext(
        "Ne prend pas part au vote", "Ne prennent pas part au vote", heads
    ),
}
_DRAWN: Final[Mapping[str, Callable[[Translations, int], str]]] = {
    Choice.FOR.value: lambda t, _heads: t.gettext("%(num)s pour"),
    Choice.AGAINST.value: lambda t, _heads: t.gettext("%(num)s contre"),
    Choice.ABSTAIN.value: lambda t, heads: t.ngettext("%(num)s abstention", "%(num)s abstentions", heads),
    Choice.BLANK.value: lambda t, heads: t.ngettext("%(num)s blanc", "%(num)s blancs", heads),
    Choice.NULL.value: lambda t, heads: t.ngettext("%(num)s nul", "%(num)s nuls", heads),
    Choice.NOT_TAKING_PART.value: lambda t, heads: t.ngettext(
        "%(num)s ne prend pas part au vote", "%(num)s ne prennent pas part au vote", heads
    ),
}
