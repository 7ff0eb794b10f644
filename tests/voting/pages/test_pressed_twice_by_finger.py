"""The console under an impatient finger: what a second press meets in a real browser, on a phone and at a desk."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.support.cast import Cast, find_cast
from tests.support.plenary import CONSOLE
from voting.models import PollState

NOTHING = ""
TOO_SOON = "suit de trop près le précédent"
# What a second press meets where the first one was, then what the page says; « Clore sans attendre » is never there.
AFTER_OPENING = {"Clore le scrutin": TOO_SOON, NOTHING: "Clore le scrutin"}
AFTER_CLOSING = {"Attendre encore": TOO_SOON, NOTHING: "Clore sans les attendre"}
UNDER = "([x, y]) => document.elementFromPoint(x, y).closest('a, button')?.textContent.trim() ?? ''"
pytestmark = [pytest.mark.browser, pytest.mark.one_database]


@pytest.fixture
def cast(live_server) -> Cast:
    return find_cast(live_server.app)


def twice(hall, page, label: str, milliseconds: int, met: dict[str, str]) -> None:
    """The button pressed, and what took its place pressed a moment later, where the finger still is.

    The moment passes by the clock of the server, once the answer to the first press is there: no machine is too slow.
    """
    box = page.locator(f"#action button:has-text('{label}')").bounding_box()
    at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    with page.expect_navigation():
        page.mouse.click(*at)
    hall.cast.clock.advance(timedelta(milliseconds=milliseconds))
    under = page.evaluate(UNDER, at)
    assert under in met
    if under == NOTHING:
        page.mouse.click(*at)
    else:
        with page.expect_navigation():
            page.mouse.click(*at)
    expect(page.locator("main")).to_contain_text(met[under])


@pytest.mark.parametrize(
    ("width", "javascript", "milliseconds"), [(360, True, 120), (1280, False, 300), (1280, True, 600)]
)
def test_no_second_press_closes_a_poll(hall, open_page, width, javascript, milliseconds):
    from voting.queries.poll_queries import progress

    hall.open()
    hall.discuss()
    poll = hall.announce()
    page = open_page(width=width, height=900, javascript=javascript)
    cookie = hall.cast.browse("chloe").get_cookie("session")
    page.context.add_cookies([{"name": "session", "value": cookie.value, "url": hall.server.url}])
    console = hall.server.url + hall.cast.path(CONSOLE)
    page.goto(console)
    twice(hall, page, "Ouvrir le scrutin", milliseconds, AFTER_OPENING)
    expect(page.locator("#action")).to_contain_text("Clore le scrutin")
    assert hall.row_of_poll(poll).state == PollState.OPEN
    if javascript:
        assert (
            page.url.partition("#")[0] == console
        )  # also where a press was refused: the arrow leads back to it, nothing is sent again
        page.goto(f"{console}?point=1")
        page.go_back()
        expect(page.locator("#action")).to_contain_text("Clore le scrutin")
    hall.vote(poll, "for", "ada", "bela")  # two seconds: the console's pause is over
    page.goto(console)
    twice(hall, page, "Clore le scrutin", milliseconds, AFTER_CLOSING)
    expect(page.locator("#action")).to_contain_text("Clore sans les attendre")  # still asked
    assert hall.row_of_poll(poll).state == PollState.OPEN
    assert hall.cast.read(lambda: progress(poll)) == (2, 9)
