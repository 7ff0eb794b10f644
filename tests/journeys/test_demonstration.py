"""The demonstration as a newcomer takes it: at each moment one enters as somebody, and does what the page promises."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from demo.moments import AUGUST, SIGNING, SITTING, DemonstrationMoment
from tests.journeys.before_a_browser import BrowserUser
from tests.journeys.site import Site
from tests.support.application import NOON
from tests.support.clock import FrozenClock

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

WAYS_IN = {
    "august": ["Entrer comme élue", "Entrer comme secrétariat", "Entrer sans se connecter"],
    "sitting": [
        "Entrer comme élue",
        "Entrer comme présidente",
        "Entrer comme secrétariat",
        "Entrer sans se connecter",
    ],
    "signing": ["Entrer comme élue", "Entrer comme secrétariat", "Entrer sans se connecter"],
}
TITLES = [
    "Le 26\u00a0août\u00a0: les points de vue et le dépôt sont ouverts",
    "Le 12\u00a0octobre, dès 14\u00a0h\u00a034\u00a0: en séance",
    "Le 13\u00a0octobre\u00a0: la motion est adoptée, on signe",
]


@pytest.fixture
def live(demonstration, serve):
    """The site with the three moments, protected as it is for people."""
    return serve(demonstration("moments", WTF_CSRF_ENABLED=True, CLOCK=FrozenClock(NOON)).app)


@pytest.fixture
def newcomer(live, open_page, violations) -> Callable[..., BrowserUser]:
    """Somebody before a browser of their own: `newcomer(width=360, javascript=False)`."""

    def sit_down(**options: object) -> BrowserUser:
        site = Site(live, None, live.app.config["CLOCK"], "")
        return BrowserUser(site, open_page(**options), violations if options.get("javascript", True) else None)

    return sit_down


def enter(person: BrowserUser, moment: DemonstrationMoment, button: str) -> None:
    """Through the page; afterwards `go` opens pages of that congress."""
    person.page.goto(f"{person.site.live.url}/demonstration")
    section = person.page.locator(f"#{moment.slug}")
    person.press(button, section)
    expect(person.page).to_have_url(f"{person.site.live.url}/{moment.slug}/")
    person.site = Site(person.site.live, None, person.site.clock, moment.slug)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_is_sound_and_offers_three_moments(newcomer, width):
    visitor = newcomer(width=width)
    visitor.page.goto(f"{visitor.site.live.url}/demonstration")
    visitor.finds_it_accessible()
    assert [title.strip() for title in visitor.page.locator("h2").all_inner_texts()] == TITLES
    assert visitor.page.locator(".btn.primary").count() == 1
    expect(visitor.page.locator(".demo-band")).to_contain_text("DÉMONSTRATION")
    for moment in (AUGUST, SITTING, SIGNING):
        buttons = visitor.page.locator(f"#{moment.slug}").get_by_role("button").all_inner_texts()
        assert buttons == WAYS_IN[moment.name]


@pytest.mark.long
@pytest.mark.parametrize(
    "options", [{"width": 1280}, {"width": 360, "javascript": False}], ids=["at 1280", "at 360 without JavaScript"]
)
def test_the_four_acts_can_be_done(newcomer, options):
    official, secretary = newcomer(**options), newcomer(**options)
    enter(official, AUGUST, "Entrer comme élue")
    gives_a_point_of_view(official)
    amends(official)
    enter(secretary, AUGUST, "Entrer comme secrétariat")
    publishes(secretary)
    enter(official, SITTING, "Entrer comme élue")
    votes(official)
    enter(official, SIGNING, "Entrer comme élue")
    signs(official)


def gives_a_point_of_view(official: BrowserUser) -> None:
    official.sees("3 points de vue restants")
    official.go("propositions/6/point-de-vue")
    official.page.get_by_label("Favorable", exact=True).check()
    official.press("Enregistrer mon point de vue")
    official.go("")
    official.sees("2 points de vue restants")


def amends(official: BrowserUser) -> None:
    official.go("propositions/6")
    official.follow("Amender le texte")
    first = re.compile("Votre rédaction.*alinéa 1")
    official.alinea(first).fill(
        official.written(first).replace("Communes, intercommunalités", "Communes, métropoles, intercommunalités")
    )
    official.page.get_by_label("En quelques mots").fill("Les métropoles aussi")
    official.page.get_by_label("Exposé sommaire").fill("Elles agissent.")
    official.press("Déposer l’amendement")
    expect(official.heading()).to_have_text("Les métropoles aussi")


def publishes(secretary: BrowserUser) -> None:
    secretary.sees("2 amendements à publier")
    secretary.go("amendements/depots")
    secretary.page.get_by_role("button", name=re.compile("^Publier ")).first.click()
    expect(secretary.page.locator("body")).to_contain_text("Amendement publié sous le n°\u00a02.")


def votes(official: BrowserUser) -> None:
    official.sees("Un scrutin est ouvert.")
    official.page.locator("main").get_by_role("link", name="Voter", exact=True).first.click()
    expect(official.page.locator("[data-new]")).to_have_count(0)
    official.page.get_by_role("button", name="Pour", exact=True).first.click()
    official.sees("Votre vote «\u00a0Pour\u00a0» est enregistré")


def signs(official: BrowserUser) -> None:
    official.go("lettre")
    official.press("Signer la lettre")
    official.sees("Vous avez signé")


@pytest.mark.parametrize(
    ("moment", "button", "sees"),
    [
        (SITTING, "Entrer comme présidente", "Présider la séance"),
        (SITTING, "Entrer comme secrétariat", "Tenir les présences"),
        (SIGNING, "Entrer comme secrétariat", "Lire la lettre ouverte"),
        (AUGUST, "Entrer sans se connecter", "Les points de vue et les amendements sont ouverts."),
        (SIGNING, "Entrer sans se connecter", "La motion est adoptée"),
    ],
    ids=lambda value: getattr(value, "name", str(value)),
)
def test_each_part_finds_what_it_can_do(newcomer, moment, button, sees):
    person = newcomer(width=360)
    enter(person, moment, button)
    person.sees(sees)
    expect(person.page.locator(".demo-band")).to_contain_text("DÉMONSTRATION")
    person.finds_it_accessible()
