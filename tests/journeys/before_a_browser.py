"""Somebody before a browser."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.journeys.person import Person, Words

# Where somebody writes at length, a form goes once what it holds is kept, or the site has answered that it is there.
GOES_LATER = (
    "button => button.form?.method === 'post' && document.querySelector('script[src*=\"/writing.js\"]') !== null"
)


@dataclass
class BrowserUser(Person):
    """What journeys in a browser alone ask beside: `page`, and where the title stands."""

    page: Page
    violations: Callable[[Page], list[str]] | None  # none without JavaScript, which axe needs

    def heading(self) -> Locator:
        """The page's title."""
        return self.page.locator("h1")

    def enter(self, cookie: str) -> None:
        self.page.context.add_cookies([{"name": "session", "value": cookie, "url": self.site.live.url}])

    def visit(self, address: str) -> None:
        self.page.goto(address)

    def go(self, rest: str) -> None:
        answer = self.page.goto(self.site.path(rest)) or self.page.reload()  # none when the page just reloaded itself
        assert answer is not None and answer.ok, f"{rest}: {answer and answer.status}"

    def is_at(self, rest: str) -> None:
        expect(self.page).to_have_url(self.site.path(rest))

    def answer(self, rest: str) -> tuple[bool, str]:
        answer = self.page.request.get(self.site.path(rest))
        return answer.ok, answer.text()

    def download(self, kind: str) -> bytes:
        with self.page.expect_download() as download:
            self.page.locator(f"ul.downloads a[href$='.{kind}']").click()
        return Path(download.value.path()).read_bytes()

    def press(self, name: Words, form: Locator | None = None) -> None:
        """Once it takes a press."""
        expect(self.page.locator("[data-new]")).to_have_count(0)
        found = (form or self.page).get_by_role("button", name=name, exact=True)
        button = found.first if isinstance(name, re.Pattern) else found
        if button.evaluate(GOES_LATER):
            with self.page.expect_navigation():
                button.click()
        else:
            button.click()
        self.page.wait_for_load_state("load")

    def press_valued(self, name: str, value: object) -> None:
        self.page.locator(f"button[name={name}][value='{value}']").click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name, exact=True).first.click()
        self.page.wait_for_load_state("load")

    def unfold(self, words: str) -> None:
        self.page.get_by_text(words).click()

    def form(self, name: str) -> Locator:
        return self.page.get_by_role("form", name=name)

    def form_at(self, where: str, rank: int = 0) -> Locator:
        return self.page.locator(where).nth(rank)

    def fill(self, label: Words, text: str) -> None:
        self.page.get_by_label(label).fill(text)

    def select(self, label: Words, value: object) -> None:
        self.page.get_by_label(label).select_option(str(value))

    def check(self, label: Words, form: Locator | None = None) -> None:
        (form or self.page).get_by_label(label, exact=True).check()

    def alinea(self, name: Words = "Votre rédaction") -> Locator:
        """The place where an alinéa is written: the last that bears the name; a word processor, where scripts run."""
        return self.page.get_by_role("textbox", name=name).last

    def write(self, name: Words, text: str) -> None:
        self.alinea(name).fill(text)

    def written(self, name: Words = "Votre rédaction") -> str:
        return str(self.alinea(name).evaluate("box => box.closest('.field').querySelector('textarea').value"))

    def finds_written(self, label: Words, text: str) -> None:
        expect(self.page.get_by_label(label)).to_have_value(text)

    def finds_ticked(self, label: Words) -> None:
        expect(self.page.get_by_label(label)).to_be_checked()

    def is_offered(self, button: str) -> None:
        expect(self.page.get_by_role("button", name=button)).to_be_visible()

    def is_not_offered(self, button: str) -> None:
        expect(self.page.get_by_role("button", name=button)).to_have_count(0)

    def reads(self, words: str, where: str = "h1") -> None:
        expect(self.page.locator(where)).to_have_text(words)

    def sees(self, words: str, where: str = "main", rank: int = 0) -> None:
        expect(self.page.locator(where).nth(rank)).to_contain_text(words)

    def does_not_see(self, words: str) -> None:
        expect(self.page.locator("main")).not_to_contain_text(words)

    def soon_sees(self, words: str) -> None:
        self.lets_a_pause_go_by()
        expect(self.page.locator("main")).to_contain_text(words, timeout=20_000)

    def text(self, where: str) -> str:
        return self.page.locator(where).inner_text()

    def holds_time(self) -> None:
        self.page.clock.install()

    def lets_a_pause_go_by(self) -> None:
        self.page.clock.fast_forward(5_000)

    def finds_it_accessible(self) -> None:
        if self.violations is not None:
            found = self.violations(self.page)
            assert found == [], f"{self.page.url}: {found}"
        wide = self.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide[0] <= wide[1], f"{self.page.url} scrolls sideways: {wide}"
