"""Whoever a form refuses begins with what is refused."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("kind", ['class="error-summary"', 'class="notice bad" role="alert"', "data-begin-here"])
def test_a_refusal_takes_the_focus(show, kind):
    page = show(f'<main><a href="/page">Avant</a><div {kind}>Refusé</div></main>', "refused.js", "null")
    expect(page.get_by_text("Refusé")).to_be_focused()


def test_it_keeps_it_where_the_address_names_a_place_of_the_page(scene, page):
    scene.body = '<main><p id="ici">Ici</p><div class="error-summary">Refusé</div></main><script src="/static/js/refused.js" defer></script>'
    page.goto(scene.url + "/page#ici")
    expect(page.get_by_text("Refusé")).to_be_focused()


DONE = '<div class="flashes"><div class="notice warm" role="status"><p>Fait</p></div></div><main>{}<p id="ici">Ici</p></main>'


def test_what_was_done_takes_the_focus_where_nothing_is_refused(show):
    """A status that is there when the page comes is said by no screen reader."""
    page = show(DONE.format(""), "refused.js", "null")
    expect(page.get_by_role("status")).to_be_focused()


def test_what_is_refused_goes_before_what_was_done(show):
    page = show(DONE.format('<div class="error-summary">Refusé</div>'), "refused.js", "null")
    expect(page.get_by_text("Refusé")).to_be_focused()


def test_what_was_done_is_heard_where_the_address_names_a_part_of_the_page(scene, page):
    """A confirmation at the top is out of sight there: the part alone tells nobody that it was taken."""
    part = '<div style="height: 3000px"></div><section class="section" id="part">Mon pouvoir</section>'
    scene.body = DONE.format(part) + '<script src="/static/js/refused.js" defer></script>'
    page.goto(scene.url + "/page#part")
    expect(page.get_by_role("status")).to_be_focused()
    expect(page.get_by_role("status")).to_be_in_viewport()


def test_a_place_that_the_address_names_is_where_one_goes_on(scene, page):
    scene.body = DONE.format("") + '<script src="/static/js/refused.js" defer></script>'
    page.goto(scene.url + "/page#ici")
    page.wait_for_load_state()
    expect(page.locator("body")).to_be_focused()
