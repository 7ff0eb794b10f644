"""The deeds of those in the chamber: who takes no part in an item, who sits for whom. Pure; why is never known here."""

from collections.abc import Mapping
from typing import Final

from voting.rules.minutes.deeds import DeedPlace, Known, Teller, ToldDeed, ToldEntry, deed
from voting.rules.translations import Translations


def _withdrew(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    said = {"name": known.person(entry.said["member"]), "number": entry.said["item"]}
    article = "L1111-6" if entry.said.get("ground") == "appointed" else "L2131-11"
    law = known.law(article)
    if not law:
        told = t.gettext(
            "%(name)s se retire du point n°\u00a0%(number)s (conflit d’intérêts, selon les statuts) et n’y prend pas"
            " part."
        )
        return deed(told % said, place=DeedPlace.PRESENCE)
    told = t.gettext("%(name)s se retire du point n°\u00a0%(number)s%(law)s et n’y prend pas part.")
    return deed(told % {**said, "law": law}, place=DeedPlace.PRESENCE)


def _took_back(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    said = {"name": known.person(entry.said["member"]), "number": entry.said["item"]}
    return deed(
        t.gettext("%(name)s prend part, finalement, au point n°\u00a0%(number)s.") % said, place=DeedPlace.PRESENCE
    )


def _seated(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    said = {"name": known.person(entry.said["member"]), "titular": known.person(entry.said["titular"])}
    return deed(t.gettext("%(name)s siège à la place de %(titular)s, dont le siège est ainsi tenu.") % said)


def _given_back(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    said = {"name": known.person(entry.said["titular"]), "substitute": known.person(entry.said["member"])}
    return deed(t.gettext("%(name)s prend son siège, que tenait %(substitute)s.") % said)


DEEDS: Final[Mapping[str, Teller]] = {
    "member_withdrew": _withdrew,
    "withdrawal_taken_back": _took_back,
    "substitute_seated": _seated,
    "seat_given_back": _given_back,
}
SILENT: Final[Mapping[str, str]] = {
    "member_excused": "the section of the presences says who is excused, never why",
    "excuse_taken_back": "the section of the presences says who is excused",
    "proxy_paper_brought": "the section of the presences says who is represented; the paper is kept",
}
