"""When amendments may be deposited, and the sentences that say so."""

from datetime import datetime
from enum import StrEnum

from flask_babel import get_locale
from flask_babel import gettext as _

from congress.clock import local
from congress.models import Congress
from core import dates


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


def moment_in_words(congress: Congress, instant: datetime) -> str:
    """« dimanche 11 octobre 2020 à 18 h », in the congress's zone and the reader's language."""
    found = get_locale()
    locale = "en" if found is not None and found.language == "en" else "fr"
    here = local(congress, instant)
    return _("%(day)s à\u00a0%(hour)s", day=dates.day(here, locale, weekday=True), hour=dates.hour(here, locale))


def window_sentence(congress: Congress, now: datetime) -> str:
    """What the calendar says now: open until when, opening when, closed since when."""
    state = window(congress, now)
    if state is Window.NOT_YET:
        opening = moment_in_words(congress, congress.amendments_open)
        return _("Le dépôt des amendements ouvrira le %(moment)s.", moment=opening)
    closing = moment_in_words(congress, congress.amendments_close)
    if state is Window.OPEN:
        return _("Le dépôt des amendements est ouvert jusqu’au %(moment)s.", moment=closing)
    return _("Le dépôt des amendements est clos depuis le %(moment)s.", moment=closing)
