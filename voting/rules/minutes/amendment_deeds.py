"""The deeds of amendments outside the votes: admitted, given up, taken up, set aside, moved in the order. Pure."""

from collections.abc import Mapping
from typing import Final

from voting.rules.minutes.deeds import Known, Teller, ToldDeed, ToldEntry, deed, reason
from voting.rules.translations import N_, Translations, enumerate_numbers

_SET_ASIDE: Final[Mapping[str, str]] = {
    "not_supported": N_("%(amendment)s n’est pas soutenu\u00a0: il n’est pas mis aux voix."),
    "fallen": N_("La présidence constate que %(amendment)s tombe\u00a0: il n’est pas mis aux voix."),
    "no_object": N_("La présidence constate que %(amendment)s est sans objet\u00a0: il n’est pas mis aux voix."),
}
_BY_ID: Final[Mapping[str, str]] = {
    "amendment_withdrawn": N_("%(amendment)s est retiré."),
    "amendment_rectified": N_("%(amendment)s est rectifié."),
    "amendment_inadmissible": N_("%(amendment)s est déclaré irrecevable."),
    "amendment_handed_in": N_("%(amendment)s est déposé en séance."),
    "amendment_reserved": N_("Le vote est réservé\u00a0: %(amendment)s sera mis aux voix après d’autres."),
    "amendment_called": N_("La réserve est levée\u00a0: %(amendment)s est à voter."),
}


def _fitting(named: str, sentence: str) -> str:
    """« L’amendement n° 12 » where the sentence begins with it, « l’amendement n° 12 » inside."""
    return named if sentence.startswith("%(amendment)s") else named[:1].lower() + named[1:]


def _by_id(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    sentence, named = _BY_ID[entry.kind], known.amendment_by_id(entry.said["amendment"])
    return deed(t.gettext(sentence) % {"amendment": _fitting(named, sentence)}) if named else None


def _published(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    return deed(t.gettext("%(amendment)s est publié.") % {"amendment": known.amendment(entry.said["number"])})


def _taken_up(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    named = known.amendment_by_id(entry.said["amendment"])
    said = {"amendment": named, "name": known.person(entry.said["for"])}
    return deed(t.gettext("%(amendment)s est repris par %(name)s.") % said) if named else None


def _set_aside(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    sentence = _SET_ASIDE[entry.said["as"]]
    return deed(t.gettext(sentence) % {"amendment": _fitting(known.amendment(entry.said["amendment"]), sentence)})


def _taken_back(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    named = known.amendment(entry.said["amendment"])
    return deed(t.gettext("%(amendment)s est de nouveau à voter.") % {"amendment": named})


def _moved(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    labels = tuple(map(str, entry.said["amendments"]))
    sentence = t.ngettext(
        "La présidence déplace l’amendement n°\u00a0%(numbers)s dans l’ordre des votes.",
        "La présidence déplace les amendements n°\u00a0%(numbers)s dans l’ordre des votes.",
        len(labels),
    )
    told = sentence % {"numbers": enumerate_numbers(labels, t)}
    return deed(told, reason(known.move_reason(entry.said["move"]), t)) if labels else None


def _move_undone(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    named = known.amendment(entry.said["amendment"])
    return deed(t.gettext("%(amendment)s revient à sa place dans l’ordre des votes.") % {"amendment": named})


def _recalled(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    named = known.amendment(entry.said["amendment"])
    return deed(
        t.gettext("%(amendment)s est rappelé\u00a0: il est débattu à sa place, hors de l’adoption sans débat.")
        % {"amendment": named}
    )


DEEDS: Final[Mapping[str, Teller]] = {
    **dict.fromkeys(_BY_ID, _by_id),
    "amendment_published": _published,
    "amendment_taken_up": _taken_up,
    "amendment_set_aside": _set_aside,
    "amendment_taken_back": _taken_back,
    "order_moved": _moved,
    "order_move_undone": _move_undone,
    "amendment_recalled": _recalled,
}
_BY_VOTE = "the proclamation of the vote that did it, or the chair’s word that set it aside, tells it"
_WRITTEN = "it prepares a text: no act of the sitting"
SILENT: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("amendment_adopted", "amendment_rejected", "amendment_fallen", "amendment_satisfied", "amendment_no_object",
         "amendment_not_supported", "amendment_reinstated", "amendments_carried", "sub_amended", "sub_undone",
         "amendment_sub_amended", "amendment_sub_undone", "amendment_divided"),
        _BY_VOTE,
    ),
    **dict.fromkeys(
        ("amendment_deposited", "amendment_imported", "amendment_cosigned", "cosignature_withdrawn", "opinion_given",
         "text_suggested", "suggestion_answered", "amendment_adapted", "amendment_inadmissibility_taken_back",
         "discrepancies_noticed", "position_kept", "position_withdrawn", "bundle_proposed", "bundle_ended",
         "coherence_open", "coherence_accepted", "coherence_set_aside"),
        _WRITTEN,
    ),
}  # fmt: skip
