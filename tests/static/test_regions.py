"""Live regions take the place of what they were, never while something is being filled in."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
BODY = """<div id="one" data-live class="old"><p>avant</p></div>
<div id="two" data-live><p>constant</p><input type="hidden" name="csrf_token" value="a"></div>"""
FRESH = """<div id="one" data-live class="new"><p>après</p></div>
<div id="two" data-live><p>constant</p><input type="hidden" name="csrf_token" value="b"></div>"""
SWAP = "body => module.swap(new DOMParser().parseFromString(body, 'text/html'), '/suite')"


def swap(page, body: str) -> bool:
    return page.evaluate(SWAP, body)


@pytest.fixture
def regions(show):
    return lambda body: show(body, "live/regions.js", "module.markWhatIsFilled()")


def test_what_changed_is_shown_with_its_class(regions):
    page = regions(BODY)
    assert swap(page, FRESH) is True
    expect(page.locator("#one")).to_have_text("après")
    expect(page.locator("#one")).to_have_class("new")


def test_what_differs_by_its_token_alone_is_left_where_it_is(regions):
    page = regions(BODY)
    page.evaluate("window.kept = document.querySelector('#two p')")
    assert swap(page, FRESH) is True
    assert page.evaluate("document.querySelector('#two p') === window.kept")


def test_what_was_unfolded_stays_so(regions):
    body = '<div id="one" data-live>{}<details><summary>A</summary>a</details><details><summary>B</summary>b</details></div>'
    page = regions(body.format("avant"))
    page.locator("summary", has_text="B").click()
    assert swap(page, body.format("après")) is True
    assert page.evaluate("[...document.querySelectorAll('details')].map(one => one.open)") == [False, True]


FORM = '<form><input aria-label="Mot"></form>'


def type_a_word(page):
    page.get_by_label("Mot").fill("mot")
    page.evaluate("document.activeElement.blur()")


BUSY = {
    "somebody typed in it": (FORM, type_a_word),
    "somebody is about to": (FORM, lambda page: page.get_by_label("Mot").focus()),
    "its form leaves": (FORM, lambda page: page.evaluate("document.forms[0].dataset.sent = 'yes'")),
    "its form is unfolded": (
        f"<details><summary>Ouvrir</summary>{FORM}</details>",
        lambda page: page.locator("summary").click(),
    ),
}


@pytest.mark.parametrize(("inside", "act"), BUSY.values(), ids=BUSY)
def test_a_region_in_use_waits_and_the_others_do_not(regions, inside, act):
    body = '<div id="one" data-live>{0}' + inside + '</div><div id="two" data-live>{0}</div>'
    page = regions(body.format("avant"))
    act(page)
    assert swap(page, body.format("après")) is False
    expect(page.locator("#one")).to_contain_text("avant")
    expect(page.locator("#two")).to_have_text("après")


def test_a_region_that_is_no_more_has_the_page_loaded_again(regions, scene):
    page = regions(BODY)
    scene.body = "<p>La suite</p>"
    swap(page, scene.body)
    page.wait_for_url("**/suite")
    expect(page.locator("body")).to_have_text("La suite")
