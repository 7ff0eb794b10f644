"""Instants of a congress in short words, for lists."""

from datetime import datetime

from flask_babel import gettext as _

from congress.clock import local
from congress.models import Congress
from core import dates


def moment_words(congress: Congress, moment: datetime) -> str:
    """« lundi 12 octobre, 16 h »: the year goes without saying."""
    here = local(congress, moment)
    return _("%(day)s, %(hour)s", day=dates.day(here, weekday=True, year=False), hour=dates.hour(here))
