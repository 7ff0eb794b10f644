"""How a text voted in parts is named: « partie 2 de l’amendement n° 12 (alinéas 3 et 4) », and its question."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from amendments.labels import places_told
from amendments.rules.locations import Location
from congress.queries.homonyms import told_name
from core.text.reader import enumeration
from motions.models import Part, PartKind
from voting.dividing_models import Division, DivisionPart


def divided_name(divided: DivisionPart) -> str:
    """« partie 2 de la proposition n° 5 (alinéas 3 à 6) », in the language in force."""
    division = divided.division
    of = divided_of(division.part, division.amendment.label if division.amendment else "")
    said = {"place": divided.place, "of": of, "where": where_words(divided.spots)}
    told: str = _("partie\u00a0%(place)s %(of)s (%(where)s)", **said)
    return told


def short_name(divided: DivisionPart) -> str:
    """« Partie 2 de l’amendement n° 12 »."""
    division = divided.division
    of = divided_of(division.part, division.amendment.label if division.amendment else "")
    told: str = _("Partie\u00a0%(place)s %(of)s", place=divided.place, of=of)
    return told


def divided_of(part: Part, amendment: str) -> str:
    """« de l’amendement n° 12 », « de la proposition n° 5 »: of what it is a part; `amendment`: its label, or none."""
    if amendment:
        told = _("de l’amendement n°\u00a0%(number)s", number=amendment)
    elif part.kind == PartKind.PREAMBLE:
        told = _("du préambule")
    elif part.kind == PartKind.CLOSING:
        told = _("de la conclusion")
    else:
        told = _("de la proposition n°\u00a0%(number)s", number=part.number)
    return str(told)


def asked_of_part_of(part: Part, amendment: str, place: int, spots: Sequence[Sequence[int]]) -> str:
    """« Vote par division : adoptez-vous la partie 2 de l’amendement n° 12 (alinéas 3 et 4) ? »"""
    said = {"place": place, "of": divided_of(part, amendment), "where": where_words(spots)}
    told: str = _("Vote par division\u00a0: adoptez-vous la partie\u00a0%(place)s %(of)s (%(where)s)\u202f?", **said)
    return told


def asked_by_words(division: Division) -> str:
    """« Vote par division demandé par Mme Fatima Allain », or decided by the chair."""
    if division.asked_by is None:
        return str(_("Vote par division décidé par la présidence"))
    return str(_("Vote par division demandé par %(name)s", name=told_name(division.asked_by)))


def where_words(spots: Sequence[Sequence[int]]) -> str:
    """« titre, alinéas 3 à 5 et après l’alinéa 8 »: where a part stands, in the text in force."""
    runs = [(first, last) for first, last in spots if first >= 0]
    touched = dict.fromkeys(number for first, last in runs for number in range(first, last + 1))
    after = tuple(dict.fromkeys(last for first, last in spots if first < 0))
    return enumeration(places_told(Location(tuple(filter(None, touched)), after=after, title=0 in touched)))


def put_part_aloud(divided: DivisionPart) -> str:
    """« Vote par division. Je mets aux voix la partie 2 de l’amendement n° 12 (alinéas 3 et 4). »"""
    told: str = _("Vote par division. Je mets aux voix la %(part)s.", part=divided_name(divided))
    return told


def part_put_words(divided: DivisionPart) -> str:
    """« La partie 2 de l’amendement n° 12 (alinéas 3 et 4), dont M. X demande la division, », for the minutes."""
    part, asker = divided_name(divided), divided.division.asked_by
    if asker is None:
        return str(_("La %(part)s, votée par division,", part=part))
    return str(_("La %(part)s, votée par division à la demande de %(name)s,", part=part, name=told_name(asker)))


def left_aloud(division: Division) -> str:
    """What the chair adds of a text voted in parts: « Après le vote par division, c’est ce qui en reste : … »."""
    gone = [part for part in division.parts if part.is_adopted is False]
    if not gone:
        return str(_("Le vote porte sur l’ensemble\u00a0: toutes ses parties, votées par division, ont été adoptées."))
    parts = enumeration(
        [_("la partie\u00a0%(place)s (%(where)s)", place=part.place, where=where_words(part.spots)) for part in gone]
    )
    told = ngettext(
        "Après le vote par division, c’est ce qui en reste\u00a0: %(parts)s a été rejetée.",
        "Après le vote par division, c’est ce qui en reste\u00a0: %(parts)s ont été rejetées.",
        len(gone),
        parts=parts,
    )
    return str(told)
