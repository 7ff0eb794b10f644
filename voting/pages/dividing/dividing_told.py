"""The steps of what is voted at once or in parts, as pages that follow a sitting tell them."""

from typing import Any

from flask_babel import gettext as _

from amendments.labels import numbers, the_amendment


def of_dividing(kind: str, said: dict[str, Any]) -> str:
    """« Le bureau retient les n° 1 et 2, pour un seul vote. », « Vote par division du n° 12, en 2 parties. »"""
    if kind == "amendments_retained":
        told = _(
            "Le bureau retient les amendements %(numbers)s pour un seul vote.", numbers=numbers(said["amendments"])
        )
    elif kind == "separate_vote_asked":
        told = _("Un vote séparé est demandé sur l’amendement n°\u00a0%(number)s.", number=said["amendment"])
    elif kind == "retained_given_up":
        told = _("Le bureau renonce à un seul vote\u00a0: chaque amendement se vote à sa place.")
    elif kind == "division_interrupted":
        told = _("Le vote par division s’arrête avant sa fin\u00a0: le texte reste tel qu’il était.")
    elif kind == "division_given_up":
        told = _("Le vote par division est abandonné.")
    else:
        told = _("Vote par division\u00a0: %(what)s, en %(parts)s parties.", what=_what(said), parts=said["parts"])
    return str(told)


def _what(said: dict[str, Any]) -> str:
    """« l’amendement n° 12 », « la proposition n° 5 »."""
    if "amendment" in said:
        named = the_amendment(said["amendment"])
        return named[:1].lower() + named[1:]
    return str(_("la proposition n°\u00a0%(number)s", number=said["proposal"]))
