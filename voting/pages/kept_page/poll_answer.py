"""The page of a poll for one of thousands of voters, from one that is kept; whoever is in a case apart has the route.

What is kept depends on the poll, the end of the journal, the reader's language, and where they stand in it: what they
said, whether they voted in the one that goes on since, and when they arrived among the steps that are told. Whoever
did anything else in the sitting, or carries a proxy, holds an office, or came another way than by the address itself,
is answered by the ordinary route.
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
from voting.pages.casting.late_vote import is_told_late
from voting.pages.kept_page.standing import AmongSteps, instant_of, made_at, standing_of
from voting.queries.after.sealed_votes import is_counted
from voting.queries.poll_queries import PENDING
from voting.queries.state.follower_asked import OwnStand, own_stand
from voting.queries.state.voter_asked import OwnVote, PollAsked, own_vote, poll_asked

V = TypeVar("V", bound=Callable[..., Any])
KEPT_FOR = 5.0  # seconds: what a page says of the present hour is not older
_pages: Final = KeptPages()


@dataclass(frozen=True, slots=True)
class Voter:
    """Who asks for the page of a poll, where nothing but what they said and when they arrived tells them apart."""

    asked: PollAsked
    reader: Reader
    vote: OwnVote
    standing: AmongSteps
    elsewhere: OwnStand | None  # of the poll that goes on in the sitting, where this one is over

    @property
    def key(self) -> tuple[object, ...]:
        """All that the page depends on."""
        vote = (self.vote.choice, self.vote.spoken, self.vote.weight, self.vote.college, self.vote.mode)
        told = (self.elsewhere.rights, self.elsewhere.ballots) if self.elsewhere is not None else ()
        return self.asked.poll_id, self.reader.key, vote, told, self.standing.place, self._is_counted

    @property
    def _is_counted(self) -> bool:
        """Whether what they said is in the count, of a poll that is over: the page says so of them."""
        asked, choice = self.asked, self.vote.choice
        if choice is None or asked.ballots_sha256 is None:
            return False
        voter = self.reader.actor.pseudonym
        return is_counted(asked.poll_id, asked.salt, asked.ballots_sha256, voter=voter, choice=choice)

    @property
    def own(self) -> Mapping[str, str]:
        """What the page says that is theirs, by mark."""
        at = self.vote.cast_at
        hour = dates.hour(local(self.asked.who.congress, at), reader_language(), seconds=True) if at else ""
        told = {marks.RIGHT: str(self.vote.right_id), marks.HOUR: hour}
        return {**self.reader.own, **self.standing.own, **told}


def kept_for_voters(view: V) -> V:
    """The view of a poll, which alone answers whoever is in a case apart."""

    @functools.wraps(view)
    def answered(slug: str, number: int) -> Any:
        voter = _voter(slug, number)
        if voter is None:
            return view(slug=slug, number=number)
        instant = instant_of(KEPT_FOR)
        shown = functools.partial(made_at, instant, view, slug=slug, number=number)
        return _pages.page_of(
            voter.key,
            voter.reader.actor.member_id or 0,
            lambda: voter.own,
            made_for_all=lambda: marked(shown, voter.standing.own_step),
            made_for_one=shown,
            instant=instant,
        )

    return cast("V", answered)


def _voter(slug: str, number: int) -> Voter | None:
    device = device_asking()
    if not device or request.query_string or cookie.get("_flashes") or is_told_late(slug, number):
        return None
    asked = poll_asked(slug, number, device, machine_now())
    reader = reader_from(asked.who) if asked is not None else None
    if asked is None or reader is None:
        return None
    actor = reader.actor
    if not actor.is_elector or actor.is_secretariat or not sittings_readers(actor, asked.who.congress):
        return None
    vote = own_vote(asked, actor)
    standing = standing_of(actor, asked.end, asked.sitting_id, asked.sitting_number) if vote is not None else None
    if vote is None or standing is None:
        return None
    is_over = asked.poll_state not in PENDING
    elsewhere = own_stand(asked.sitting_id, actor) if is_over else None
    return Voter(asked, reader, vote, standing, elsewhere) if elsewhere is not None or not is_over else None
