"""A whole sitting of the demonstration played through the services, each of its steps listened to on four pages."""

import statistics
import time
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from playwright.sync_api import Browser

from congress.queries.chamber_queries import sitting_by_number
from core.unit_of_work import run
from demo.people import DemonstrationPeople
from demo.sitting import PlayedSitting
from tests.support.listening import Listener
from voting.pages.following.steps_told import steps_told

LIMIT, PATIENCE = 3.0, 8.0  # seconds
SLUG = "congres-2020"
NOTE = """addEventListener("DOMContentLoaded", () => {
  const status = document.getElementById("annonce");
  if (status) new MutationObserver(() => { window.saidAt = Date.now(); }).observe(status, { childList: true });
});"""
SITTING = "seances/3"
PAGES = {"home": "", "sitting": SITTING, "voter": SITTING, "result": SITTING}


class Enough(Exception):
    """As many steps as were asked for."""


@dataclass
class PageHeard:
    """What one page did of the steps of the sitting."""

    seconds: list[float] = field(default_factory=list)
    untold: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    disturbed: int = 0

    def line(self, name: str) -> str:
        """The row of the table."""
        told = sum(second <= LIMIT for second in self.seconds)
        slowest, median = max(self.seconds, default=0), statistics.median(self.seconds or [0])
        return (
            f"{name:<10}{len(self.seconds) + len(self.untold):>8}{told:>16}{median:>9.2f}{slowest:>10.2f}"
            f"{len(self.untold):>8}{len(self.lost):>12}{self.disturbed:>11}"
        )


class ListenedPeople(DemonstrationPeople):
    """The people of the demonstration; after each act that is a step of the sitting, the pages are listened to."""

    def __init__(self, slug: str, listen: Any) -> None:
        super().__init__(slug)
        self._listen = listen

    def act(self, deed: Any) -> Any:
        """What one person does, committed, then heard."""
        done = run(deed)
        self._listen()
        return done


@dataclass
class FourPages:
    """Four pages of one official, what is expected of them, and what they did."""

    app: Flask
    congress_id: int
    pages: dict[str, Listener]
    most: int
    rows: dict[str, PageHeard] = field(default_factory=lambda: {name: PageHeard() for name in PAGES})
    last: int = 0
    steps: int = 0

    def listen(self) -> None:
        """If a step was committed, wait until each page says it; then go on as its reader would."""
        committed = time.time()
        with self.app.test_request_context(f"/{SLUG}/"):
            sitting = sitting_by_number(self.congress_id, 3)
            told = [step for step in steps_told(sitting, reads_results=True) if step.id > self.last]
        if not told:
            return
        self.last, self.steps = told[-1].id, self.steps + 1
        focused = {name: self.pages[name].focus() for name in PAGES}
        waiting = set(PAGES)
        while waiting and time.time() - committed < PATIENCE:
            for name in sorted(waiting):
                if told[-1].sentence in self.pages[name].statuses():
                    said_at = self.pages[name].page.evaluate("window.saidAt") / 1000
                    self.rows[name].seconds.append(said_at - committed)
                    waiting.discard(name)
            time.sleep(0.05)
        for name in PAGES:
            if name in waiting:
                self.rows[name].untold.append(told[-1].sentence)
            if focused[name] and not self.pages[name].focus():
                self.rows[name].lost.append(told[-1].sentence)
            self.rows[name].disturbed += not self._is_undisturbed(name)
            self._read_on(name)
        if self.steps >= self.most:
            raise Enough

    def _is_undisturbed(self, name: str) -> bool:
        """What this reader typed, chose or unfolded is as they left it."""
        page = self.pages[name].page
        if name == "sitting":
            kept = "one => one.selectedIndex === 2 && one.closest('details').open"
            return bool(page.locator("#mandataire").evaluate(kept))
        if name == "result" and page.locator("#nom").count():
            return bool(page.locator("#nom").input_value() == "Pri")
        return True

    def _read_on(self, name: str) -> None:
        """The voter goes to the next poll in one press; each has the focus on what the sitting may take away."""
        page = self.pages[name].page
        lead = page.locator("main .notice .row a.btn").first
        if name == "voter" and lead.count():
            lead.click()
            page.wait_for_load_state("load")
        elif name == "result" and "/scrutins/" not in page.url and page.locator("#scrutins a").count():
            page.locator("#scrutins a").first.click()
            page.locator("#nom").fill("Pri")
        if name in ("home", "voter"):
            page.locator("main :is(.vote-button, .notice a, summary, a)").first.focus()

    def sit_down(self) -> None:
        """Everybody is there: the pages are looked at from now on, one with a choice half made."""
        for name in PAGES:
            self.pages[name].page.reload()
        page = self.pages["sitting"].page
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        page.locator("#mandataire").select_option(index=2)


class ListenedSitting(PlayedSitting):
    """The sitting of the demonstration, its pages open once its people are there."""

    def __init__(self, room: FourPages) -> None:
        super().__init__(ListenedPeople(SLUG, room.listen))
        self._room = room

    def _arrive(self) -> None:
        super()._arrive()
        self._room.sit_down()


def four_pages(app: Flask, browser: Browser, url: str) -> dict[str, Listener]:
    """The official before four pages, signed in by the door of the demonstration."""
    door = app.test_client()
    door.post("/demonstration", data={"role": "elue", "moment": "sitting"})
    cookie = door.get_cookie("session")
    pages = {}
    for name, rest in PAGES.items():
        page = browser.new_context(viewport={"width": 360, "height": 740}, locale="fr-FR").new_page()
        page.context.add_cookies([{"name": "session", "value": cookie.value if cookie else "", "url": url}])
        page.add_init_script(NOTE)
        page.goto(f"{url}/{SLUG}/{rest}")
        pages[name] = Listener(page)
    return pages
