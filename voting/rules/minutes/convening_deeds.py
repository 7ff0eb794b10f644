"""The deeds of a convening: what the council decided of an emergency, the sitting convened anew. Pure."""

from collections.abc import Mapping
from typing import Final

from voting.rules.minutes.deeds import Known, Teller, ToldDeed, ToldEntry, deed
from voting.rules.translations import Translations, enumerate_numbers

_OF_ONE = "a member’s own dealing with the convening: its section counts them"


def _urgency(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    """The council judges the emergency at the opening (CGCT L2121-11)."""
    told = (
        t.gettext("Il est rendu compte du délai abrégé\u00a0: le conseil admet l’urgence.")
        if entry.said.get("admitted")
        else t.gettext("Il est rendu compte du délai abrégé\u00a0: le conseil n’admet pas l’urgence.")
    )
    items = sorted(filter(None, map(known.position, entry.said.get("put_off", ()))))
    if not items:
        return deed(told)
    put_off = t.ngettext(
        "Il renvoie à une séance ultérieure le point n°\u00a0%(numbers)s.",
        "Il renvoie à une séance ultérieure les points n°\u00a0%(numbers)s.",
        len(items),
    )
    return deed(told, put_off % {"numbers": enumerate_numbers(tuple(map(str, items)), t)})


def _second(entry: ToldEntry, _known: Known, t: Translations) -> ToldDeed | None:
    said = {"number": entry.said["second"]}
    return deed(
        t.gettext("Faute de quorum, une seconde convocation est prévue\u00a0: séance n°\u00a0%(number)s.") % said
    )


DEEDS: Final[Mapping[str, Teller]] = {"urgency_decided": _urgency, "second_sitting_planned": _second}
SILENT: Final[Mapping[str, str]] = {
    "convening_sent": "the section on the convening says it (`convening_mention`)",
    "convening_completed": "the same convening, to who came onto the roll since",
    **dict.fromkeys(
        ("convening_read", "convening_answered", "convening_handed", "convening_reminded", "reminder_set"), _OF_ONE
    ),
}
