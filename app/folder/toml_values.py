"""The values of congress.toml as what they mean: a text on one line, a date, an hour in the congress's zone, names."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from pydantic import AfterValidator, BeforeValidator, PlainValidator, ValidationInfo

from core.files.cells import YEARS, clear_instant
from core.text.composing import composed
from core.text.endless import endless_words
from core.text.unseen import unseen_sign


def _long_text(value: Any) -> Any:
    if isinstance(value, str):
        value = composed(value).strip(" \t\r\n")
        if any(sign < " " and sign not in "\n\t\r" for sign in value):
            raise ValueError(_("ce texte contient un caractère de commande."))
        if told := endless_words(value):
            raise ValueError(told)
    return value


def _text(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    line = _long_text(value).replace("\r", " ").replace("\n", " ")
    if told := unseen_sign(line):
        raise ValueError(told)
    return line


def between(least: int, most: int) -> AfterValidator:
    """Refuses a whole number out of two bounds, naming both."""

    def check(value: int) -> int:
        if not least <= value <= most:
            raise ValueError(_("attendu : un nombre entier de %(least)s à %(most)s.", least=least, most=most))
        return value

    return AfterValidator(check)


def _day(value: Any) -> Any:
    if not isinstance(value, str | date):
        raise ValueError(_("attendu : une date."))  # noqa: TRY004 (what pydantic gathers)
    try:
        found = date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        found = None
    if found is None or found.year not in YEARS:
        raise ValueError(_("« %(value)s » n’est pas une date : écrire 2020-10-12.", value=value))
    return found.date() if isinstance(found, datetime) else found


def _instant(value: Any, info: ValidationInfo) -> datetime:
    if not isinstance(value, str | datetime):
        raise ValueError(_("attendu : une date et une heure."))  # noqa: TRY004
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        found = None
    is_day_alone = isinstance(value, str) and not re.search(r"\d[T ]\d", value)  # would close as the day starts
    if found is None or is_day_alone or found.year not in YEARS:
        told = _("« %(value)s » n’est pas une date avec son heure : écrire 2020-10-12T16:00.", value=value)
        raise ValueError(told)
    zone: ZoneInfo = info.context  # type: ignore[assignment]  # given by whoever reads
    return (found if found.tzinfo else clear_instant(found, zone)).astimezone(UTC)


LongText = Annotated[str, BeforeValidator(_long_text)]  # trimmed
OneLine = Annotated[str, BeforeValidator(_text)]  # trimmed, on one line
TomlDay = Annotated[date, PlainValidator(_day)]  # « 2020-10-12 », between quotes or not
DayOrNone = Annotated[date | None, PlainValidator(lambda value: None if value == "" else _day(value))]
Instant = Annotated[datetime, PlainValidator(_instant)]  # « 2020-10-12T16:00 » in the congress's zone; aware, UTC
