"""Sentences of a choice among options: who is elected and how, which option is chosen, how its rule came to it.

Pure.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from congress.rules.rule_names import OptionRule
from core.text.languages import listed
from voting.rules.asking.asked_options import AskedOptions, CountedOptions
from voting.rules.election import LAST_ROUND
from voting.rules.outcome import Reason
from voting.rules.translations import N_, Translations, language_of, number

ELECTION: Final = "election"
_ROUNDS: Final[Mapping[int, str]] = {
    1: N_("au premier tour, à la majorité absolue"),
    2: N_("au deuxième tour, à la majorité absolue"),
    3: N_("au troisième tour, à la majorité relative"),
}
_ANOTHER: Final[Mapping[int, str]] = {
    1: N_("Personne n’est élu au premier tour\u00a0: un deuxième tour est nécessaire."),
    2: N_("Personne n’est élu au deuxième tour\u00a0: un troisième est nécessaire, à la majorité relative."),
}
_RULES: Final[Mapping[OptionRule, str]] = {
    OptionRule.RELATIVE: N_("le plus de voix"),
    OptionRule.ABSOLUTE: N_("plus de la moitié des suffrages exprimés"),
    OptionRule.INSTANT_RUNOFF: N_("options classées, la dernière éliminée jusqu’à ce qu’une ait plus de la moitié"),
    OptionRule.SCHULZE: N_("options classées, chacune comparée à chaque autre par la méthode Schulze"),
}
# By how a name begins: « Mme », « M. », neither.
_ELECTED: Final = {
    "Mme": N_("%(name)s est élue %(how)s."),
    "M.": N_("%(name)s est élu %(how)s."),
    "": N_("%(name)s remporte l’élection %(how)s."),
}


def chosen_sentence(asked: AskedOptions, t: Translations) -> str:
    """« Mme Ada Martin est élue au premier tour, à la majorité absolue. », « L’option « Lyon » est choisie. »"""
    names = asked.chosen_names
    if asked.rule != ELECTION:
        return _option_sentence(asked, names, t)
    if len(names) == 1:
        how = (
            t.gettext(N_("au troisième tour, à égalité de voix, au bénéfice de l’âge"))
            if (asked.reason is Reason.ELDEST)
            else t.gettext(_ROUNDS[asked.round])
        )
        title = next((title for title in _ELECTED if title and names[0].startswith(title)), "")
        return t.gettext(_ELECTED[title]) % {"name": names[0], "how": how}
    if names:
        said = {"names": listed(names, language_of(t))}
        return (
            t.gettext("%(names)s ont le même nombre de voix\u00a0: l’élection revient à la personne la plus âgée.")
            % said
        )
    if asked.round < LAST_ROUND and asked.reason is not Reason.NO_QUORUM:
        return t.gettext(_ANOTHER[asked.round])
    return t.gettext("Personne n’est élu.")


def _option_sentence(asked: AskedOptions, names: tuple[str, ...], t: Translations) -> str:
    if asked.reason is Reason.CHOSEN and len(names) == 1:
        return t.gettext("L’option «\u00a0%(name)s\u00a0» est choisie.") % {"name": names[0]}
    if asked.reason is Reason.NOT_MAJORITY:
        return t.gettext("Aucune option n’a la majorité absolue\u00a0: aucune n’est choisie.")
    if asked.reason is Reason.EQUAL:
        quoted = [t.gettext("«\u00a0%(words)s\u00a0»") % {"words": name} for name in names]
        said = {"names": listed(quoted, language_of(t))}
        return t.gettext("Rien ne départage %(names)s\u00a0: aucune option n’est choisie.") % said
    return t.gettext("Aucune option n’est choisie.")


def rule_words(rule: str, ballot_round: int, t: Translations) -> str:
    """« majorité absolue des suffrages exprimés », « le plus de voix ; à égalité, la personne la plus âgée »."""
    if rule == ELECTION and ballot_round == LAST_ROUND:
        return t.gettext("le plus de voix\u202f; à égalité, la personne la plus âgée")
    return t.gettext(_RULES[OptionRule.ABSOLUTE if rule == ELECTION else OptionRule(rule)])


def is_absolute(asked: AskedOptions) -> bool:
    """Whether more than half of the votes cast is needed."""
    if asked.rule == ELECTION:
        return asked.round < LAST_ROUND
    return asked.rule == OptionRule.ABSOLUTE


def how_chosen(among: CountedOptions, t: Translations) -> list[str]:
    """How a rule of orders came to its result: the rounds of a runoff, or how many put which option before which."""
    return [*_rounds_told(among, t), *_pairs_told(among, t)]


def _rounds_told(among: CountedOptions, t: Translations) -> list[str]:
    told = []
    for place, found in enumerate(among.rounds, 1):
        counts = t.gettext(", ").join(_named(among, key, amount, t) for key, amount in found.votes.items())
        told.append(t.gettext("Décompte %(place)s\u00a0: %(counts)s.") % {"place": place, "counts": counts})
        if found.left_out:
            out = listed([among.answers.name_of_one(key) for key in found.left_out], language_of(t))
            told.append(t.gettext("Élimination\u00a0: %(out)s.") % {"out": out})
    return told


def _pairs_told(among: CountedOptions, t: Translations) -> list[str]:
    """« Lyon avant Brest : 5 contre 3. » of each two options, once."""
    keys = among.answers.options
    return [
        t.gettext("%(one)s avant %(other)s\u00a0: %(ahead)s contre %(behind)s.")
        % {
            "one": among.answers.name_of_one(one),
            "other": among.answers.name_of_one(other),
            "ahead": number(Fraction(among.pairs[one, other]) / among.scale, t),
            "behind": number(Fraction(among.pairs[other, one]) / among.scale, t),
        }
        for place, one in enumerate(keys)
        for other in keys[place + 1 :]
        if among.pairs
    ]


def _named(among: CountedOptions, key: str, amount: int | Fraction, t: Translations) -> str:
    name = among.answers.name_of_one(key)
    return t.gettext("%(name)s %(number)s") % {"name": name, "number": number(Fraction(amount) / among.scale, t)}
