"""Somebody who uses the site, in French: what they do and see, in words that hold with a browser and without one.

A journey made on two databases is written once, in these words: on the first they are in a browser (`before_a_browser`),
on the other they send what a browser without JavaScript would (`by_post`).
"""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from tests.journeys.site import Site

Words = str | re.Pattern[str]


@dataclass
class Person(ABC):
    """A label is that of a field, whole or a pattern; a form is what `form` or `form_at` gave; `where` is a selector."""

    site: Site

    def sign_in(self, address: str) -> None:
        """By the link of a mail: opening it changes nothing, the button signs in."""
        self.asks_for_a_link(address)
        link = re.search(re.escape(self.site.live.url) + r"/\S+", self.site.mail_for(address).get_content())
        assert link is not None, "the mail carries no link"
        self.visit(link[0])
        self.press("Se connecter")
        self.is_at("")

    def sign_in_by_code(self, address: str) -> None:
        """By the code of a mail, read on another device."""
        self.asks_for_a_link(address)
        code = re.search(r"\b[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\b", self.site.mail_for(address).get_content())
        assert code is not None, "the mail carries no code"
        self.fill("Le code reçu par courriel", code[0])
        self.press("Se connecter")
        self.is_at("")

    def asks_for_a_link(self, address: str) -> None:
        """The sign-in page, as far as « Ouvrez votre messagerie »."""
        self.visit(self.site.path("connexion"))
        self.fill("Votre adresse électronique", address)
        self.press("Recevoir le lien")
        self.reads("Ouvrez votre messagerie")

    @abstractmethod
    def enter(self, cookie: str) -> None:
        """From now on with the cookie of a device that is signed in."""

    @abstractmethod
    def visit(self, address: str) -> None:
        """Open a page by its whole address, whatever it answers."""

    @abstractmethod
    def go(self, rest: str) -> None:
        """Open a page of the congress."""

    @abstractmethod
    def is_at(self, rest: str) -> None:
        """The address is that of this page of the congress, up to the place in the page."""

    @abstractmethod
    def answer(self, rest: str) -> tuple[bool, str]:
        """Whether a page of the congress is shown to them, and what it holds, as it comes; they stay where they are."""

    @abstractmethod
    def download(self, kind: str) -> bytes:
        """The file of this kind, by its link among those that the page offers."""

    @abstractmethod
    def press(self, name: Words, form: Any = None) -> None:
        """Press the button of this name (the first that a pattern finds), and have before oneself the page that answers."""

    @abstractmethod
    def press_valued(self, name: str, value: object) -> None:
        """Press the button that sends this value, where many bear the same words."""

    @abstractmethod
    def follow(self, name: str) -> None:
        """Follow the first link of this name."""

    @abstractmethod
    def unfold(self, words: str) -> None:
        """Open what is folded under these words."""

    @abstractmethod
    def form(self, name: str) -> Any:
        """The form of this name."""

    @abstractmethod
    def form_at(self, where: str, rank: int = 0) -> Any:
        """The form that a selector finds there."""

    @abstractmethod
    def fill(self, label: Words, text: str) -> None:
        """Write in a field."""

    @abstractmethod
    def select(self, label: Words, value: object) -> None:
        """Choose in a list."""

    @abstractmethod
    def check(self, label: Words, form: Any = None) -> None:
        """Tick a choice of this whole name."""

    @abstractmethod
    def write(self, name: Words, text: str) -> None:
        """Write an alinéa, in place of what it says."""

    @abstractmethod
    def written(self, name: Words = "Votre rédaction") -> str:
        """What an alinéa says now, as it will be sent: the last that bears the name."""

    @abstractmethod
    def finds_written(self, label: Words, text: str) -> None:
        """This stands in a field."""

    @abstractmethod
    def finds_ticked(self, label: Words) -> None:
        """This choice is made already."""

    @abstractmethod
    def is_offered(self, button: str) -> None:
        """The page shows a button of this name."""

    @abstractmethod
    def is_not_offered(self, button: str) -> None:
        """The page has no button of this name."""

    @abstractmethod
    def reads(self, words: str, where: str = "h1") -> None:
        """The page's title is this, or what a selector finds."""

    @abstractmethod
    def sees(self, words: str, where: str = "main", rank: int = 0) -> None:
        """These words stand in the page, or in what a selector finds there."""

    @abstractmethod
    def does_not_see(self, words: str) -> None:
        """These words do not stand in the page."""

    @abstractmethod
    def soon_sees(self, words: str) -> None:
        """These words come into the page as it follows the sitting: by itself, where it has JavaScript."""

    @abstractmethod
    def text(self, where: str) -> str:
        """The words of what a selector finds."""

    @abstractmethod
    def holds_time(self) -> None:
        """The pauses of the page last until `lets_a_pause_go_by`."""

    @abstractmethod
    def lets_a_pause_go_by(self) -> None:
        """The page asks whether its sitting changed, after the pause of which nobody waits the end."""

    @abstractmethod
    def finds_it_accessible(self) -> None:
        """The page has no fault that a machine can find, and does not scroll sideways, where it is drawn."""
