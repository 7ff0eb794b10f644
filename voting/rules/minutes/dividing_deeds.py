"""The deeds of what is voted in one, or in parts: amendments that the bureau retains, a text that is divided. Pure."""

from collections.abc import Mapping
from typing import Final

from voting.rules.minutes.deeds import DeedPlace, Known, Teller, ToldDeed, ToldEntry, deed
from voting.rules.translations import N_, Translations, enumerate_numbers, number

# Of a proposal, of an amendment or several identical ones.
_ENDS: Final[Mapping[str, str]] = {
    "division_kept_whole": N_("Aucune partie n’étant rejetée, l’ensemble est à voter tel quel."),
    "division_reduced": N_("Les parties rejetées disparaissent du texte\u00a0: l’ensemble qui reste est à voter."),
    "division_rejected": N_("Toutes les parties étant rejetées, %(what)s est rejetée, sans vote sur l’ensemble."),
    "division_given_up": N_(
        "Le vote par division est abandonné\u00a0: ce qui a été décidé des parties est sans effet."
    ),
}
# Of one part that was not voted, of several.
_LEFT: Final = (
    N_("Le vote par division s’arrête là\u00a0: la partie\u00a0%(parts)s de %(what)s n’a pas été mise aux voix."),
    N_("Le vote par division s’arrête là\u00a0: les parties\u00a0%(parts)s de %(what)s n’ont pas été mises aux voix."),
)
_AMENDMENT_GONE: Final = N_("Toutes les parties étant rejetées, %(what)s est rejeté, sans vote sur l’ensemble.")


def _retained(entry: ToldEntry, _known: Known, t: Translations) -> ToldDeed | None:
    told = t.gettext("Le bureau retient les amendements n°\u00a0%(numbers)s, pour un seul vote.")
    return deed(told % {"numbers": enumerate_numbers(tuple(map(str, entry.said["amendments"])), t)})


def _asked_apart(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    amendment, by = _small(known.amendment(entry.said["amendment"])), known.person(entry.said["member"])
    if entry.said["by_bureau"]:
        told = t.gettext("Un vote séparé est demandé à voix haute sur %(amendment)s, retenu par le bureau.")
        return deed(told % {"amendment": amendment})
    told = t.gettext("%(name)s demande un vote séparé sur %(amendment)s, retenu par le bureau.")
    return deed(told % {"name": by, "amendment": amendment})


def _given_up(_entry: ToldEntry, _known: Known, t: Translations) -> ToldDeed | None:
    return deed(t.gettext("Le bureau renonce à un seul vote sur les amendements qu’il retient."))


def _divided(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    said = {"what": _what(entry, known, t), "parts": number(entry.said["parts"], t)}
    if "asked_by" not in entry.said:
        return deed(
            t.gettext("La présidence décide un vote par division\u00a0: %(parts)s parties pour %(what)s.") % said
        )
    told = t.gettext("Vote par division demandé par %(name)s\u00a0: %(parts)s parties pour %(what)s.")
    return deed(told % {**said, "name": known.person(entry.said["asked_by"])})


def _ended(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    sentence = _ENDS[entry.kind]
    if entry.kind == "division_rejected" and "amendment" in entry.said:
        sentence = _AMENDMENT_GONE
    return deed(t.gettext(sentence) % {"what": _what(entry, known, t)})


def _interrupted(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    left = entry.said["left"]
    told = t.gettext(_LEFT[len(left) > 1]) % {
        "parts": enumerate_numbers(tuple(map(str, left)), t), "what": _what(entry, known, t),
    }  # fmt: skip
    return deed(told, t.gettext("L’ensemble n’étant pas voté, le texte reste tel qu’il était."))


def _what(entry: ToldEntry, known: Known, t: Translations) -> str:
    """« l’amendement n° 12 », « la proposition n° 5 »."""
    if "amendment" in entry.said:
        return _small(known.amendment(entry.said["amendment"]))
    return t.gettext("la proposition n°\u00a0%(number)s") % {"number": entry.said["proposal"]}


def _small(named: str) -> str:
    return named[:1].lower() + named[1:]


def _asked(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    told = t.gettext("%(name)s demande un vote par division.")
    return deed(told % {"name": known.person(entry.said["member"])}, place=DeedPlace.REQUESTS)


def _withdrawn(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    told = t.gettext("%(name)s ne demande plus de vote par division.")
    return deed(told % {"name": known.person(entry.said["member"])}, place=DeedPlace.REQUESTS)


DEEDS: Final[Mapping[str, Teller]] = {
    "amendments_retained": _retained,
    "separate_vote_asked": _asked_apart,
    "retained_given_up": _given_up,
    "text_divided": _divided,
    "division_interrupted": _interrupted,
    "division_asked": _asked,
    "division_request_withdrawn": _withdrawn,
    **dict.fromkeys(_ENDS, _ended),
}
SILENT: Final[Mapping[str, str]] = {}
