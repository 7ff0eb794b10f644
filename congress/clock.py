"""The clock of a congress: the machine's, at a stored offset, ticking."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from congress.models import Congress
from core.clock import machine_now


def now_in(congress: Congress) -> datetime:
    """The present instant in the congress, aware, UTC. For views and commands; services receive it."""
    return machine_now() + timedelta(seconds=congress.clock_offset)


def local(congress: Congress, instant: datetime) -> datetime:
    """An instant in the congress's zone."""
    return instant.astimezone(ZoneInfo(congress.timezone))


def today_in(congress: Congress) -> date:
    """The present day in the congress's zone."""
    return local(congress, now_in(congress)).date()
