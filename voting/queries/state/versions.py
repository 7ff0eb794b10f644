"""The versions of what a sitting shows: they change whenever one of its pages would."""

import threading
import time
from collections.abc import Callable, Hashable
from functools import lru_cache

from sqlalchemy import func, select

from congress.chamber_models import Sitting
from congress.models import Member
from core.database import database_address, session
from core.kept.journal_ends import JournalEnd, journal_end
from live.versions import opaque
from voting.models import Ballot, Poll, PollState, RightToVote
from voting.queries.state.steps_kept import steps_read

KEPT = 0.5  # seconds: how old a number of ballots may be where thousands ask whether it changed
MOST_KEPT = 64  # numbers: those of sittings, and of ends of journals, that are over are let go


def versions_of(sitting: Sitting, member_id: int | None = None) -> dict[str, str]:
    """By what the page of a reader follows: `steps` that they are told of; `sitting`; `progress`.

    `sitting` is all but the ballots coming in, `progress` these too. A voter's page follows the first two, so that a
    hundred phones do not fetch it again at each ballot, nor at once at each arrival; the console and the screen of the
    hall follow the third. Ballots are counted whatever they say.
    """
    end = journal_end(sitting.congress.stream)
    me = session().get(Member, member_id) if member_id is not None else None
    last = steps_read(end, sitting.id).last_told(sitting.id, member_id, me.pseudonym if me else None)
    return told_versions(sitting.id, end, last, ballots_in(sitting.id))


def told_versions(sitting_id: int, end: JournalEnd, last_step: int, ballots: int) -> dict[str, str]:
    """The three versions, of what they change with."""
    return {
        "steps": _opaque("steps", sitting_id, last_step),
        "sitting": _opaque("sitting", sitting_id, end.sequence),
        "progress": _opaque("progress", sitting_id, end.sequence, ballots),
    }


@lru_cache(maxsize=4096)
def _opaque(*named: str | int) -> str:
    return opaque(list(named))


def ballots_in(sitting_id: int) -> int:
    """How many ballots the poll that is open in a sitting has received."""
    wanted = (
        select(func.count())
        .select_from(Ballot)
        .join(RightToVote, RightToVote.id == Ballot.right_id)
        .join(Poll, Poll.id == RightToVote.poll_id)
        .where(Poll.sitting_id == sitting_id, Poll.state == PollState.OPEN)
    )
    return session().scalar(wanted) or 0


class KeptNumbers:
    """Numbers counted at most every half second, by one thread: meanwhile the others have what was counted last."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: dict[Hashable, tuple[float, int]] = {}
        self._counting = threading.Lock()

    def of(self, key: Hashable, count: Callable[[], int]) -> int:
        """The number of a key, half a second old at most unless somebody counts it anew at this instant."""
        known = self._known
        if (found := known.get(key)) is not None and self._is_fresh(found):
            return found[1]
        if not self._counting.acquire(blocking=found is None) and found is not None:
            return found[1]
        try:
            if (found := known.get(key)) is not None and self._is_fresh(found):
                return found[1]
            if len(known) > MOST_KEPT:
                known.clear()
            known[key] = (self._clock(), count())
            return known[key][1]
        finally:
            self._counting.release()

    def _is_fresh(self, found: tuple[float, int]) -> bool:
        return self._clock() - found[0] < KEPT


_ballots = KeptNumbers()


def ballots_lately(sitting_id: int, end: JournalEnd) -> int:
    """The same, half a second old at most; a step of the sitting has it counted anew."""
    return _ballots.of((database_address(), sitting_id, end.digest), lambda: ballots_in(sitting_id))
