"""The clock of a congress: the machine's, at a stored offset, ticking."""

from datetime import UTC, date, datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from flask import g

from congress.models import Congress
from core.clock import machine_now
from core.database import session


def now_in(congress: Congress) -> datetime:
    """The present instant in the congress, aware, UTC. For views and commands; services receive it.

    A page that is made for many readers speaks of the instant that they share (`g.page_instant`).
    """
    shared: float | None = g.get("page_instant")
    instant = machine_now() if shared is None else datetime.fromtimestamp(shared, UTC)
    return instant + timedelta(seconds=congress.clock_offset)


def local(congress: Congress, instant: datetime) -> datetime:
    """An instant in the congress's zone."""
    return instant.astimezone(ZoneInfo(congress.timezone))


def today_in(congress: Congress) -> date:
    """The present day in the congress's zone."""
    return local(congress, now_in(congress)).date()


def set_clock(congress_id: int, at: datetime, *, machine: datetime) -> None:
    """Have the congress's clock show `at` when the machine's shows `machine`; it ticks from there.

    For demonstrations alone: a real congress keeps the machine's time.
    """
    congress = session().get_one(Congress, congress_id, with_for_update={"key_share": True})
    if not congress.demonstration:
        raise ValueError("only a demonstration has a clock of its own")
    congress.clock_offset = ceil((at - machine).total_seconds())  # never a moment before
