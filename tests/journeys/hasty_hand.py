"""Who presses each button of the console twice, in browsers: at a desk, on a phone, without JavaScript in turn."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import cycle, product
from typing import Any

from flask import request, request_finished, request_started, request_tearing_down
from playwright.sync_api import Error, Page, expect

from core.database import session
from tests.support.clock import FrozenClock
from tests.support.demonstration import Demonstration

HEARD = ("La séance a avancé", "Cet appui suit de trop près")
PAUSES = (120, 300, 600)
DEVICES: dict[str, dict[str, Any]] = {
    "desk": {"width": 1280},
    "phone": {"width": 360, "height": 740, "is_mobile": True},
    "no script": {"width": 1280, "javascript": False},
}
TO_THE_MIDDLE = "button => button.scrollIntoView({block: 'center', behavior: 'instant'})"
IS_THERE = "(button, [x, y]) => button.contains(document.elementFromPoint(x, y))"
SAID = re.compile("|".join(HEARD))


class PassingClock(FrozenClock):
    """No two readings of it are at one instant, and a busy machine does not make it go faster."""

    def now(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at


@dataclass
class Traffic:
    """What the site is being asked, and what it answered to the forms sent since the last press."""

    going_on: set[int] = field(default_factory=set)
    answers: list[int] = field(default_factory=list)

    @contextmanager
    def of(self, application: Any) -> Iterator[None]:
        """As long as the block lasts."""
        with ExitStack() as heard:
            heard.enter_context(request_started.connected_to(self._begins, application))
            heard.enter_context(request_finished.connected_to(self._answers, application))
            heard.enter_context(request_tearing_down.connected_to(self._ends, application))
            yield

    def is_over(self) -> bool:
        """Whether nothing waits for its answer."""
        return not self.going_on

    def _begins(self, _application: object, **_: object) -> None:
        self.going_on.add(id(request.environ))

    def _answers(self, _application: object, response: Any, **_: object) -> None:
        if request.method == "POST":
            self.answers.append(response.status_code)

    def _ends(self, _application: object, **_: object) -> None:
        self.going_on.discard(id(request.environ))


@dataclass
class HastyHand:
    """Who leads the sitting on three devices; `met`: by device and pause, what became of the second press.

    `before` and `after`: what is pressed beside a button, the first time.
    """

    demonstration: Demonstration
    console: str
    pages: dict[str, Page]
    traffic: Traffic
    before: dict[str, Callable[[], None]] = field(default_factory=dict)
    after: dict[str, Callable[[], None]] = field(default_factory=dict)
    turns: dict[str, Iterator[tuple[int, str]]] = field(default_factory=dict)
    pressed: Counter[str] = field(default_factory=Counter)
    met: Counter[tuple[str, int, str]] = field(default_factory=Counter)

    def press(self, label: str, **where: object) -> None:
        """The main button of the console, that says so."""
        if label == "Mettre en discussion":
            self._close_the_item_before()
        self.before.pop(label, _nothing)()
        self.twice(label, **where)
        self.after.pop(label, _nothing)()
        if label == "Clore le scrutin" and self._is_asked():
            self.twice("Clore sans attendre", question="clore")

    def admit(self) -> None:
        """The button that admits what was handed in during the sitting."""
        self.twice(re.compile("^Admettre "))

    def twice(
        self,
        label: str | re.Pattern[str],
        unfold: str = "",
        fill: Callable[[Page], None] | None = None,
        **where: object,
    ) -> None:
        """A button of the console, and again what stands at its place a moment later: one step is taken, and said."""
        query = "&".join(f"{name}={value}" for name, value in where.items())
        self.twice_at(f"{self.console}?{query}", label, unfold, fill)

    def twice_at(
        self, address: str, label: str | re.Pattern[str], unfold: str = "", fill: Callable[[Page], None] | None = None
    ) -> None:
        """The same on any page."""
        name = label if isinstance(label, str) else label.pattern
        pause, device = next(self._turns_of(name))
        page = self.pages[device]
        session().rollback()
        self._wait(2_000)
        page.goto(address)
        if unfold:
            page.get_by_text(unfold).click()
        if fill is not None:
            fill(page)
        if page.locator("#motif-avance").count():  # asked of a vote that is announced before its turn
            page.fill("#motif-avance", "Son auteur doit partir.")
        at = self._place_of(page, label)
        self.traffic.answers.clear()
        page.mouse.click(*at)  # a touch while the page goes is never acknowledged to who drives the browser
        page.wait_for_timeout(pause)
        self._wait(pause)
        page.mouse.click(*at)
        self._settle(page)
        said = (name, pause, device, page.url, self.traffic.answers)
        assert sorted(self.traffic.answers) in ([303], [303, 409]), said
        if 409 in self.traffic.answers and self.traffic.answers[-1] == 409:
            expect(page.locator("main")).to_contain_text(SAID)
        self.met[device, pause, "a sentence" if 409 in self.traffic.answers else "nothing"] += 1
        self.pressed[name] += 1
        page.goto("about:blank")

    def _turns_of(self, name: str) -> Iterator[tuple[int, str]]:
        """Each button goes through the pauses and the devices in turn, from where the one before it began and one on."""
        if name not in self.turns:
            turns = list(product(PAUSES, DEVICES))
            first = len(self.turns) % len(turns)
            self.turns[name] = cycle(turns[first:] + turns[:first])
        return self.turns[name]

    def _close_the_item_before(self) -> None:
        page = self.pages["desk"]
        session().rollback()
        page.goto(self.console)
        if page.locator("#action").get_by_role("button", name="Clore ce point").count():
            self.twice("Clore ce point")

    def _is_asked(self) -> bool:
        """Whether the poll is open still: then the console asks before it closes."""
        page = self.pages["desk"]
        page.goto(f"{self.console}?question=clore")
        return page.get_by_role("button", name="Clore sans attendre").count() > 0

    def _place_of(self, page: Page, label: str | re.Pattern[str]) -> tuple[float, float]:
        button = page.get_by_role("button", name=label, exact=True)
        expect(button).to_be_visible()
        button.evaluate(TO_THE_MIDDLE)
        box = button.bounding_box()
        assert box is not None
        at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        assert button.evaluate(IS_THERE, at), (label, at)
        return at

    def _settle(self, page: Page) -> None:
        """Everything that was sent is answered, and the answer is shown."""
        calm = 0
        for _ in range(600):
            page.wait_for_timeout(50)
            try:
                is_shown = page.evaluate("document.readyState") == "complete"
            except Error:  # between two pages
                is_shown = False
            calm = calm + 1 if is_shown and self.traffic.is_over() else 0
            if calm == 4:
                return
        raise AssertionError(page.url)

    def _wait(self, milliseconds: int) -> None:
        self.demonstration.app.config["CLOCK"].advance(timedelta(milliseconds=milliseconds))


def _nothing() -> None:
    """Nothing more is pressed."""
