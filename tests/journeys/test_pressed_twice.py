"""The sitting of the demonstration led by a chair who presses every button twice: it ends as when it is played calmly.

Each press is sent again at once, from the same page, then falls on the button that took its place, 120, 300 or 600
milliseconds later: on the server, as a browser without JavaScript would. From the open poll to the vote on proposal 5;
`make thorough` begins before the opening of the sitting, and goes on to its end and to the letter.
"""

import os
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from itertools import cycle
from typing import Protocol

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from amendments.models import Amendment, AmendmentStatus
from congress.chamber_models import AgendaItem
from congress.queries.chamber_queries import sittings_of
from core.database import session
from core.unit_of_work import run
from demo import scenario
from demo.amendment_lives import hand_in_a_sheet
from demo.dates import local_time
from demo.online_months import ids_by_number
from demo.people import DemonstrationPeople
from demo.sitting import PlayedSitting
from letters.models import Letter
from letters.services import freeze_letter
from motions.models import Part, Revision
from tests.journeys.hasty_hand import HEARD
from tests.support.demonstration import SLUG, Demonstration
from tests.support.plenary import shown_on
from voting.models import Ballot, Outcome, Poll, PollState, RightToVote

pytestmark = [pytest.mark.one_database, pytest.mark.hypothesis, pytest.mark.long]
THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
ALL = tuple(range(1, 9))

ACTION = re.compile(r'id="action".*?<form method="post" action="([^"]+)"[^>]*>(.*?)</form>', re.DOTALL)
ADMITTING = re.compile(
    r'<form method="post" action="([^"]+/ecarter)"[^>]*>((?:(?!</form>).)*"admettre".*?)</form>', re.DOTALL
)
BEFORE_ITS_TURN, WHY = 'id="motif-avance"', "Son auteur doit partir."  # asked for, and said, of a vote out of turn
NAMED = re.compile(r'<button class="btn primary big" type="submit" name="([^"]+)" value="([^"]*)"')
FIELD = re.compile(r'<input type="hidden" name="([^"]+)"\s+value="([^"]*)"')


class Chair(Protocol):
    """Who leads the sitting by the buttons of the console."""

    demonstration: Demonstration

    def press(self, label: str, **where: object) -> None:
        """The main button of the console, that says so."""

    def admit(self) -> None:
        """The button that admits what was handed in during the sitting."""


@dataclass
class HastyChair:
    """Who presses the button at hand, presses it again, and presses what took its place."""

    client: FlaskClient
    demonstration: Demonstration
    console: str
    pauses: Iterator[int] = field(default_factory=lambda: cycle((120, 300, 600)))
    pressed: int = 0

    def press(self, label: str, **where: object) -> None:
        """The main button of the console, that says so."""
        page = self.client.get(self.console, query_string=where).text
        assert label in page, (label, where)
        self._wait(2_000)
        address, fields = _button(page)
        assert self.client.post(address, data=fields).status_code == 303, label
        pause = next(self.pauses)
        self._wait(pause)
        again = self.client.post(address, data=fields)
        assert (again.status_code, HEARD[0] in again.text) == (409, True), label
        below = _button(again.text)
        if below is not None:
            answer = self.client.post(below[0], data=below[1])
            assert (answer.status_code, HEARD[1] in answer.text) == (409, True), (label, pause)
        self.pressed += 1

    def admit(self) -> None:
        """The button that admits what was handed in during the sitting: there once, and gone when pressed again."""
        page = self.client.get(self.console).text
        self._wait(2_000)
        address, fields = next(ADMITTING.finditer(page)).groups()
        said = dict(FIELD.findall(fields))
        assert self.client.post(address, data=said).status_code == 303
        self._wait(next(self.pauses))
        again = self.client.post(address, data=said)
        assert (again.status_code, ADMITTING.search(again.text)) == (409, None)
        self.pressed += 1

    def _wait(self, milliseconds: int) -> None:
        self.demonstration.app.config["CLOCK"].advance(timedelta(milliseconds=milliseconds))


def _button(page: str) -> tuple[str, dict[str, object]] | None:
    found = ACTION.search(page)
    if found is None:
        return None
    falling = re.findall(r'name="tombe" value="(\d+)" checked', page)
    why = {"motif": WHY} if BEFORE_ITS_TURN in page else {}
    return found[1], {
        **dict(FIELD.findall(found[2])),
        **dict(NAMED.findall(found[2])),
        **shown_on(page),
        **why,
        "tombe": falling,
    }


def lead_to_the_stop(chair: Chair, sitting: PlayedSitting) -> None:
    """From the first arrival to the vote on the twelfth amendment, as `PlayedSitting.play_to_the_stop` and beyond."""
    sitting._arrive()
    chair.press("Ouvrir la séance")
    for discussion in scenario.BEFORE_THE_STOP:
        discuss(chair, discussion.proposal)
        for planned in discussion.polls:
            vote(chair, sitting, planned, discussion.proposal)
    hand_in_a_sheet(sitting.people, local_time("14:28"))
    vote(chair, sitting, scenario.AT_THE_STOP, scenario.BEFORE_THE_STOP[-1].proposal)


def end_the_open_poll(chair: Chair, sitting: PlayedSitting) -> None:
    poll_id = session().scalars(select(Poll.id).where(Poll.state == PollState.OPEN)).one()
    sitting._cast(poll_id, scenario.AT_THE_STOP)
    close_and_proclaim(chair)


