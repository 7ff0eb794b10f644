"""A voter's page goes from one vote to the next by itself: each vote is one press, and none is cast unread."""

import pytest
from playwright.sync_api import expect

from tests.support.cast import Cast, find_cast
from tests.support.live_pages import press, soon
from tests.support.plenary import CONSOLE, FIFTEEN, shown_on
from voting.services.ordering.going_on import proclaim_and_follow
from voting.services.poll_services import close_poll

pytestmark = [pytest.mark.browser, pytest.mark.one_database]


@pytest.fixture
def cast(live_server) -> Cast:
    return find_cast(live_server.app)


def test_one_press_for_each_vote_from_the_first_to_the_next_item(hall, look):
    amendment = hall.amend(FIFTEEN, by="bela")
    hall.open()
    hall.discuss()
    poll = hall.poll(amendment_ids=(amendment,))
    page = look("ada", "scrutins/1", width=360)
    press(page, "for")
    expect(page.locator("h1")).to_contain_text("Votre vote «\u00a0Pour\u00a0» est enregistré")
    hall.do(close_poll, poll)
    hall.do(proclaim_and_follow, poll, shown=shown(hall, poll), confirmed=())
    soon(page, "h1:has-text('L’amendement n°\u00a01 est adopté')")
    hall.poll()
    soon(page, "h1:has-text('la proposition n°\u00a01')")
    expect(page.locator("#annonce")).to_contain_text("Scrutin n°\u00a02 ouvert\u00a0: proposition n°\u00a01.")
    assert page.url.endswith("/scrutins/2")
    press(page, "against")
    expect(page.locator("h1")).to_contain_text("Votre vote «\u00a0Contre\u00a0» est enregistré")


def test_the_page_of_an_old_result_stays_where_it_is(hall, look):
    hall.open()
    hall.discuss()
    poll = hall.poll()
    hall.do(close_poll, poll)
    hall.do(proclaim_and_follow, poll, shown=shown(hall, poll), confirmed=())
    page = look("ada", "scrutins/1", width=360)
    hall.press("chloe", "points/2/scrutins", vote=f"part-{hall.part(2)}", methode="electronic")
    soon(page, "a:has-text('Voter')")
    assert page.url.endswith("/scrutins/1")


def shown(plenary, poll_id: int) -> str:
    """What the form that proclaims says that it shows."""
    return shown_on(plenary.get("chloe", CONSOLE).text).get("montre", "")
