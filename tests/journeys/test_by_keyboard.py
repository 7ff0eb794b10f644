"""Voting with the keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.village import Village

pytestmark = [pytest.mark.browser, pytest.mark.one_database]

MOST_KEYS = 12
FOCUSED = "(document.activeElement.getAttribute('aria-label') || document.activeElement.innerText || '').trim()"
OUTLINE = (
    "getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).outlineWidth"
)


def reach(page: Page, words: str) -> int:
    """How many times Tab was pressed to reach what says these words; whatever has the focus shows it."""
    for presses in range(1, MOST_KEYS + 1):
        page.keyboard.press("Tab")
        assert page.evaluate(OUTLINE) == "solid3px", page.evaluate(FOCUSED)
        if page.evaluate(FOCUSED).startswith(words):
            return presses
    raise AssertionError(f"{words!r} is not reached in {MOST_KEYS} keys")


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "plain"])
def test_a_member_votes_and_changes_with_the_keyboard_alone(village: Village, somebody, javascript):
    village.opens_its_sitting()
    number = village.opens_a_poll()
    ada = village.enter(somebody(village, width=360, height=740, javascript=javascript), "ada")
    ada.go(f"scrutins/{number}")
    page = ada.page

    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Aller au contenu"
    page.keyboard.press("Enter")
    expect(page.locator("#contenu")).to_be_focused()
    assert reach(page, "Lire le texte") == 1
    page.keyboard.press("Enter")
    expect(page.locator("main details")).to_have_attribute("open", "")
    ada.sees("treize millions")
    page.keyboard.press("Enter")
    expect(page.locator("main details")).not_to_have_attribute("open", "")
    assert reach(page, "Pour") == 1
    assert reach(page, "Contre") == 1
    expect(page.locator("[data-new]")).to_have_count(0)
    page.keyboard.press("Enter")
    ada.sees("Votre vote «\u00a0Contre\u00a0» est enregistré")
    village.later()
    expect(page.locator("[data-new]")).to_have_count(0)
    reach(page, "Abstention")
    page.keyboard.press("Space")
    ada.sees("Votre vote «\u00a0Abstention\u00a0» est enregistré")
    expect(page.locator("button[aria-pressed=true]")).to_contain_text("Abstention")
    reach(page, "Je ne prends pas part au vote")
    ada.finds_it_accessible()
