"""The sentences that say when amendments may be submitted."""

from datetime import datetime

from flask_babel import gettext as _

from congress.models import Congress
from congress.moments import day_in_words, hour_in_words
from core.window import Phase


def day_and_hour(congress: Congress, instant: datetime) -> str:
    """« dimanche 11 octobre 2020 à 18 h », as a sentence says it."""
    return _("%(day)s à\u00a0%(hour)s", day=day_in_words(congress, instant), hour=hour_in_words(congress, instant))


def window_sentence(congress: Congress, now: datetime) -> str:
    """What the calendar says now: open until when, opening when, closed since when."""
    window = congress.amendments_window
    phase, opening, closing = window.phase(now), window.opens, window.closes
    if phase is Phase.BEFORE:
        return _("Le dépôt des amendements ouvrira le %(moment)s.", moment=day_and_hour(congress, opening))
    if phase is Phase.OPEN:
        return _("Le dépôt des amendements est ouvert jusqu’au %(moment)s.", moment=day_and_hour(congress, closing))
    return _("Le dépôt des amendements est clos depuis le %(moment)s.", moment=day_and_hour(congress, closing))
