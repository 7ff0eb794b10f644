"""The page of a poll for one of thousands of voters, from one that is kept; whoever is in a case apart has the route.

What is kept depends on the poll, the end of the journal, the reader's language, and where they stand in it: what they
said, and when they arrived among the steps that are told. Whoever did anything else in the sitting, or carries a proxy,
holds an office, or came another way than by the address itself, is answered by the ordinary route.
"""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar, cast

from flask import request
from flask import session as cookie
from flask_wtf.csrf import generate_csrf

from congress.access import current_member
from congress.actors import Actor
from congress.clock import local
from congress.policies import sittings_readers
from core.clock import machine_now
from core.database import db
from core.text import dates
from core.text.reader import reader_language
from voting.models import PollState
from voting.pages.kept_page import marks
from voting.pages.kept_page.kept_pages import KeptPages
from voting.pages.kept_page.state_answer import device_asking, who_is
from voting.queries.state.steps_kept import LOOKED_AT, StepsRead, steps_read
from voting.queries.state.versions import told_versions
from voting.queries.state.voter_asked import OwnVote, PollAsked, own_vote, poll_asked

V = TypeVar("V", bound=Callable[..., Any])
KEPT_FOR = 5.0  # seconds: what a page says of the present hour is not older
_pages: Final = KeptPages()


@dataclass(frozen=True, slots=True)
class Voter:
    """Who asks for the page of a poll, where nothing but what they said and when they arrived tells them apart."""

    asked: PollAsked
    actor: Actor
    vote: OwnVote
    steps: StepsRead
    own_step: int  # of their arrival, where it is among the steps told; else 0

    @property
    def key(self) -> tuple[object, ...]:
        """All that the page depends on."""
        latest = [step > self.own_step for step in (*self.steps.latest, *self.steps.published)]
        place = tuple(latest) if self.own_step else ()
        vote = (self.vote.choice, self.vote.spoken, self.vote.weight, self.vote.college)
        who = (self.actor.category, self.actor.is_elector, self.actor.aide_of_id is None)
        return (
            db.engine.url, self.asked.poll_id, self.asked.end.digest, reader_language(), vote, who, place,
            request.host, int(machine_now().timestamp() // KEPT_FOR),
        )  # fmt: skip

    @property
    def own(self) -> Mapping[str, str]:
        """What the page says that is theirs, by mark."""
        asked, at = self.asked, self.vote.cast_at
        last = self.steps.last_told(asked.sitting_id, self.actor.member_id, self.actor.pseudonym)
        me = current_member() if asked.poll_state == PollState.PROCLAIMED else None
        return {
            marks.TOKEN: generate_csrf(),
            marks.RIGHT: str(self.vote.right_id),
            marks.HOUR: dates.hour(local(asked.who.congress, at), reader_language(), seconds=True) if at else "",
            marks.STEPS: told_versions(asked.sitting_id, asked.end, last, 0)["steps"],
            marks.OWN_STEP: str(self.own_step),
            marks.NAME: me.civil_name if me else "",
            marks.ROLE: me.role_line if me else "",
            marks.ID: str(self.actor.member_id),
        }


def kept_for_voters(view: V) -> V:
    """The view of a poll, which alone answers whoever is in a case apart."""

    @functools.wraps(view)
    def answered(slug: str, number: int) -> Any:
        voter = _voter(slug, number)
        if voter is None:
            return view(slug=slug, number=number)

        def for_all() -> marks.MarkedPage:
            current_member()
            with marks.marking(voter.own_step):
                return marks.MarkedPage.of(view(slug=slug, number=number))

        return _pages.page_of(
            voter.key,
            voter.actor.member_id or 0,
            lambda: voter.own,
            made_for_all=for_all,
            made_for_one=lambda: view(slug=slug, number=number),
        )

    return cast("V", answered)


def _voter(slug: str, number: int) -> Voter | None:
    device = device_asking()
    if not device or request.query_string or cookie.get("_flashes"):
        return None
    asked = poll_asked(slug, number, device, machine_now())
    if asked is None:
        return None
    actor = who_is(asked.who)
    if not actor.is_elector or actor.is_secretariat or not sittings_readers(actor, asked.who.congress):
        return None
    vote, steps = own_vote(asked, actor), steps_read(asked.end, asked.sitting_id)
    if vote is None or _did_something_else(asked, actor, steps):
        return None
    presence = steps.about.get(actor.pseudonym)
    if presence is None:
        return Voter(asked, actor, vote, steps, own_step=0)
    if presence.kind != "member_arrived" or _is_told(steps, presence.before):
        return None
    return Voter(asked, actor, vote, steps, presence.entry_id if _is_told(steps, presence.entry_id) else 0)


def _did_something_else(asked: PollAsked, actor: Actor, steps: StepsRead) -> bool:
    """Whether anything but presences is told of a member since the sitting opened, or a proxy of theirs in it."""
    opened = steps.opened.get(asked.sitting_number, 0)
    last = max(steps.acted.get(actor.pseudonym, 0), steps.parties.get(actor.pseudonym, 0))
    return last > opened or actor.member_id in steps.near[asked.sitting_id]


def _is_told(steps: StepsRead, entry_id: int) -> bool:
    """Whether a page looks as far back as an entry of its reader's own."""
    return entry_id > 0 and sum(step > entry_id for step in steps.latest) < LOOKED_AT
