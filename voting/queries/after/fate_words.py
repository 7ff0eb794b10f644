"""Moments and places as the sentence of a fate says them, in the reader's language."""

from datetime import datetime

from flask_babel import gettext as _

from amendments.labels import places_told, to_part
from amendments.rules.locations import Location
from congress.clock import local
from congress.models import Congress
from core.text import dates
from core.text.reader import enumeration, reader_language
from motions.models import Part, PartKind


def moment_told(congress: Congress, instant: datetime | None) -> str:
    """« 12 octobre 2020 à 14 h 37 », in the congress's zone."""
    if instant is None:
        return ""
    at = local(congress, instant)
    return _("%(day)s à\u00a0%(hour)s", day=dates.day(at, reader_language()), hour=dates.hour(at, reader_language()))


def place_told(part: Part, place: Location) -> str:
    """« proposition n° 5, alinéa 3 », « préambule, après l’alinéa 2 », « proposition n° 5, titre et alinéa 1 »."""
    if part.kind == PartKind.ADDITION:
        return to_part(part)
    spots = places_told(place)
    return _("%(part)s, %(where)s", part=_named(part), where=enumeration(spots)) if spots else _named(part)


def part_told(part: Part) -> str:
    """« le texte de la proposition n° 5 »."""
    if part.kind == PartKind.PROPOSAL:
        return _("le texte de la proposition n°\u00a0%(number)s", number=part.number)
    return _("le texte du préambule") if part.kind == PartKind.PREAMBLE else _("le texte de la conclusion")


def _named(part: Part) -> str:
    if part.kind == PartKind.PROPOSAL:
        return _("proposition n°\u00a0%(number)s", number=part.number)
    return _("préambule") if part.kind == PartKind.PREAMBLE else _("conclusion")
