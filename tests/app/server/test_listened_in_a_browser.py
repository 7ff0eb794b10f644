"""Pages that follow a sitting, on the real server: one is told of a step by its stream, one without room asks on."""

import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest

from live.streams import OF_ONE_DEVICE
from tests.support.crowded_chamber import SLUG, VotingDevice, application_of, let_go
from tests.support.listened_sitting import NOTE
from tests.support.listening import Listener
from tests.support.served_chamber import close_the_poll, listening, served

pytestmark = [pytest.mark.browser, pytest.mark.one_database]
SAID = "Scrutin n°\u00a01 clos."
LIMIT, PATIENCE = 3.0, 20.0  # seconds


@dataclass
class Follower:
    """A member's page of the sitting, and what it was answered since it came."""

    page: object
    heard: Listener
    answers: list[tuple[str, int]] = field(default_factory=list)

    def count(self) -> Counter:
        return Counter(self.answers)

    def until(self, so: Callable[[], bool]) -> None:
        """Wait until something is so of this page."""
        end = time.monotonic() + PATIENCE
        while not so():
            assert time.monotonic() < end, self.answers
            self.page.wait_for_timeout(50)

    def seconds_since(self, instant: float) -> float:
        """When the accessibility tree says that the poll is closed."""
        self.until(lambda: SAID in self.heard.statuses())
        return self.page.evaluate("window.saidAt") / 1000 - instant


def follower(open_page, url: str, device: VotingDevice) -> Follower:
    page = open_page(width=360)
    page.context.add_cookies([{"name": "session", "value": device.cookie, "url": url}])
    page.add_init_script(NOTE)
    found = Follower(page, Listener(page))
    page.on("response", lambda answer: found.answers.append((urlsplit(answer.url).path[-5:], answer.status)))
    page.goto(f"{url}/{SLUG}/seances/1")
    return found


def test_a_step_is_told_by_the_stream_and_a_page_refused_one_asks_for_it(made, open_page):
    app = application_of(made)
    with served(made, processes=1) as port, ExitStack() as stack:
        url, (first, second) = f"http://127.0.0.1:{port}", made.voters[:2]
        for _ in range(OF_ONE_DEVICE):
            taken = stack.enter_context(listening(port, second.cookie))
            assert taken.recv(4096).startswith(b"HTTP/1.1 200 OK")
        asks, listens = follower(open_page, url, second), follower(open_page, url, first)
        asks.until(lambda: ("1/fil", 503) in asks.answers)
        listens.until(lambda: ("1/fil", 200) in listens.answers)
        listens.until(lambda: ("/etat", 200) in listens.answers[listens.answers.index(("1/fil", 200)) :])
        with app.app_context():
            close_the_poll(made)
            let_go(app)
        closed, known = time.time(), listens.count()
        assert listens.seconds_since(closed) < LIMIT
        assert (listens.count() - known)["/etat", 200] == 1, "it asked when it was told, and not before"
        assert asks.seconds_since(closed) < PATIENCE
        assert asks.count()["1/fil", 503] == 1, "a refused stream is not asked for again"
        for one in (asks, listens):
            one.page.close()
