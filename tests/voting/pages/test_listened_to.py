"""Four pages of a sitting, listened to from its first vote to its end: every step is told, nothing is lost or disturbed."""

import pytest
from playwright.sync_api import expect

from tests.support.cast import Cast, find_cast
from tests.support.listening import Listener
from tests.support.plenary import FIFTEEN, Plenary
from voting.services.discussion_services import end_sitting
from voting.services.poll_services import close_poll, open_poll, proclaim_poll

pytestmark = [pytest.mark.browser, pytest.mark.one_database]
A_PAUSE = 2_400  # within which a page asks, of the three seconds in which it has told
NBSP = "\u00a0"
PAGES = {"home": "", "sitting": "seances/2", "voter": "scrutins/2", "result": "scrutins/1"}
FOCUSED = {"home": "main a", "sitting": "#mandataire", "voter": "main summary", "result": "#nom"}


@pytest.fixture
def cast(live_server) -> Cast:
    return find_cast(live_server.app)


@pytest.fixture
def plenary(cast) -> Plenary:
    """The plenary, a vote on an amendment proclaimed and another announced on its text."""
    found = Plenary.of(cast)
    found.open()
    found.discuss()
    first = found.poll(amendment_ids=(found.amend(FIFTEEN, by="ada"),))
    found.vote(first, "for", "ada", "bela", "dora")
    found.proclaim(first)
    return found


@pytest.fixture
def listeners(plenary, live_server, open_page):
    """ada before four pages, the focus in each where somebody reads or is about to write."""
    cookie = plenary.cast.browse("ada").get_cookie("session").value
    found = {}
    plenary.second = plenary.announce()
    for name, rest in PAGES.items():
        page = open_page(width=360, height=740)
        page.context.add_cookies([{"name": "session", "value": cookie, "url": live_server.url}])
        page.clock.install()
        page.goto(live_server.url + plenary.cast.path(rest))
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        page.locator(FOCUSED[name]).first.focus()
        found[name] = Listener(page)
    found["sitting"].page.locator("#mandataire").select_option(index=2)
    found["result"].page.locator("#nom").fill("Kov")
    return found


def heard(listeners, sentence: str) -> None:
    """After a pause every page says the step, once, and what had the focus has not fallen to the page itself."""
    for listener in listeners.values():
        listener.page.clock.fast_forward(A_PAUSE)
    for name, listener in listeners.items():
        expect(listener.page.locator("#annonce"), name).to_contain_text(sentence, timeout=20_000)
        assert listener.statuses().count(sentence) == 1, name
        assert listener.focus(), f"{name}: the focus is lost at « {sentence} »"


def test_every_step_is_told_and_the_focus_kept(plenary, listeners):
    assert {name: listener.statuses() for name, listener in listeners.items()} == dict.fromkeys(PAGES, "")
    plenary.do(open_poll, plenary.second)
    heard(listeners, f"Scrutin n°{NBSP}2 ouvert{NBSP}: proposition n°{NBSP}1.")
    voter, result = listeners["voter"].page, listeners["result"].page
    assert voter.locator(".vote-button").count() == 3
    assert voter.locator("main details").first.get_attribute("open") is not None, "what was unfolded stays so"
    assert result.locator("#suite a.primary").inner_text() == "Voter"
    voter.get_by_role("button", name="Pour", exact=True).focus()
    listeners["home"].page.locator("a.primary", has_text="Voter").focus()
    plenary.vote(plenary.second, "for", "bela", "dora", "emile")
    plenary.do(close_poll, plenary.second)
    heard(listeners, f"Scrutin n°{NBSP}2 clos.")
    assert listeners["voter"].focus().startswith("heading"), "its button is gone"
    plenary.do(proclaim_poll, plenary.second)
    heard(listeners, f"La proposition n°{NBSP}1 est adoptée.")
    assert voter.locator("h1").inner_text().replace("\u202f", NBSP) == f"La proposition n°{NBSP}1 est adoptée."
    plenary.do(end_sitting, plenary.sitting_id)
    heard(listeners, "est close.")
    assert listeners["sitting"].page.locator("#mandataire").evaluate("one => one.selectedIndex") == 2
    assert result.locator("#nom").input_value() == "Kov"
    assert listeners["result"].focus().startswith("searchbox")
