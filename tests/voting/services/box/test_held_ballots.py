"""A ballot whose answer the server holds: nothing is kept before, it is kept once, a refusal is worded as ever."""

import threading
from urllib.parse import urlencode

import pytest
from sqlalchemy import text

from app.counters import counter_of
from core.batches.committed_answer import ToldAnswer
from core.batches.held_answers import BECAME, CAN_HOLD, HELD
from core.database import db, session
from core.unit_of_work import run
from tests.support.box_world import TOKEN
from voting.pages.casting.sent_ballot import AT_ONCE
from voting.rules.ballot_rule import BallotVerdict
from voting.services.poll_services import close_poll

PATH = "/essai/scrutins/1/votes"


@pytest.fixture
def asked(world, monkeypatch) -> list[dict[str, object]]:
    """The environment of each request, as its view left it."""
    environs, inner = [], world.made.app.wsgi_app

    def answered(environ, start):
        environs.append(environ)
        return inner(environ, start)

    monkeypatch.setattr(world.made.app, "wsgi_app", answered)
    return environs


@pytest.fixture
def client(world):
    """The browser of the member who signed in."""
    found = world.made.app.test_client()
    with found.session_transaction(base_url="http://localhost") as cookie:
        cookie["_user_id"] = TOKEN
    return found


def press(world, client, choice: str = "for", became: ToldAnswer | None = None, **headers: str):
    form = urlencode({"right": world.own, "choice": choice, "seen": world.seen})
    can = {CAN_HOLD: True, **({BECAME: became} if became else {})}
    kind = "application/x-www-form-urlencoded"
    return client.post(PATH, data=form, content_type=kind, environ_overrides=can, headers=headers)


def handed_over(asked) -> tuple[ToldAnswer, bool]:
    """What became of the work of the last answer, which is held, once it came; whether that may be sent."""
    come, held = threading.Event(), asked[-1][HELD]
    became = ToldAnswer(lambda _became: come.set())
    held.hand_over(became)
    assert come.wait(20)
    return became, held.may_be_sent(became)


def castings(world) -> list[str]:
    with world.made.app.app_context():
        db.session.remove()
        return list(session().scalars(text("SELECT choice FROM ballot_cast ORDER BY id")))


def test_nothing_is_kept_before_it_is_handed_over_then_it_is_durable(world, asked, client):
    assert (press(world, client).status_code, castings(world)) == (303, [])
    assert handed_over(asked)[1]
    assert castings(world) == ["for"]
    press(world, client)
    assert handed_over(asked)[1]
    assert castings(world) == ["for"]


def test_a_refusal_is_worded_by_the_ordinary_route(world, asked, client):
    def close() -> None:
        close_poll(world.poll, actor=world.made.actor(world.made.chair), now=world.made.then())

    press(world, client)
    with world.made.app.app_context():
        run(close)
    became, may_be_sent = handed_over(asked)
    assert not may_be_sent
    told = press(world, client, became=became)
    assert HELD not in asked[-1]
    plainly = client.post(PATH, data={"right": world.own, "choice": "for", "seen": world.seen})
    assert told.status_code == plainly.status_code >= 400
    assert told.text == plainly.text
    assert castings(world) == []


def test_work_that_failed_is_told_and_not_tried_again(world, client):
    became = ToldAnswer(lambda _became: None)
    became.fail(LookupError("the disk"))
    assert press(world, client, became=became).status_code == 500
    assert castings(world) == []


def test_the_page_that_shows_the_vote_is_made_of_it(world, asked, client):
    answer = press(world, client, Prefer=AT_ONCE)
    assert HELD not in asked[-1]
    assert castings(world) == ["for"]
    assert "est enregistr\u00e9" in answer.text


def test_it_is_counted_once(world, asked, client, monkeypatch):
    monkeypatch.setitem(world.made.app.config, "REQUESTS_COUNTED", True)
    press(world, client)
    became = ToldAnswer(lambda _became: None)
    became.give(BallotVerdict.OTHERWISE)
    press(world, client, became=became)
    assert counter_of(world.made.app).count((TOKEN, "polls.cast", "sent")) == 2, "this time with the others"
