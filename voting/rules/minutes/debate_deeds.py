"""The deeds of the debate: who spoke, in which order, how long; motions from the floor and what was decided. Pure."""

from collections.abc import Mapping
from typing import Final

from voting.rules.debate.debate_sentences import (
    motion_decided,
    motion_effect,
    motion_name,
    motion_raised,
    motion_refused,
    motion_withdrawn,
)
from voting.rules.debate.precedence import FloorKind
from voting.rules.debate.speaking_time import duration
from voting.rules.minutes.deeds import Known, Teller, ToldDeed, ToldEntry, deed, reason, said_in_words
from voting.rules.translations import N_, Translations

# What somebody spoke for, by the list and the side.
_SPEECHES: Final[Mapping[tuple[str, str], str]] = {
    ("debate", "for"): N_("%(name)s parle pour, %(time)s."),
    ("debate", "against"): N_("%(name)s parle contre, %(time)s."),
    ("debate", "neither"): N_("%(name)s parle, %(time)s."),
    ("explanation", "for"): N_("%(name)s explique son vote, pour, %(time)s."),
    ("explanation", "against"): N_("%(name)s explique son vote, contre, %(time)s."),
    ("explanation", "neither"): N_("%(name)s explique son vote, %(time)s."),
}


def _spoke(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    """« Mme Raphaëlle Meunier parle contre, 1 min 48 s. »: told when the speech is over."""
    said = entry.said
    words = {"name": known.person(said["member"]), "time": duration(said["seconds"], t)}
    if "what" in said:
        about = motion_name(FloorKind(said["what"]), t)
        spoke = t.gettext("%(name)s parle sur la motion «\u00a0%(motion)s\u00a0», %(time)s.") % {
            **words,
            "motion": about,
        }
    else:
        spoke = t.gettext(_SPEECHES[said.get("turn", "debate"), said.get("side", "neither")]) % words
    return deed(spoke, t.gettext("La présidence lui retire la parole.") if said["cut"] else "")


def _raised(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    said = entry.said
    raised = motion_raised(FloorKind(said["what"]), known.person(said["member"]), t, said.get("minutes"))
    words = known.floor_words(said["motion"])
    return deed(said_in_words(raised.removesuffix("."), words, t) if words else raised)


def _decided(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:  # noqa: ARG001 (a teller's three)
    said, kind = entry.said, FloorKind(entry.said["what"])
    is_suspended = kind is FloorKind.SUSPENSION and said["carried"]  # its own entry tells it
    effect = "" if is_suspended else motion_effect(kind, t, is_carried=said["carried"])
    if said.get("by_poll"):
        return deed(effect)  # the poll is told just before
    hands = said.get("hands") or {}
    counted = ""
    if hands:
        counted = t.gettext("Mains comptées\u00a0: pour %(for)s, contre %(against)s, abstentions %(abstain)s.") % {
            side: hands.get(side, 0) for side in ("for", "against", "abstain")
        }
    decided = motion_decided(kind, t, is_carried=said["carried"], minutes=said.get("minutes"))
    return deed(counted, decided, effect)


def _granted(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    said = {"name": known.person(entry.said["member"])}
    return deed(t.gettext("La présidence accorde la suspension demandée par %(name)s.") % said)


def _answered(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    said = {"name": known.person(entry.said["member"])}
    answered = t.gettext("La présidence répond au rappel au règlement de %(name)s.") % said
    words = known.floor_answer(entry.said["motion"])
    return deed(said_in_words(answered.removesuffix("."), words, t) if words else answered)


def _refused(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    refused = motion_refused(FloorKind(entry.said["what"]), t, entry.said.get("minutes"))
    return deed(refused, reason(known.floor_answer(entry.said["motion"]), t))


def _withdrawn(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:  # noqa: ARG001
    return deed(motion_withdrawn(FloorKind(entry.said["what"]), t, entry.said.get("minutes")))


def _explanations(_entry: ToldEntry, _known: Known, t: Translations) -> ToldDeed | None:
    return deed(t.gettext("La présidence appelle les explications de vote."))


DEEDS: Final[Mapping[str, Teller]] = {
    "floor_ended": _spoke,
    "explanations_called": _explanations,
    "floor_motion_raised": _raised,
    "floor_motion_decided": _decided,
    "floor_motion_granted": _granted,
    "floor_motion_refused": _refused,
    "floor_motion_withdrawn": _withdrawn,
    "point_of_order_answered": _answered,
}
SILENT: Final[Mapping[str, str]] = {
    "floor_asked": "who spoke is told; who asked to and was not called is on the page of the debate",
    "floor_not_asked": "whoever gave up speaking did not speak",
    "floor_given": "told when the speech is over, with its time",
    "floor_longer": "the time of the speech says it",
    "floor_stopped": "the clock of the speaker: the time told leaves it out",
    "floor_goes_on": "the clock of the speaker: the time told leaves it out",
    "floor_moved": "the order of the speeches says it",
    "floor_list_closed": "the order of the speeches says who spoke",
    "floor_list_opened": "the order of the speeches says who spoke",
    "debate_rules_chosen": "how the list is led, not what was said",
    "debate_closed": "told with the decision on the motion",
    "debate_resumed": "the speeches that follow say it",
    "floor_motion_seconded": "the page of the motion says by whom",
    "floor_motion_put": "told with its decision",
}
