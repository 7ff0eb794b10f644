"""Dates and hours in words, as a French administration writes them; in English for readers who asked for it.

Every no-break space is U+00A0: « 12 octobre 2020 », « 14 h 32 ».
"""

from datetime import date, datetime

_NB = "\u00a0"
_DAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "fr": (
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}


def day(value: date, locale: str = "fr", *, weekday: bool = False, year: bool = True) -> str:
    """« 12 octobre 2020 », « lundi 12 octobre 2020 », « 1er juillet »."""
    number = f"{value.day}er" if locale == "fr" and value.day == 1 else str(value.day)
    words = f"{number}{_NB}{_MONTHS[locale][value.month - 1]}"
    if year:
        words += f"{_NB}{value.year}" if locale == "fr" else f" {value.year}"
    return f"{_DAYS[locale][value.weekday()]} {words}" if weekday else words


def hour(value: datetime, locale: str = "fr", *, seconds: bool = False) -> str:
    """« 14 h 32 », « 9 h », « 14 h 32 min 07 s »; in English 14:32."""
    if locale == "en":
        return value.strftime("%H:%M:%S" if seconds else "%H:%M")
    if seconds:
        return f"{value.hour}{_NB}h{_NB}{value.minute:02d}{_NB}min{_NB}{value.second:02d}{_NB}s"
    minutes = f"{_NB}{value.minute:02d}" if value.minute else ""
    return f"{value.hour}{_NB}h{minutes}"


def moment(value: datetime, locale: str = "fr", *, weekday: bool = True, year: bool = True) -> str:
    """« lundi 12 octobre 2020, 14 h 21 »."""
    return f"{day(value, locale, weekday=weekday, year=year)}, {hour(value, locale)}"
