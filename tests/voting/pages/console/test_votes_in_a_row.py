"""Votes in a row: a chair at a desk, five voters on phones, the screen of the hall, one phone that loses its network.

Three presses of the chair for each vote, one of each voter, whatever the item, as their browsers count them; each step
is heard within three seconds in the accessibility tree of every page, the secretariat's console among them. Three votes
each time; thirty-nine in `make thorough`.
"""

import os
import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.support.cast import Cast, find_cast
from tests.support.essai import PROPOSALS
from tests.support.listening import Listener
from tests.support.live_pages import A_PAUSE, press, soon
from tests.support.plenary import CONSOLE
from voting.models import Ballot, Poll, PollState

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.thorough]
THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
VOTERS = {"ada": "for", "bela": "for", "dora": "against", "emile": "against", "fatou": "against"}
VOTES = 39 if THOROUGH else 3
WITHIN = 2_400  # in which a page asks, of the three seconds in which it has told
COUNT = """() => addEventListener('click', event => {
  if (event.isTrusted && event.target.closest('a, button, summary, input'))
    sessionStorage.presses = 1 + Number(sessionStorage.presses ?? 0);
}, true)"""
AMENDMENTS = VOTES - 2  # all rejected: none falls; then their proposal, adopted, and the next item's


@pytest.fixture
def cast(live_server) -> Cast:
    return find_cast(live_server.app)


def test_three_presses_a_vote_and_one_a_voter_item_after_item(hall, look):
    for number in range(AMENDMENTS):
        hall.amend(
            PROPOSALS[0].replace("dix mille", f"{number + 11} mille"), by="gaspard", title=f"{number + 11} mille"
        )
    hall.open(*VOTERS, "chloe")
    hall.discuss()
    chair, beside = look("chloe", CONSOLE), Listener(look("sven", CONSOLE))
    screen = Listener(look("sven", "seances/2/ecran", width=1920, height=1080))
    phones = {name: look(name, "seances/2", width=360, height=740) for name in VOTERS}
    listeners = [beside, screen, *map(Listener, phones.values())]
    for page in (chair, *phones.values()):
        count_presses(page)
    for vote in range(1, VOTES + 1):
        chair_presses(hall, chair, "Ouvrir le scrutin")
        heard(listeners, f"Scrutin n°\u00a0{vote} ouvert")
        for name, page in phones.items():
            comes_to_vote(page, vote)
            choice = "for" if vote > AMENDMENTS else VOTERS[name]
            cuts = name == "emile" and vote == 2
            page.context.set_offline(cuts)
            press(page, choice)
            if cuts:
                expect(page.locator(".uncertain h1")).to_contain_text("Nous ne savons pas encore")
                page.context.set_offline(False)
                page.clock.fast_forward(A_PAUSE)
            expect(page.locator(".recorded h1")).to_contain_text("est enregistré")
        soon(chair, "text=5 votes reçus sur 6")
        chair_presses(hall, chair, "Clore le scrutin")
        heard(listeners, f"Scrutin n°\u00a0{vote} clos.")
        chair_presses(hall, chair, "Proclamer et suivre")
        decided = "adoptée" if vote > AMENDMENTS else "rejeté"
        heard(listeners, f"Scrutin n°\u00a0{vote} proclamé.", f"est {decided}")
        soon(screen.page, f"h1:has-text('{decided}')")
    assert presses_of(chair) == 3 * VOTES
    to_the_first_vote = 1
    assert {name: presses_of(page) for name, page in phones.items()} == dict.fromkeys(VOTERS, VOTES + to_the_first_vote)
    polls = hall.cast.read(lambda: [row.state for row in _all(Poll)])
    assert polls == [PollState.PROCLAIMED] * VOTES
    assert len(hall.cast.read(lambda: _all(Ballot))) == VOTES * len(VOTERS)


def count_presses(page: Page) -> None:
    """From here on the browser counts what a person presses: buttons, links, what unfolds."""
    page.add_init_script(f"({COUNT})()")
    page.evaluate(COUNT)


def presses_of(page: Page) -> int:
    return int(page.evaluate("() => sessionStorage.presses ?? 0"))


def heard(listeners: list[Listener], *told: str) -> None:
    """Every page says it by itself, of the three seconds in which it has to."""
    for listener in listeners:
        listener.page.clock.fast_forward(WITHIN)
    for listener in listeners:
        for sentence in told:
            expect(listener.page.get_by_role("status").filter(has_text=sentence)).to_have_count(1, timeout=20_000)
            assert sentence in listener.statuses(), (listener.page.url, sentence)


def chair_presses(hall, chair: Page, label: str) -> None:
    """The large button of the console."""
    hall.cast.clock.advance(timedelta(seconds=2))
    chair.clock.fast_forward(2_000)
    with chair.expect_navigation():
        chair.locator("#action").get_by_role("button", name=label, exact=True).click()


def comes_to_vote(page: Page, vote: int) -> None:
    """The question is before the voter: by the one link of the first vote, then by itself."""
    page.clock.fast_forward(A_PAUSE)
    if vote == 1:
        page.locator("main a:text-is('Voter')").first.click()
    expect(page).to_have_url(re.compile(rf"/scrutins/{vote}$"))
    expect(page.locator("form.vote").first).to_be_visible()
    page.clock.fast_forward(2_000)


def _all(model):
    from sqlalchemy import select

    from core.database import session

    return session().scalars(select(model).order_by(model.id)).all()
