"""The words of a method of voting: its name, how it begins, and how a poll goes on by it. Pure."""

from collections.abc import Mapping
from typing import Final

from voting.rules.methods.method import Method, MethodName
from voting.rules.translations import N_, Translations

_NAMES: Final[Mapping[MethodName, str]] = {
    MethodName.ELECTRONIC: N_("Scrutin public électronique"),
    MethodName.ROLL_CALL: N_("Scrutin public par appel nominal"),
    MethodName.SHOW_OF_HANDS: N_("Vote à main levée"),
    MethodName.PAPER: N_("Scrutin secret, sur papier"),
}
_PUT: Final[Mapping[MethodName, str]] = {
    MethodName.ROLL_CALL: N_("Mettre aux voix par appel nominal"),
    MethodName.SHOW_OF_HANDS: N_("Mettre aux voix à main levée"),
    MethodName.PAPER: N_("Mettre aux voix au scrutin secret, sur papier"),
}
_OPENING: Final[Mapping[MethodName, str]] = {
    MethodName.ELECTRONIC: N_("Le scrutin est ouvert."),
    MethodName.ROLL_CALL: N_("Le scrutin est ouvert\u00a0: que chacune et chacun réponde à l’appel de son nom."),
    MethodName.SHOW_OF_HANDS: N_("Qui est pour\u202f? Qui est contre\u202f? Qui s’abstient\u202f?"),
    MethodName.PAPER: N_("Le scrutin est ouvert\u00a0: le vote est secret, sur bulletin de papier."),
}
_GO_ON: Final[Mapping[MethodName, str]] = {
    MethodName.ELECTRONIC: N_("Refaire le vote au scrutin public électronique"),
    MethodName.ROLL_CALL: N_("Poursuivre par appel nominal"),
    MethodName.SHOW_OF_HANDS: N_("Poursuivre à main levée"),
}
# Why a poll was cancelled to go on otherwise: by the method that it had, then by the one that it goes on by.
_WHY: Final[Mapping[tuple[MethodName, MethodName], str]] = {
    (MethodName.ELECTRONIC, MethodName.SHOW_OF_HANDS): N_(
        "Le réseau ne permet plus de voter\u00a0: le vote se poursuit à main levée."
    ),
    (MethodName.ELECTRONIC, MethodName.ROLL_CALL): N_(
        "Le réseau ne permet plus de voter\u00a0: le vote se poursuit par appel nominal."
    ),
    (MethodName.SHOW_OF_HANDS, MethodName.ELECTRONIC): N_(
        "Le résultat à main levée est douteux\u00a0: le vote est refait au scrutin public électronique."
    ),
    (MethodName.SHOW_OF_HANDS, MethodName.ROLL_CALL): N_(
        "Le résultat à main levée est douteux\u00a0: le vote est refait par appel nominal."
    ),
}


def method_name(method: Method, t: Translations) -> str:
    """« Vote à main levée », « Scrutin public par appel nominal »."""
    return t.gettext(_NAMES[method.name])


def putting_words(method: Method, t: Translations) -> str:
    """On the button that puts a question to the vote by this method."""
    return t.gettext(_PUT[method.name])


def opening_words(method: Method, t: Translations) -> str:
    """What the chair says once the vote is open."""
    return t.gettext(_OPENING[method.name])


def going_on_words(method: Method, t: Translations) -> str:
    """On the button that goes on by this method: « Poursuivre à main levée »."""
    return t.gettext(_GO_ON[method.name])


def why_words(former: Method, method: Method, t: Translations) -> str:
    """Why the poll held by one method goes on by another: everybody reads it."""
    return t.gettext(_WHY[former.name, method.name])
