"""Dates and hours in words, as a French administration writes them, and in the reader's own language.

Words and their order are CLDR's, through Babel; `_OURS` is the one place where we write otherwise, each with its
reason. Every no-break space is U+00A0: « 12 octobre 2020 », « 14 h 32 ».
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Final, overload

from babel.dates import format_date, format_time

from core.text.languages import locale_of

_NB: Final = "\u00a0"


@dataclass(frozen=True, slots=True)
class Patterns:
    """How a language writes a day and an hour, in the letters of CLDR; `{day}` and `{hour}` are put in place."""

    first: str  # how the first of a month is written, others being a plain number
    day: str
    day_and_year: str
    weekday: str
    hour: str  # when no minute is to be said
    minutes: str
    seconds: str
    moment: str


_OURS: Final[dict[str, dict[str, str]]] = {
    "fr": {
        "first": "d'er'",  # CLDR writes « 1 octobre »; in French the first is an ordinal
        "day_and_year": f"d{_NB}MMMM{_NB}y",  # a date is not cut between two lines
        # CLDR writes 14:32; the Imprimerie nationale writes hours with their units, and no minutes when there are none
        "hour": f"H{_NB}'h'",
        "minutes": f"H{_NB}'h'{_NB}mm",
        "seconds": f"H{_NB}'h'{_NB}mm{_NB}'min'{_NB}ss{_NB}'s'",
    },
    "en": {"weekday": "EEEE {day}"},  # CLDR puts a comma after the name of the day, that the moment's own would follow
}


@cache
def _patterns(language: str) -> Patterns:
    locale = locale_of(language)
    full, long, short = (
        str(pattern.pattern)
        for pattern in (locale.date_formats["full"], locale.date_formats["long"], locale.datetime_skeletons["MMMMd"])
    )
    minutes, seconds = (str(locale.time_formats[length].pattern) for length in ("short", "medium"))
    found = Patterns(
        first="d",
        day=_bound(short),
        day_and_year=_bound(long),
        weekday=full.replace(long, "{day}") if long in full else "EEEE {day}",
        hour=minutes,
        minutes=minutes,
        seconds=seconds,
        moment=str(locale.datetime_formats["medium"]).replace("{1}", "{day}").replace("{0}", "{hour}"),
    )
    return replace(found, **_OURS.get(language, {}))


def _bound(pattern: str) -> str:
    """The pattern with a no-break space beside the number of the day, on the side of the month."""
    return re.sub(r"(?<=\bd) |(?<=\bd\.) | (?=d\b)", _NB, pattern, count=1)


def day(value: date, language: str = "fr", *, weekday: bool = False, year: bool = True) -> str:
    """« 12 octobre 2020 », « lundi 12 octobre 2020 », « 1er juillet »."""
    ways = _patterns(language)
    pattern = ways.day_and_year if year else ways.day
    if value.day == 1:
        pattern = re.sub(r"\bd\b", ways.first, pattern, count=1)
    if weekday:
        pattern = ways.weekday.replace("{day}", pattern)
    return format_date(value, pattern, locale_of(language))


def hour(value: datetime, language: str = "fr", *, seconds: bool = False) -> str:
    """« 14 h 32 », « 9 h », « 14 h 32 min 07 s »; in English 14:32."""
    ways = _patterns(language)
    pattern = ways.seconds if seconds else ways.minutes if value.minute else ways.hour
    return format_time(value, pattern, locale=locale_of(language))


def made_on(value: datetime, language: str = "fr", *, weekday: bool = True) -> str:
    """When something was made: « mercredi 1er juillet 2020 » alone at midnight to the second, that no clock gave.

    Deadlines are `moment`s: there midnight is an hour.
    """
    if value.hour == value.minute == value.second == value.microsecond == 0:
        return day(value, language, weekday=weekday)
    return moment(value, language, weekday=weekday)


def moment(value: datetime, language: str = "fr", *, weekday: bool = True, year: bool = True) -> str:
    """« lundi 12 octobre 2020, 14 h 21 »."""
    said = {"day": day(value, language, weekday=weekday, year=year), "hour": hour(value, language)}
    return _patterns(language).moment.format(**said)


@overload
def instant(value: datetime) -> str: ...
@overload
def instant(value: None) -> None: ...
@overload
def instant(value: datetime | None) -> str | None: ...
def instant(value: datetime | None) -> str | None:
    """« 2020-10-12T12:00:00Z », as programs read it."""
    return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if value else None
