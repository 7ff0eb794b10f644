"""Instants of a congress in words: in its zone, in the reader's language."""

from datetime import datetime

from flask_babel import gettext as _

from congress.clock import local
from congress.models import Congress
from core.text import dates
from core.text.reader import reader_language


def day_in_words(congress: Congress, instant: datetime) -> str:
    """« lundi 12 octobre 2020 »."""
    return dates.day(local(congress, instant), reader_language(), weekday=True)


def hour_in_words(congress: Congress, instant: datetime, *, seconds: bool = False) -> str:
    """« 14 h 32 », « 14 h 32 min 07 s »."""
    return dates.hour(local(congress, instant), reader_language(), seconds=seconds)


def hour_beside(congress: Congress, instant: datetime, beside: datetime) -> str:
    """« 14 h 32 »; on another day than that of `beside` « 3 h 01 le 13 octobre 2020 », that reads after « à »."""
    moment = local(congress, instant)
    hour = dates.hour(moment, reader_language())
    if moment.date() == local(congress, beside).date():
        return hour
    return _("%(hour)s le %(day)s", hour=hour, day=dates.day(moment, reader_language()))


def moment_in_words(congress: Congress, instant: datetime, *, now: datetime | None = None) -> str:
    """« lundi 12 octobre 2020, 14 h 21 »; without the year when it is that of `now`."""
    moment = local(congress, instant)
    return dates.moment(moment, reader_language(), year=now is None or moment.year != local(congress, now).year)
