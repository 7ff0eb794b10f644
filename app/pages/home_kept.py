"""The home for one of thousands of members, from one that is kept: those who sign in come to it all at once.

What is kept depends on the end of the journal, the language, what is left to the reader, and where they stand in the
sitting that goes on (`voting.pages.kept_page.sitting_answer`). Whoever holds an office, carries a proxy, is asked for a
signature, or did anything in the sitting but arrive and vote, is answered by the ordinary route.
"""

import functools
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple, TypeVar, cast

from flask import g, request

from app.pages.home_asked import OwnTasks, own_tasks
from congress.chamber_models import Sitting, SittingState
from congress.pages.kept.kept_pages import KeptPages
from congress.pages.kept.marks import Marks
from congress.pages.kept.reader_answer import Reader, marked, reader_of
from congress.policies import sittings_readers
from congress.queries.chamber_queries import sitting_to_follow
from core.database import database_address
from voting.pages.following.near import JUST_OVER
from voting.pages.kept_page.page_marks import with_steps
from voting.pages.kept_page.standing import AmongSteps, instant_of, made_at, standing_before, standing_of
from voting.queries.state.follower_asked import OwnStand, own_stand

V = TypeVar("V", bound=Callable[..., Any])
KEPT_FOR: Final = 5.0  # seconds: the hour that it says is not older
MOST_KNOWN: Final = 64  # sittings: those of instants that are over are let go
_pages: Final = KeptPages()


class Followed(NamedTuple):
    """The sitting that the homes of an instant follow."""

    id: int
    number: int
    is_open: bool  # or was


NOT_READ: Final = object()
_followed: dict[Hashable, Followed | None] = {}


@dataclass(frozen=True, slots=True)
class AtHome:
    """Who comes to the home, where nothing but this tells them apart from another."""

    reader: Reader
    instant: float
    tasks: OwnTasks
    sitting: Followed | None
    stand: OwnStand | None  # in that sitting
    standing: AmongSteps | None

    @property
    def key(self) -> Hashable:
        """All that the page depends on."""
        stand = (self.stand.mode, self.stand.rights, self.stand.ballots) if self.stand is not None else ()
        place = self.standing.place if self.standing is not None else ()
        told = (self.reader.person.honorific, self.reader.asked.congress.clock_offset, self.tasks)
        return self.reader.key, told, self.sitting, stand, place

    @property
    def own(self) -> Mapping[str, str]:
        """What the page says that is theirs, by mark."""
        return {**self.reader.own, **(self.standing.own if self.standing is not None else {})}


def kept_for_members(view: V) -> V:
    """The view of the home, which alone answers whoever is in a case apart."""

    @functools.wraps(view)
    def answered(slug: str) -> Any:
        found = _at_home(slug)
        if found is None:
            return view(slug=slug)
        shown = functools.partial(made_at, found.instant, view, slug=slug)
        own_step = found.standing.own_step if found.standing is not None else 0
        return _pages.page_of(
            found.key,
            found.reader.actor.member_id or 0,
            lambda: found.own,
            made_for_all=lambda: marked(shown, own_step),
            made_for_one=shown,
            instant=found.instant,
        )

    return cast("V", answered)


def home_as_kept(context: dict[str, Any]) -> dict[str, Any]:
    """What the template of the home is given, marks in the place of what is the reader's own while it is to be kept."""
    marks: Marks | None = g.get("kept_marks")
    return context if marks is None or "told" not in context else with_steps(context, marks)


def _at_home(slug: str) -> AtHome | None:
    reader = None if request.query_string else reader_of(slug)
    if reader is None or not reader.actor.is_elector or reader.actor.is_secretariat:
        return None
    actor, congress, end = reader.actor, reader.asked.congress, reader.asked.end
    instant = instant_of(KEPT_FOR)
    now = datetime.fromtimestamp(instant, UTC) + timedelta(seconds=congress.clock_offset)
    sitting = _followed_by(reader, now) if sittings_readers(actor, congress) else None
    stand = standing = None
    if sitting is not None:
        if sitting.is_open:
            standing = standing_of(actor, end, sitting.id, sitting.number)
        else:
            standing = standing_before(actor, end, sitting.id)
        stand = own_stand(sitting.id, actor) if standing is not None else None
        if stand is None:
            return None
    tasks = own_tasks(congress.id, actor.member_id or 0, now)
    return AtHome(reader, instant, tasks, sitting, stand, standing) if tasks is not None else None


def _as_followed(sitting: Sitting) -> Followed:
    return Followed(sitting.id, sitting.number, is_open=sitting.state != SittingState.PLANNED)


def _followed_by(reader: Reader, now: datetime) -> Followed | None:
    """The sitting to follow, read once for an instant and an end of the journal."""
    congress_id = reader.asked.congress.id
    place = (database_address(), congress_id, reader.asked.end.digest, now)
    known = _followed.get(place, NOT_READ)
    if known is not NOT_READ:
        return cast("Followed | None", known)
    found = sitting_to_follow(congress_id, now, over_since=now - JUST_OVER)
    if len(_followed) >= MOST_KNOWN:
        _followed.clear()
    _followed[place] = read = _as_followed(found) if found is not None else None
    return read
