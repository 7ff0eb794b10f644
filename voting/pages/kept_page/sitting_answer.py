"""The page of a sitting for one of thousands who follow it, from one that is kept; whoever is apart has the route.

At each step of the chair all of them ask for it. What is kept depends on the sitting, the end of the journal, the
language, and where the reader stands: whether they are there, how, and voted; when they arrived among the steps told.
"""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar, cast

from flask import request
from flask import session as cookie

from congress.clock import local
from congress.pages.kept import marks
from congress.pages.kept.kept_pages import KeptPages
from congress.pages.kept.reader_answer import Reader, marked, reader_from
from congress.pages.kept.who_reads import device_asking
from congress.policies import sittings_readers
from core.clock import machine_now
from core.text import dates
from core.text.reader import reader_language
from voting.pages.kept_page.standing import AmongSteps, instant_of, made_at, standing_of
from voting.queries.state.asked import StateAsked, state_asked
from voting.queries.state.follower_asked import OwnStand, own_stand

V = TypeVar("V", bound=Callable[..., Any])
KEPT_FOR = 2.0  # seconds: the time of whoever speaks is not told older
_pages: Final = KeptPages()


@dataclass(frozen=True, slots=True)
class Follower:
    """Who asks for the page of a sitting, where nothing but their presence and their own vote tells them apart."""

    asked: StateAsked
    reader: Reader
    stand: OwnStand
    standing: AmongSteps

    @property
    def key(self) -> tuple[object, ...]:
        """All that the page depends on."""
        own = self.stand
        stand = (own.mode, own.rights, own.ballots, own.answered, self.reader.person.honorific)
        return self.asked.sitting_id, self.reader.key, stand, self.standing.place

    @property
    def own(self) -> Mapping[str, str]:
        """What the page says that is theirs, by mark."""
        at = self.stand.arrived_at
        hour = dates.hour(local(self.asked.who.congress, at), reader_language()) if at else ""
        return {**self.reader.own, **self.standing.own, marks.HOUR: hour}


def kept_for_followers(view: V) -> V:
    """The view of a sitting, which alone answers whoever is in a case apart."""

    @functools.wraps(view)
    def answered(slug: str, number: int) -> Any:
        follower = _follower(slug, number)
        if follower is None:
            return view(slug=slug, number=number)
        instant = instant_of(KEPT_FOR)
        shown = functools.partial(made_at, instant, view, slug=slug, number=number)
        return _pages.page_of(
            follower.key,
            follower.reader.actor.member_id or 0,
            lambda: follower.own,
            made_for_all=lambda: marked(shown, follower.standing.own_step),
            made_for_one=shown,
            instant=instant,
        )

    return cast("V", answered)


def _follower(slug: str, number: int) -> Follower | None:
    device = device_asking()
    if not device or request.query_string or cookie.get("_flashes"):
        return None
    asked = state_asked(slug, number, device, machine_now())
    reader = reader_from(asked.who) if asked is not None else None
    if asked is None or reader is None:
        return None
    actor = reader.actor
    if not actor.is_elector or actor.is_secretariat or not sittings_readers(actor, asked.who.congress):
        return None
    standing = standing_of(actor, asked.who.end, asked.sitting_id, number)
    stand = own_stand(asked.sitting_id, actor) if standing is not None else None
    return Follower(asked, reader, stand, standing) if stand is not None and standing is not None else None
