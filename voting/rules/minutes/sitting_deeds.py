"""The deeds of a sitting: its opening, its suspensions, its offices, its agenda, its checks of the quorum. Pure."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from congress.rules.rule_names import QuorumRule
from voting.rules.minutes.deeds import Known, Teller, ToldDeed, ToldEntry, deed, reason
from voting.rules.quorum_sentences import quorum_sentence
from voting.rules.translations import N_, Translations

_OFFICES: Final[Mapping[tuple[str, str], str]] = {
    ("office_given", "chair"): N_("%(name)s prend la présidence de la séance."),
    ("office_given", "secretary"): N_("%(name)s assure le secrétariat de la séance."),
    ("office_given", "teller"): N_("%(name)s assure le dépouillement des votes."),
    ("office_ended", "chair"): N_("%(name)s quitte la présidence de la séance."),
    ("office_ended", "secretary"): N_("%(name)s n’assure plus le secrétariat de la séance."),
    ("office_ended", "teller"): N_("%(name)s n’assure plus le dépouillement des votes."),
}


def _opened(_entry: ToldEntry, _known: Known, t: Translations) -> ToldDeed | None:
    return deed(t.gettext("La séance est ouverte."))


def _suspended(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    minutes = entry.said.get("minutes")
    if not minutes:
        return deed(t.gettext("La séance est suspendue."))
    hour = known.hour(entry.at + timedelta(minutes=minutes))
    return deed(t.gettext("La séance est suspendue jusqu’à %(hour)s.") % {"hour": hour})


def _resumed(_entry: ToldEntry, _known: Known, t: Translations) -> ToldDeed | None:
    return deed(t.gettext("La séance reprend."))


def _closed(_entry: ToldEntry, _known: Known, t: Translations) -> ToldDeed | None:
    return deed(t.gettext("La séance est levée."))


def _reopened(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    because = known.reopening(entry.said.get("reopening", 0))
    return deed(t.gettext("La séance, levée par erreur, est rouverte."), reason(because, t))


def _office(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    sentence = _OFFICES.get((entry.kind, entry.said.get("office", "")))
    return deed(t.gettext(sentence) % {"name": known.person(entry.said["member"])}) if sentence else None


def _item_opened(entry: ToldEntry, _known: Known, t: Translations) -> ToldDeed | None:
    number = entry.said["item"]
    said = t.gettext("Le point n°\u00a0%(number)s est mis en discussion.") % {"number": number}
    return ToldDeed((said,), item=number)


def _item_closed(entry: ToldEntry, _known: Known, t: Translations) -> ToldDeed | None:
    said = t.gettext("La discussion du point n°\u00a0%(number)s est close.") % {"number": entry.said["item"]}
    return ToldDeed((said,), ends_item=True)


def _item_put_off(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    told = t.gettext("Le point n°\u00a0%(number)s est reporté à une séance où les membres sont présents%(law)s.")
    said = told % {"number": entry.said["item"], "law": known.law("L5211-11-1")}
    return ToldDeed((said,), ends_item=True)


def _item_added(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    said = {"number": entry.said["item"], "title": known.title(entry.said["item"])}
    return deed(t.gettext("Le point n°\u00a0%(number)s, %(title)s, est ajouté à l’ordre du jour.") % said)


def _item_retitled(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    said = {"number": entry.said["item"], "title": known.title(entry.said["item"])}
    return deed(t.gettext("Le point n°\u00a0%(number)s s’intitule désormais %(title)s.") % said)


def _agenda_ordered(_entry: ToldEntry, _known: Known, t: Translations) -> ToldDeed | None:
    return deed(t.gettext("L’ordre des points de l’ordre du jour est changé."))


def _checked(entry: ToldEntry, known: Known, t: Translations) -> ToldDeed | None:
    found = known.check(entry.said["check"])
    if found is None:
        return None
    finding, chamber = found
    is_asked_always = finding.rule is not QuorumRule.ON_REQUEST_MAJORITY_MEMBERS
    if entry.said.get("moment") == "sitting" and finding.waived and is_asked_always:
        return deed(t.gettext("Aucun quorum n’est exigé pour les points de la première convocation."))
    unopened = ""
    if finding.met is False and entry.said.get("moment") == "item":  # else it is read under the item before
        number = known.position(entry.said["item"])
        unopened = t.gettext("Le point n°\u00a0%(number)s n’est pas mis en discussion.") % {"number": number}
    return deed(unopened, quorum_sentence(finding, chamber, t))


def _minutes_adopted(entry: ToldEntry, _known: Known, t: Translations) -> ToldDeed | None:
    number, poll = entry.said["minutes"], entry.said.get("poll_of_minutes")
    if poll is None:
        return deed(t.gettext("Le procès-verbal de la séance n°\u00a0%(number)s est arrêté.") % {"number": number})
    said = t.gettext("Le procès-verbal de la séance n°\u00a0%(number)s est arrêté par le scrutin n°\u00a0%(poll)s.")
    return deed(said % {"number": number, "poll": poll})


DEEDS: Final[Mapping[str, Teller]] = {
    "sitting_opened": _opened,
    "sitting_suspended": _suspended,
    "sitting_resumed": _resumed,
    "sitting_closed": _closed,
    "sitting_reopened": _reopened,
    "office_given": _office,
    "office_ended": _office,
    "item_opened": _item_opened,
    "item_closed": _item_closed,
    "item_put_off": _item_put_off,
    "item_added": _item_added,
    "item_retitled": _item_retitled,
    "agenda_ordered": _agenda_ordered,
    "quorum_checked": _checked,
    "minutes_adopted": _minutes_adopted,
}
_OWN = "it makes the minutes themselves, after the sitting"
SILENT: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("minutes_note_written", "report_attached", "report_withdrawn", "minutes_submitted", "minutes_signed",
         "minutes_published"),
        _OWN,
    ),
    "sitting_planned": "the head of the minutes says when and where the sitting was held",
    "sitting_replanned": "the head of the minutes says when and where the sitting was held",
    "member_arrived": "the section of the presences says each arrival with its hour",
    "member_left": "the section of the presences says each departure with its hour",
    "proxy_given": "the section of the presences says who is represented, and by whom",
    "proxy_revoked": "the section of the presences says who is represented, and by whom",
    "proxy_refused": "the section of the presences says who is represented, and by whom",
}  # fmt: skip