def lead(chair: Chair, sitting: PlayedSitting, discussions: Iterable[scenario.PlannedDiscussion]) -> None:
    """From there on, as `PlayedSitting.play_to_the_end`: what waits for the chair is admitted, and takes its number."""
    chair.admit()
    session().rollback()
    sitting.amendments = ids_by_number(sitting.people)
    for discussion in discussions:
        if discussion.proposal != scenario.BEFORE_THE_STOP[-1].proposal:
            discuss(chair, discussion.proposal)
        for planned in discussion.polls:
            vote(chair, sitting, planned, discussion.proposal)


def end_and_freeze_the_letter(chair: Chair, sitting: PlayedSitting) -> None:
    discuss(chair, 9)
    vote(chair, sitting, scenario.WHOLE_MOTION, None)
    secretary, congress_id = sitting.people.person(scenario.SECRETARY), sitting.people.congress_id
    now = chair.demonstration.app.config["CLOCK"].now()
    run(partial(freeze_letter, congress_id, actor=secretary, now=now))


def discuss(chair: Chair, position: int) -> None:
    """The item is put in discussion by the chair, unless what ended the one before it did so."""
    session().rollback()
    is_on = select(AgendaItem.position).where(AgendaItem.opened_at.is_not(None), AgendaItem.closed_at.is_(None))
    if position not in session().scalars(is_on):
        chair.press("Mettre en discussion", point=position)


def vote(chair: Chair, sitting: PlayedSitting, planned: scenario.PlannedPoll, number: int | None) -> None:
    key = f"part-{sitting.parts[number]}" if number else f"motion-{sitting.motion_id}"
    if planned.amendment is not None:
        amendment = session().get_one(Amendment, sitting._amendment(planned), populate_existing=True)
        if amendment.status != AmendmentStatus.PUBLISHED:
            return
        key = f"amendments-{amendment.id}"
    chair.press("Ouvrir le scrutin", point=number or 9, vote=key)
    session().rollback()
    poll_id = session().scalars(select(Poll.id).where(Poll.state == PollState.OPEN)).one()
    sitting._cast(poll_id, planned)
    close_and_proclaim(chair)


def close_and_proclaim(chair: Chair) -> None:
    chair.press("Clore le scrutin")
    chair.press("Proclamer et suivre")
    session().rollback()


def what_was_decided(demonstration: Demonstration, proposals: Collection[int]) -> dict[str, object]:
    """Every vote and every text on these proposals; with all of them, on the motion, and the letter with its fingerprint."""
    with demonstration.app.app_context():
        of_them = Part.number.in_(proposals)
        votes = (
            select(Poll.number, Poll.question, Poll.state, Poll.text_sha256, Outcome.received, Outcome.is_adopted)
            .join(Outcome).join(AgendaItem, AgendaItem.id == Poll.item_id).order_by(Poll.number)
        )  # fmt: skip
        ballots = (  # as they stand: their fingerprint has a salt of its own each time that they are cast
            select(Poll.number, RightToVote.principal_id, Ballot.choice).select_from(Ballot).join(RightToVote)
            .join(Poll, Poll.id == RightToVote.poll_id).join(AgendaItem, AgendaItem.id == Poll.item_id)
        )  # fmt: skip
        texts = select(Revision.part_id, Revision.number, Revision.sha256, Part.state).join(Part)
        amendments = select(Amendment.id, Amendment.status, Amendment.cause).join(Part, Part.id == Amendment.part_id)
        letters = select(Letter.text, Letter.motion_sha256)
        if len(proposals) < len(ALL):
            about = AgendaItem.proposal_number.in_(proposals)
            votes, ballots, texts = votes.where(about), ballots.where(about), texts.where(of_them)
        found = {
            "votes": [tuple(row) for row in session().execute(votes)],
            "ballots": sorted(tuple(row) for row in session().execute(ballots)),
            "texts": sorted(tuple(row) for row in session().execute(texts)),
            "amendments": sorted(tuple(row) for row in session().execute(amendments.where(of_them))),
            "letter": [tuple(row) for row in session().execute(letters)] if len(proposals) == len(ALL) else [],
        }
        session().rollback()
    return found


def test_every_button_pressed_twice_decides_what_a_calm_sitting_does(demonstration):
    stage, proposals = ("eve", ALL) if THOROUGH else ("mid", (5,))
    hasty = demonstration(stage, REQUESTS_COUNTED=False)  # an afternoon of presses in one minute
    client = hasty.browse("chair")
    with hasty.app.app_context():
        people = DemonstrationPeople()
        number = sittings_of(people.congress_id)[-1].number
        chair = HastyChair(client, hasty, f"/{SLUG}/seances/{number}/presidence")
        sitting = PlayedSitting(people)
        if THOROUGH:
            lead_to_the_stop(chair, sitting)
        else:
            end_the_open_poll(chair, sitting)
        lead(chair, sitting, [row for row in scenario.AFTER_THE_STOP if row.proposal in proposals])
        if THOROUGH:
            end_and_freeze_the_letter(chair, sitting)
    assert chair.pressed >= (130 if THOROUGH else 20)
    assert what_was_decided(hasty, proposals) == what_was_decided(demonstration("adopted"), proposals)
