"""When amendments may be deposited, and the sentences that say so."""

from datetime import datetime
from enum import StrEnum

from flask_babel import gettext as _

from congress.models import Congress
from congress.moments import day_in_words, hour_in_words


class Window(StrEnum):
    """Where the calendar of a congress is."""

    NOT_YET = "not_yet"
    OPEN = "open"
    CLOSED = "closed"


def window(congress: Congress, now: datetime) -> Window:
    """Whether the deposit is open: from its opening to its closing, that instant included, and not a second more."""
    if now < congress.amendments_open:
        return Window.NOT_YET
    return Window.OPEN if now <= congress.amendments_close else Window.CLOSED


def day_and_hour(congress: Congress, instant: datetime) -> str:
    """« dimanche 11 octobre 2020 à 18 h », as a sentence says it."""
    return _("%(day)s à\u00a0%(hour)s", day=day_in_words(congress, instant), hour=hour_in_words(congress, instant))


def window_sentence(congress: Congress, now: datetime) -> str:
    """What the calendar says now: open until when, opening when, closed since when."""
    state = window(congress, now)
    if state is Window.NOT_YET:
        opening = day_and_hour(congress, congress.amendments_open)
        return _("Le dépôt des amendements ouvrira le %(moment)s.", moment=opening)
    closing = day_and_hour(congress, congress.amendments_close)
    if state is Window.OPEN:
        return _("Le dépôt des amendements est ouvert jusqu’au %(moment)s.", moment=closing)
    return _("Le dépôt des amendements est clos depuis le %(moment)s.", moment=closing)
