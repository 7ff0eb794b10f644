"""Days and hours as a form of the secretariat gives them, in the congress's zone."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from congress.models import Congress
from core.errors import Invalid

LAST_YEAR = 2999  # of what a form may plan: days are added to it
_NO_HOUR = re.compile(r"[\dW-]+")  # a day alone, that is read as midnight


def typed_instant(congress: Congress, typed: str, field: str) -> datetime | None:
    """The instant of « 2020-10-09T09:00 »; None of an empty field; `Invalid` of what is no date, or says no hour."""
    said = typed.strip()
    if not said:
        return None
    try:
        found = datetime.fromisoformat(said).replace(tzinfo=ZoneInfo(congress.timezone))
    except ValueError:
        raise Invalid(_("Écrivez un jour et une heure."), field) from None
    if not _NO_HOUR.fullmatch(said) and found.year <= LAST_YEAR:
        return found
    raise Invalid(_("Écrivez un jour et une heure."), field)


def required_instant(congress: Congress, typed: str, field: str) -> datetime:
    """The same, of a field that must say something."""
    found = typed_instant(congress, typed, field)
    if found is None:
        raise Invalid(_("Écrivez un jour et une heure."), field)
    return found


def typed_day(typed: str, field: str) -> date:
    """The day of « 2020-10-06 »."""
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise Invalid(_("Écrivez un jour."), field) from None
