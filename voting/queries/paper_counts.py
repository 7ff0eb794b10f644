"""The counts of a vote on paper: who counted, and whether two tellers found the same numbers.

What they found is for the closing alone: until then pages learn who counted, and whether they agree.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from congress.models import Member
from core.database import session
from voting.paper_models import PaperCount


@dataclass(frozen=True, slots=True)
class PaperState:
    """How far the counting is: the last two who counted and when, the latest last; `agree`: None until two have."""

    tellers: tuple[tuple[Member, datetime], ...]
    agree: bool | None

    def differs_from(self, member_id: int | None) -> bool:
        """Whether somebody's count is one of two that differ: they count again."""
        return self.agree is False and any(teller.id == member_id for teller, _at in self.tellers)


def paper_state(poll_id: int) -> PaperState:
    """How far the counting of a poll's papers is."""
    last = _last_two(poll_id)
    tellers = tuple((row.counted_by, row.counted_at) for row in last)
    return PaperState(tellers, last[0].received == last[1].received if len(last) == 2 else None)


def agreed_papers(poll_id: int) -> Mapping[str, int] | None:
    """The numbers that two tellers found, by choice; None while they have not, or do not agree."""
    last = _last_two(poll_id)
    return last[0].received if len(last) == 2 and last[0].received == last[1].received else None


def own_count(poll_id: int, member_id: int) -> Mapping[str, int]:
    """What a teller counted last, for that teller alone; empty where they have not."""
    mine = select(PaperCount.received).where(PaperCount.poll_id == poll_id, PaperCount.counted_by_id == member_id)
    return session().scalar(mine.order_by(PaperCount.id.desc()).limit(1)) or {}


def _last_two(poll_id: int) -> list[PaperCount]:
    """The last count of each of the last two people who counted, in the order in which they did."""
    wanted = select(PaperCount).where(PaperCount.poll_id == poll_id).options(joinedload(PaperCount.counted_by))
    found: dict[int, PaperCount] = {}
    for row in session().scalars(wanted.order_by(PaperCount.id.desc())):
        found.setdefault(row.counted_by_id, row)
    return list(found.values())[:2][::-1]
