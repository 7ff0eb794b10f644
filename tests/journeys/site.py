"""A site as people meet it: an address, a clock, a mailbox, and the commands of whoever runs it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

from click.testing import Result
from flask.cli import ScriptInfo
from playwright.sync_api import Locator, Page, expect

from tests.support.browser import LiveServer
from tests.support.network import Mailbox

PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True)
class Site:
    """The server under test, with what surrounds it."""

    live: LiveServer
    mailbox: Mailbox
    clock: Any
    slug: str

    def path(self, rest: str = "") -> str:
        """The whole address of a page of the congress: `path("propositions/5")`."""
        return f"{self.live.url}/{self.slug}/{rest}"

    def at(self, words: str) -> None:
        """Move the clock to a local time: `at("2020-10-12T14:00")`; it never goes back."""
        instant = datetime.fromisoformat(words).replace(tzinfo=PARIS)
        assert instant >= self.clock.now()
        self.clock.advance(instant - self.clock.now())

    def later(self, seconds: int = 20) -> None:
        """A little later."""
        self.clock.advance(timedelta(seconds=seconds))

    def command(self, *words: object) -> Result:
        """What `hemicycle …` answers on this site; it must succeed."""
        from app.cli import cli

        info = ScriptInfo(create_app=lambda: self.live.app)
        result = self.live.app.test_cli_runner().invoke(cli, [str(word) for word in words], obj=info)
        assert result.exit_code == 0, result.output
        return result

    def mail_for(self, address: str) -> EmailMessage:
        """The last mail that somebody received, once what is due has left."""
        self.command("tick")
        received = [
            message for message in self.mailbox.messages if message["To"].rpartition("<")[2].strip(">") == address
        ]
        assert received, f"nothing came for {address}"
        return received[-1]

    def read(self, look: Callable[[], Any]) -> Any:
        """What a read of the database gives."""
        from core.database import db

        with self.live.app.app_context():
            try:
                return look()
            finally:
                db.session.remove()

    def do(self, service: Callable[..., Any], *given: Any, by: int, **more: Any) -> Any:
        """What a service gives when a member (an id) does it now."""
        from congress.actors import Actor
        from congress.models import Member
        from core.database import session
        from core.unit_of_work import run

        actor = self.read(lambda: Actor.of(session().get_one(Member, by)))
        with self.live.app.app_context():
            return run(lambda: service(*given, actor=actor, now=self.clock.now(), **more))


@dataclass
class Person:
    """Somebody before a browser, in French."""

    site: Site
    page: Page
    violations: Callable[[Page], list[str]] | None  # none without JavaScript, which axe needs, nor on a second database

    def sign_in(self, address: str) -> None:
        """By the link of a mail: opening it changes nothing, the button signs in."""
        self.asks_for_a_link(address)
        link = re.search(re.escape(self.site.live.url) + r"/\S+", self.site.mail_for(address).get_content())
        assert link is not None, "the mail carries no link"
        self.page.goto(link[0])
        self.press("Se connecter")
        expect(self.page).to_have_url(self.site.path())

    def sign_in_by_code(self, address: str) -> None:
        """By the code of a mail, read on another device."""
        self.asks_for_a_link(address)
        code = re.search(r"\b[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\b", self.site.mail_for(address).get_content())
        assert code is not None, "the mail carries no code"
        self.page.get_by_label("Le code reçu par courriel").fill(code[0])
        self.press("Se connecter")
        expect(self.page).to_have_url(self.site.path())

    def asks_for_a_link(self, address: str) -> None:
        """The sign-in page, as far as « Ouvrez votre messagerie »."""
        self.page.goto(self.site.path("connexion"))
        self.page.get_by_label("Votre adresse électronique").fill(address)
        self.press("Recevoir le lien")
        expect(self.heading()).to_have_text("Ouvrez votre messagerie")

    def go(self, rest: str) -> None:
        """Open a page of the congress."""
        answer = self.page.goto(self.site.path(rest)) or self.page.reload()  # none when the page just reloaded itself
        assert answer is not None and answer.ok, f"{rest}: {answer and answer.status}"

    def press(self, name: str, within: Locator | None = None) -> None:
        """Press a button, once it takes a press, and have before oneself the page that answers."""
        expect(self.page.locator("[data-new]")).to_have_count(0)
        (within or self.page).get_by_role("button", name=name, exact=True).click()
        self.page.wait_for_load_state("load")

    def follow(self, name: str) -> None:
        """Follow the first link of this name."""
        self.page.get_by_role("link", name=name, exact=True).first.click()
        self.page.wait_for_load_state("load")

    def alinea(self, name: str | re.Pattern[str] = "Votre rédaction") -> Locator:
        """The place where an alinéa is written: the last that bears the name; a word processor, where scripts run."""
        return self.page.get_by_role("textbox", name=name).last

    def written(self, name: str | re.Pattern[str] = "Votre rédaction") -> str:
        """What an alinéa says now, as it will be sent."""
        return self.alinea(name).evaluate("box => box.closest('.field').querySelector('textarea').value")

    def heading(self) -> Locator:
        """The page's title."""
        return self.page.locator("h1")

    def sees(self, words: str) -> None:
        """These words stand in the page."""
        expect(self.page.locator("main")).to_contain_text(words)

    def soon_sees(self, words: str) -> None:
        """These words come into the page by themselves, as it follows the sitting."""
        self.lets_a_pause_go_by()
        expect(self.page.locator("main")).to_contain_text(words, timeout=20_000)

    def lets_a_pause_go_by(self) -> None:
        """The page asks whether its sitting changed, after the pause of which nobody waits the end."""
        self.page.clock.fast_forward(5_000)

    def does_not_see(self, words: str) -> None:
        """These words do not stand in the page."""
        expect(self.page.locator("main")).not_to_contain_text(words)

    def finds_it_accessible(self) -> None:
        """The page has no fault that a machine can find, and does not scroll sideways."""
        if self.violations is not None:
            found = self.violations(self.page)
            assert found == [], f"{self.page.url}: {found}"
        wide = self.page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide[0] <= wide[1], f"{self.page.url} scrolls sideways: {wide}"
