"""The answer to a vote that the page's script sends is the page that shows it recorded: no second request."""

import re
from datetime import timedelta

import pytest

from congress.pages.kept import kept_pages
from tests.house.test_queries import counted
from tests.support.plenary import FIFTEEN, Plenary
from voting.pages.kept_page import poll_answer
from voting.services.poll_services import close_poll, open_poll

pytestmark = pytest.mark.one_database
AT_ONCE = {"Prefer": "return=representation"}
TOKEN = re.compile(r'(name="csrf_token" value=")[^"]*')
VOTERS = ("dora", "emile", "gaspard", "hana", "ada")


@pytest.fixture
def kept(monkeypatch) -> kept_pages.KeptPages:
    """Nothing is kept when a test begins."""
    pages = kept_pages.KeptPages()
    monkeypatch.setattr(poll_answer, "_pages", pages)
    return pages


@pytest.fixture
def poll(plenary: Plenary) -> int:
    """A poll that is open, everybody there."""
    fifteen = plenary.amend(FIFTEEN, by="bela")
    plenary.open("chloe", "bela", *VOTERS)
    plenary.discuss()
    poll = plenary.announce(amendment_ids=(fifteen,))
    plenary.do(open_poll, poll)
    return poll


def send(plenary: Plenary, name: str, poll: int, choice: str = "for", *, browser=None, headers=AT_ONCE):
    """The vote as a browser sends it."""
    browser = browser or plenary.cast.browse(name)
    return browser.post(
        plenary.cast.path("scrutins/1/votes"), data=fields_of(plenary, name, poll, choice), headers=headers
    )


def fields_of(plenary: Plenary, name: str, poll: int, choice: str = "for") -> dict[str, object]:
    """What the form of a voter's page sends."""
    return {"right": plenary.rights(poll, name)[0], "choice": choice, "seen": plenary.seen(poll)}


def test_the_script_gets_the_page_itself_and_a_form_without_script_its_redirect(plenary, poll, kept):
    for name in VOTERS:
        browser = plenary.cast.browse(name)
        answer = send(plenary, name, poll, browser=browser)
        address = plenary.cast.path("scrutins/1")
        assert (answer.status_code, answer.headers["Content-Location"]) == (200, address), name
        assert "est enregistré" in answer.text
        read = browser.get(address)
        assert TOKEN.sub("", answer.text) == TOKEN.sub("", read.text), name  # the page, as its address gives it
    without = send(plenary, "bela", poll, headers={})
    assert (without.status_code, without.location) == (303, plenary.cast.path("scrutins/1"))
    assert not any(page.is_own for page in kept._pages.values())


def test_from_the_third_voter_on_it_costs_the_box_and_two_questions(plenary, poll, kept):
    for name in VOTERS[:3]:
        send(plenary, name, poll)
    fields, browser = fields_of(plenary, "hana", poll), plenary.cast.browse("hana")
    with counted() as asked:
        answer = browser.post(plenary.cast.path("scrutins/1/votes"), data=fields, headers=AT_ONCE)
    assert answer.status_code == 200
    assert len([one for one in asked if one.startswith("SELECT")]) <= 3, asked


def test_a_second_press_and_a_vote_too_late_are_refused_in_words(plenary, poll, kept):
    browser = plenary.cast.browse("dora")
    send(plenary, "dora", poll, browser=browser)
    plenary.cast.clock.advance(timedelta(milliseconds=300))
    hurried = send(plenary, "dora", poll, "against", browser=browser)
    assert (hurried.status_code, "Content-Location" in hurried.headers) == (409, False)
    assert "trop près" in hurried.text
    plenary.do(close_poll, poll)
    late = send(plenary, "emile", poll)
    assert late.status_code >= 400
    assert "Content-Location" not in late.headers


def test_the_page_that_answers_a_form_carries_its_token_again(plenary, poll):
    """None is signed anew; that of a session which is over, taken from the same member, is not given again."""
    plenary.cast.app.config["WTF_CSRF_ENABLED"] = True
    browser, address = plenary.cast.browse("hana"), plenary.cast.path("scrutins/1")
    token = re.search(r'name="csrf_token" value="([^"]*)"', browser.get(address).text)[1]
    for choice in ("for", "against"):
        plenary.cast.clock.advance(timedelta(seconds=2))
        sent = {**fields_of(plenary, "hana", poll, choice), "csrf_token": token}
        answer = browser.post(f"{address}/votes", data=sent, headers=AT_ONCE)
        assert answer.status_code == 200
        assert set(re.findall(r'name="csrf_token" value="([^"]*)"', answer.text)) == {token}
    refused = browser.post(f"{address}/votes", data={**sent, "csrf_token": f"{token}x"}, headers=AT_ONCE)
    assert refused.status_code == 403
    assert f'value="{token}x"' not in refused.text
