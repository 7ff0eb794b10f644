"""Setting the clock of a congress: a demonstration shows the time at which it stands."""

from datetime import datetime
from math import ceil

from congress.models import Congress
from core.database import session


def set_clock(congress_id: int, at: datetime, *, machine: datetime) -> None:
    """Have the congress's clock show `at` when the machine's shows `machine`; it ticks from there.

    For demonstrations alone: a real congress keeps the machine's time.
    """
    congress = session().get_one(Congress, congress_id, with_for_update=True)
    if not congress.demonstration:
        raise ValueError("only a demonstration has a clock of its own")
    congress.clock_offset = ceil((at - machine).total_seconds())  # never a moment before
