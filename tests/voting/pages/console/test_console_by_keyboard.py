"""The console without a mouse; and right again after its network came back, whatever was decided meanwhile."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.support.cast import Cast, find_cast
from tests.support.live_pages import A_PAUSE
from tests.support.plenary import CONSOLE
from voting.models import Poll, PollState
from voting.services.poll_services import close_poll

pytestmark = [pytest.mark.browser, pytest.mark.one_database]
MOST_KEYS = 40  # from the head of the page to its large button, the menu and the agenda between
FOCUSED = "() => (document.activeElement.innerText || '').trim()"


@pytest.fixture
def cast(live_server) -> Cast:
    return find_cast(live_server.app)


@pytest.fixture
def console(hall, look) -> Page:
    """Chloe's, an item in discussion."""
    hall.open("ada", "bela", "dora", "emile", "fatou", "chloe")
    hall.discuss()
    return look("chloe", CONSOLE)


def enter(hall, page: Page, label: str) -> None:
    """Tab to the button of this name, then Enter."""
    hall.cast.clock.advance(timedelta(seconds=2))
    page.clock.fast_forward(2_000)
    expect(page.locator("#action").get_by_role("button", name=label, exact=True)).to_be_visible()
    for _ in range(MOST_KEYS):
        if page.evaluate(FOCUSED) == label:
            break
        page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == label, f"{label!r} is not reached in {MOST_KEYS} keys"
    with page.expect_navigation():
        page.keyboard.press("Enter")


def state(hall) -> PollState:
    from core.database import session

    return hall.cast.read(lambda: session().get_one(Poll, 1).state)


def test_a_vote_is_led_by_the_keyboard_alone(hall, console):
    enter(hall, console, "Ouvrir le scrutin")
    assert state(hall) is PollState.OPEN
    hall.vote(1, "for", "ada", "bela", "dora", "emile", "fatou", "chloe")
    enter(hall, console, "Clore le scrutin")
    enter(hall, console, "Proclamer et suivre")
    assert state(hall) is PollState.PROCLAIMED
    expect(console.locator("main")).to_contain_text("Je mets aux voix la proposition n°\u00a02.")


def test_a_console_that_lost_its_network_is_right_again_and_its_stale_press_decides_nothing(hall, console):
    enter(hall, console, "Ouvrir le scrutin")
    console.context.set_offline(True)
    hall.vote(1, "for", "ada", "bela", "dora", "emile", "fatou", "chloe")
    hall.do(close_poll, 1, by="chloe")  # from another window
    console.clock.fast_forward(A_PAUSE)
    expect(console.locator("#action").get_by_role("button", name="Clore le scrutin", exact=True)).to_be_visible()
    console.context.set_offline(False)
    console.clock.fast_forward(30_000)  # longer than any pause of a page that got no answer
    expect(console.locator("#action")).to_contain_text("Proclamer et suivre", timeout=20_000)
    assert state(hall) is PollState.CLOSED
    enter(hall, console, "Proclamer et suivre")
    assert state(hall) is PollState.PROCLAIMED
