"""Dates of the demonstration, written as its people would say them: in Paris, without a zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Paris")
DAY = "2020-10-12T"


def local_time(words: str | datetime) -> datetime:
    """An instant, aware, UTC, from local words: « 2020-10-12T14:32 », or « 14:32 » on the day of the sitting."""
    if isinstance(words, datetime):
        return words.replace(tzinfo=ZONE).astimezone(UTC)
    return local_time(datetime.fromisoformat(words if "T" in words else DAY + words))
