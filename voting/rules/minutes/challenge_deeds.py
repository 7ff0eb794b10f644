"""The deeds of what members ask for: a particular ballot (CGCT L2121-15), a check of the quorum. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final

from core.text.languages import listed
from voting.rules.minutes.deeds import DeedPlace, Known, Teller, ToldDeed, ToldEntry, deed
from voting.rules.quorum_sentences import quorum_sentence
from voting.rules.translations import N_, Translations, language_of, number

_ASKED: Final = {
    "public": (N_("%(names)s demande un scrutin public."), N_("%(names)s demandent un scrutin public.")),
    "secret": (N_("%(names)s demande un scrutin secret."), N_("%(names)s demandent un scrutin secret.")),
}
_OBTAINED: Final = {
    "public": N_("Ces demandes, %(asks)s pour %(present)s membres présents, obtiennent un scrutin public."),
    "secret": N_("Ces demandes, %(asks)s pour %(present)s membres présents, obtiennent un scrutin secret."),
}
_WITHDRAWN: Final = {
    "public": N_("%(names)s ne demande plus de scrutin public."),
    "secret": N_("%(names)s ne demande plus de scrutin secret."),
}


def _asked(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    said, ballot = entry.said, entry.said["ballot"]
    several = len(said["members"]) > 1
    asked = t.gettext(_ASKED[ballot][several]) % {"names": _names(said["members"], known, t)}
    numbers = {"asks": number(said["asks"], t), "present": number(said["present"], t)}
    is_obtained = 0 < said["needed"] <= said["asks"]
    obtained = t.gettext(_OBTAINED[ballot]) % numbers if is_obtained else ""
    return deed(asked, obtained, place=DeedPlace.REQUESTS)


def _withdrawn(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    names, ballot = _names(entry.said["members"], known, t), entry.said["ballot"]
    return deed(t.gettext(_WITHDRAWN[ballot]) % {"names": names}, place=DeedPlace.REQUESTS)


def _opened(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    if not entry.said["asked_by"]:
        return deed(t.gettext("La présidence fait vérifier le quorum."))
    name = known.person(entry.said["asked_by"])
    return deed(t.gettext("%(name)s demande la vérification du quorum.") % {"name": name})


def _declined(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    name = known.person(entry.said["asked_by"])
    told = t.gettext("%(name)s demande la vérification du quorum\u202f; la présidence ne l’accorde pas.")
    return deed(told % {"name": name})


def _counted(entry: ToldEntry, _known: Known, t: Translations) -> ToldDeed | None:
    said = entry.said
    silent = max(said["present"] - said["by_phone"] - said["by_desk"], 0)
    told = t.gettext(
        "Inscrits présents\u00a0: %(present)s. Ont confirmé sur leur appareil\u00a0: %(phone)s."
        " Vus au bureau\u00a0: %(desk)s. N’ont rien dit, sans être tenus pour absents\u00a0: %(silent)s."
    ) % {
        "present": number(said["present"], t), "phone": number(said["by_phone"], t),
        "desk": number(said["by_desk"], t), "silent": number(silent, t),
    }  # fmt: skip
    if said["hands"] is None:
        return deed(told)
    return deed(told, t.gettext("Mains comptées\u00a0: %(hands)s.") % {"hands": number(said["hands"], t)})


def _settled(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    found = known.check(entry.said["check"])
    absent = _names(entry.said["absent"], known, t)
    left = t.gettext("Le secrétariat constate le départ de %(names)s.") % {"names": absent} if absent else ""
    return deed(left, quorum_sentence(*found, t) if found else "")


def _names(pseudonyms: Sequence[str], known: Known, t: Translations) -> str:
    return listed((known.person(one) for one in pseudonyms), language_of(t)) if pseudonyms else ""


DEEDS: Final[Mapping[str, Teller]] = {
    "ballot_asked": _asked,
    "ballot_request_withdrawn": _withdrawn,
    "quorum_challenge_opened": _opened,
    "quorum_challenge_declined": _declined,
    "quorum_challenge_counted": _counted,
    "quorum_challenge_settled": _settled,
}
SILENT: Final[Mapping[str, str]] = {
    "quorum_challenge_asked": "granted or not, the chair's answer tells who asked",
    "presence_confirmed": "the counts, once frozen, tell how many were seen at the desk",
}
