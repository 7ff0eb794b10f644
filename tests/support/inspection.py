"""Pages looked at one after the other in one browser window: what axe finds, what scrolls sideways, what weighs."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.support.axe import Eyes
from tests.support.browser import LiveServer, serving
from tests.support.demonstration import Demonstration
from tests.support.standing import names_of

HEAVIEST = 150_000  # bytes of a page with its style sheet, scripts and fonts, pictures apart
EDITOR = "/static/js/editor.js"  # has an allowance of its own: the page of an amendment is read before it comes
HEAVIEST_EDITOR = 150_000
# The page itself, and what it has the browser fetch; what the browser kept from an earlier page is weighed all the same.
PARTS = """() => ({
  page: performance.getEntriesByType('navigation')[0].encodedBodySize,
  names: performance.getEntriesByType('resource').map(entry => new URL(entry.name).pathname),
})"""
PICTURES = (".svg", ".png", ".jpg", ".ico")


@dataclass
class Window:
    """One browser window for all the pages of a stage; a role is a cookie."""

    demonstration: Demonstration
    server: LiveServer
    page: Any
    names: dict[str, object]
    eyes: Eyes
    complaints: list[str] = field(default_factory=list)
    weights: dict[str, int] = field(default_factory=dict)

    def enter_as(self, role: str) -> None:
        """Look as this role from now on."""
        self.page.context.clear_cookies()
        browser = self.demonstration.browse(role)
        browser.get("/healthz")
        cookie = browser.get_cookie("session")
        if cookie is not None:
            self.page.context.add_cookies([{"name": "session", "value": cookie.value, "url": self.server.url}])

    def open(self, path: str) -> int:
        """The status of a page, loaded in a window of 360 pixels."""
        self.complaints.clear()
        self.page.set_viewport_size({"width": 360, "height": 800})
        answer = self.page.goto(self.server.url + path)
        return int(answer.status)

    def send(self, path: str, fields: dict[str, str]) -> None:
        """The page that answers a form."""
        self.page.evaluate(
            """([action, fields]) => {
              const form = Object.assign(document.createElement('form'), {method: 'post', action});
              for (const [name, value] of Object.entries(fields))
                form.append(Object.assign(document.createElement('input'), {type: 'hidden', name, value}));
              document.body.append(form);
            }""",
            [path, fields],
        )
        with self.page.expect_navigation():
            self.page.evaluate("() => document.querySelector('body > form:last-child').submit()")
        self.page.set_viewport_size({"width": 360, "height": 800})

    def weights_allowed(self) -> list[tuple[str, int, int]]:
        """What the page takes on the network when nothing is known yet (itself, style, scripts, fonts), and at most."""
        parts = self.page.evaluate(PARTS)
        names = {name for name in parts["names"] if name.startswith("/static/") and not name.endswith(PICTURES)}
        page = int(parts["page"]) + sum(map(self.weight_of, names - {EDITOR}))
        return [
            ("the page", page, HEAVIEST),
            *((EDITOR, self.weight_of(EDITOR), HEAVIEST_EDITOR) for _ in names & {EDITOR}),
        ]

    def weight_of(self, name: str) -> int:
        """Bytes of one file as it travels."""
        if name not in self.weights:
            with self.demonstration.app.test_client().get(name, headers={"Accept-Encoding": "gzip"}) as answer:
                self.weights[name] = len(answer.data)
        return self.weights[name]

    def faults(self) -> list[str]:
        """What is wrong with the page that is open; none on a good page."""
        page = self.page
        page.evaluate("() => document.fonts.ready.then(() => true)")
        found = [f"{name}: {weight} bytes" for name, weight, most in self.weights_allowed() if weight > most]
        found += [f"at 360: {fault}" for fault in self.eyes.faults(page)]
        page.set_viewport_size({"width": 320, "height": 800})
        width = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{width} pixels wide in a window of 320"] if width > 320 else []
        page.set_viewport_size({"width": 1280, "height": 900})
        found += [f"at 1280: {fault}" for fault in self.eyes.faults(page)]
        return found + self.complaints


@pytest.fixture(scope="module")
def windows(browser, read_demonstration, eyes) -> Iterator[Any]:
    """`windows(stage)`: the window on that stage, opened at the first need."""
    opened: dict[str, Window] = {}
    with ExitStack() as running:

        def get(stage: str) -> Window:
            if stage not in opened:
                demonstration = read_demonstration(stage)
                server = running.enter_context(serving(demonstration.app))
                context = browser.new_context(locale="fr-FR", timezone_id="Europe/Paris")
                running.callback(context.close)
                page = context.new_page()
                eyes.keep_ready(page)
                window = Window(demonstration, server, page, names_of(demonstration), eyes)
                page.on("pageerror", lambda error: window.complaints.append(str(error)))
                page.on("console", lambda message: _note(message, window.complaints))
                opened[stage] = window
            return opened[stage]

        yield get


def _note(message: Any, complaints: list[str]) -> None:
    if message.type == "error" and "Failed to load resource" not in message.text:
        complaints.append(message.text)
