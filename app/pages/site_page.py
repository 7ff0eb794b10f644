"""What `/` lists: the congresses of the site, the most useful to somebody who arrives first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from sqlalchemy import select

from app.pages.demonstration_page import title_of_moment
from congress.chamber_models import Sitting, SittingState
from congress.clock import local, now_in
from congress.models import Congress
from core.database import session


class Use(IntEnum):
    """What a congress is to somebody who arrives, the most pressing first."""

    IN_SITTING = 1
    OPEN = 2  # it takes place, or something in it can be given, deposited or signed
    COMING = 3
    PAST = 4


@dataclass(frozen=True, slots=True)
class ListedCongress:
    """A congress of the list: what it is now, and which moment of the demonstration it shows, if any."""

    congress: Congress
    use: Use
    moment: str


def listed_congresses() -> list[ListedCongress]:
    """Those in sitting, then open, then to come, each by date; then those that are over, the last first."""
    real = select(Congress).where(Congress.rehearses_id.is_(None))
    congresses = sorted(session().scalars(real), key=lambda found: found.slug)
    states = (SittingState.OPEN, SittingState.SUSPENDED)
    in_sitting = set(session().scalars(select(Sitting.congress_id).where(Sitting.state.in_(states))))
    rows = [
        ListedCongress(congress, _use(congress, now_in(congress), in_sitting), title_of_moment(congress))
        for congress in congresses
    ]
    return sorted(rows, key=_rank)


def _use(congress: Congress, now: datetime, in_sitting: Collection[int]) -> Use:
    if congress.id in in_sitting:
        return Use.IN_SITTING
    today = local(congress, now).date()
    windows = (congress.viewpoints_window, congress.amendments_window, congress.signatures_window)
    if congress.starts <= today <= congress.ends or any(window.is_open(now) for window in windows):
        return Use.OPEN
    return Use.COMING if today < congress.starts else Use.PAST


def _rank(row: ListedCongress) -> tuple[int, float]:
    """By use; by the day of the congress's own clock nearest to what can be done: its start, or how long it is over."""
    congress = row.congress
    if row.use is Use.PAST:
        return row.use, -congress.ends.toordinal()
    if row.use is Use.COMING:
        return row.use, congress.starts.toordinal()
    return row.use, now_in(congress).timestamp()
