"""Pages of the motion in a real browser: on a phone, without scripts, for people who use assistive technology."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.motions.conftest import Answers
from tests.support.cast import Cast, find_cast
from tests.support.essai import CLOSES

pytestmark = [pytest.mark.browser, pytest.mark.one_database]
PAGES = (
    "motion",
    "points-de-vue",
    "propositions/1/point-de-vue",
    "propositions/1/points-de-vue",
    "propositions/1/versions",
    "propositions/1/versions?vue=cote-a-cote",
    "propositions/2/versions",
    "motion/preambule/versions",
)


@pytest.fixture
def cast(live_server) -> Cast:
    return find_cast(live_server.app)


@pytest.fixture
def answers(cast) -> Answers:
    answers = Answers(cast)
    answers.amend("dix mille", "quinze mille")
    answers.give("bela", "reserved", reservation="Pas sans moyens.")
    answers.give("dora", "unfavourable", named=False)
    return answers


@pytest.fixture
def visit(answers, live_server, open_page):
    """`visit("ada", "motion", width=360)`: somebody's browser on a page."""

    def go(name: str | None, rest: str, **options):
        page = open_page(**options)
        if name:
            cookie = answers.cast.browse(name).get_cookie("session")
            page.context.add_cookies([{"name": "session", "value": cookie.value, "url": live_server.url}])
        page.goto(live_server.url + answers.cast.path(rest))
        return page

    return go


@pytest.mark.parametrize("rest", PAGES)
def test_a_page_has_no_barrier_and_never_scrolls_sideways(visit, violations, answers, rest):
    answers.give("ada", "favourable")
    page = visit("ada", rest, width=320)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("rest", ["points-de-vue", "propositions/1/point-de-vue", "propositions/1/points-de-vue"])
@pytest.mark.parametrize(("name", "late"), [("ada", False), ("elodie", False), ("vera", True)])
def test_neither_has_it_before_one_answered_nor_for_who_only_reads_nor_once_closed(
    visit, violations, answers, rest, name, late
):
    if late:
        answers.cast.clock.at = CLOSES + timedelta(hours=1)
    assert violations(visit(name, rest, width=360)) == []


def test_on_a_phone_without_scripts_the_proposals_are_answered_in_a_row(visit, answers):
    page = visit("ada", "points-de-vue", width=360, height=640, javascript=False)
    page.locator("#proposition-2").get_by_label("Défavorable").check()
    page.locator("#proposition-2").get_by_role("button", name="Enregistrer mon point de vue").click()
    page.wait_for_url("**/essai/points-de-vue#proposition-2")
    expect(page.locator("#proposition-2 .recorded")).to_contain_text("Défavorable")
    expect(page.locator("main")).to_contain_text("1 sur 3")
    expect(page.locator("#proposition-2")).to_be_in_viewport()
    top = page.locator("#proposition-2").bounding_box()["y"]
    assert -50 < top < 640


def test_the_sentence_is_asked_for_with_the_reservation_and_an_error_is_shown_in_place(visit, violations, answers):
    page = visit("ada", "points-de-vue", width=360)
    third = page.locator("#proposition-3")
    expect(third.locator("textarea")).to_be_hidden()
    third.get_by_label("Favorable avec réserve").check()
    expect(third.locator("textarea")).to_be_visible()
    third.get_by_role("button", name="Enregistrer mon point de vue").click()
    expect(third.locator(".error-summary")).to_contain_text("Dites votre réserve en une phrase.")
    page.wait_for_load_state("load")
    assert third.locator(".error-summary").bounding_box()["y"] < 900
    assert violations(page) == []
    third.locator("textarea").fill("Pas sans moyens.")
    third.get_by_role("button", name="Enregistrer mon point de vue").click()
    expect(third.locator(".recorded")).to_contain_text("Pas sans moyens.")
    assert answers.of("ada", 3).reservation == "Pas sans moyens."


def test_two_versions_are_chosen_and_compared_with_the_keyboard(visit, answers):
    answers.amend("La mairie reste", "La mairie demeure")
    page = visit(None, "propositions/1/versions")
    page.get_by_label("De la version").select_option("1")
    page.get_by_label("De la version").press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/versions?de=1&a=3")
    expect(page.locator("ins").nth(1)).to_be_attached()
    page.get_by_role("link", name="Côte à côte").press("Enter")
    page.wait_for_url("**vue=cote-a-cote**")
    expect(page.get_by_role("table").first.get_by_role("columnheader")).to_have_text(["Avant", "Après"])
