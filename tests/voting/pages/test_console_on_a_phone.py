"""The console on a telephone: at each step of a vote, what is read aloud is seen whole, over the bar."""

import pytest

from core.database import session
from tests.support.cast import Cast, find_cast
from tests.support.plenary import CONSOLE, FIFTEEN, Plenary
from voting.models import Poll
from voting.rules.methods.method import ROLL_CALL
from voting.services.asking.electing import WantedElection, put_election
from voting.services.poll_services import close_poll, open_poll, proclaim_poll

pytestmark = [pytest.mark.browser, pytest.mark.one_database]
PLACES = """() => {
  const [words, bar] = [".read-aloud", "#action"].map((name) => document.querySelector(name).getBoundingClientRect());
  return [words.top, words.bottom, bar.top];
}"""
HIDDEN = """() => [...document.querySelectorAll("#point :is(a, button, summary)")].filter((one) => {
  if (!one.checkVisibility()) return false;
  one.focus();
  one.scrollIntoView({ block: "nearest" });
  const bar = document.querySelector("#action").getBoundingClientRect();
  return one.getBoundingClientRect().bottom > bar.top + 0.5;
}).map((one) => one.textContent)"""


@pytest.fixture
def cast(live_server) -> Cast:
    return find_cast(live_server.app)


def test_what_is_read_aloud_is_never_under_the_bar(live_server, cast, open_page):
    plenary, page = Plenary.of(cast), open_page(width=360, height=740)
    cookie = cast.browse("chloe").get_cookie("session")
    page.context.add_cookies([{"name": "session", "value": cookie.value, "url": live_server.url}])
    title = "Quinze mille postes, cinq ans, un tiers en commune rurale"
    fifteen = plenary.amend(FIFTEEN, by="ada", title=title)
    plenary.open()
    plenary.discuss()
    poll = None
    for step in ("to announce", "announced", "open", "asked whether to wait", "closed"):
        if step == "announced":
            poll = plenary.announce(amendment_ids=(fifteen,))
        elif step == "open":
            plenary.do(open_poll, poll)
        elif step == "closed":
            plenary.do(close_poll, poll)
        query = "?question=clore" if step == "asked whether to wait" else ""
        page.goto(live_server.url + cast.path(CONSOLE) + query)
        top, bottom, bar = page.evaluate(PLACES)
        assert 0 < top < bottom <= bar, step
        assert page.evaluate(HIDDEN) == [], step


def test_the_next_round_of_an_election_stands_before_the_text_of_its_item(live_server, cast, open_page):
    plenary, page = Plenary.of(cast), open_page(width=360, height=740)
    cookie = cast.browse("chloe").get_cookie("session")
    page.context.add_cookies([{"name": "session", "value": cookie.value, "url": live_server.url}])
    plenary.open()
    plenary.discuss()
    names = ("Mme Ada Durand", "M. Béla Roux")
    asked = WantedElection("Présidence", names, is_waived=True)
    plenary.do(put_election, plenary.item(), asked, ROLL_CALL)
    poll = cast.read(lambda: session().query(Poll.id).scalar())
    plenary.do(close_poll, poll)
    plenary.do(proclaim_poll, poll)
    page.goto(live_server.url + cast.path(CONSOLE))
    round_, text = (page.locator(one).bounding_box() for one in ("#tour-suivant", "#point .title-line"))
    assert round_["y"] + round_["height"] <= text["y"]
