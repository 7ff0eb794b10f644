"""The console under an impatient finger, in a real browser with real pauses, on a phone and at a desk."""

import re
import time
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from core.clock import FrozenClock
from tests.support.cast import Cast, find_cast
from tests.support.plenary import CONSOLE, Plenary
from voting.models import PollState

PATIENCE = 20_000
ASKED_OR_REFUSED = re.compile(
    "Clore sans les attendre|suit de trop près le précédent"
)  # as the page came before, or not
pytestmark = [pytest.mark.browser, pytest.mark.one_database]


@pytest.fixture
def cast(live_server) -> Cast:
    return find_cast(live_server.app)


@pytest.fixture
def hall(live_server, cast):
    plenary = Plenary.of(cast)
    plenary.server = live_server
    return plenary


class TickingClock(FrozenClock):
    """From an instant on, as the machine's."""

    def __init__(self, start: FrozenClock) -> None:
        super().__init__(start.at)
        self._began = time.monotonic()

    def now(self):
        return self.at + timedelta(seconds=time.monotonic() - self._began)


def twice(page, label: str, pause: float) -> None:
    """The button pressed, and what took its place pressed a moment later, where the finger still is."""
    box = page.locator(f"#action button:has-text('{label}')").bounding_box()
    at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.click(*at)
    time.sleep(pause)
    page.mouse.click(*at)
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize(("width", "javascript"), [(360, True), (1280, False)])
def test_no_second_press_closes_a_poll(hall, open_page, width, javascript):
    hall.open()
    hall.discuss()
    poll = hall.announce()
    page = open_page(width=width, height=900, javascript=javascript)
    cookie = hall.cast.browse("chloe").get_cookie("session")
    page.context.add_cookies([{"name": "session", "value": cookie.value, "url": hall.server.url}])
    console = hall.server.url + hall.cast.path(CONSOLE)
    page.goto(console)
    hall.cast.app.config["CLOCK"] = TickingClock(hall.cast.clock)
    twice(page, "Ouvrir le scrutin", 0.3)
    expect(page.locator("#action")).to_contain_text("Clore le scrutin", timeout=PATIENCE)
    assert hall.row_of_poll(poll).state == PollState.OPEN
    time.sleep(1.6)
    page.goto(console)
    twice(page, "Clore le scrutin", 0.25)
    expect(page.locator("main")).to_contain_text(ASKED_OR_REFUSED, timeout=PATIENCE)
    assert hall.row_of_poll(poll).state == PollState.OPEN
