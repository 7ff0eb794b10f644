"""A sitting on a live server, and its people in browsers: their pages, the pauses of these, a vote pressed."""

from playwright.sync_api import Page, expect

PATIENCE = 20_000
A_PAUSE = 5_000  # four seconds, and up to one more by chance


def soon(page: Page, selector: str) -> None:
    """What the page shows by itself once its pause is over, of which nobody waits the end."""
    page.clock.fast_forward(A_PAUSE)
    page.wait_for_selector(selector, timeout=PATIENCE)


def press(page: Page, choice: str) -> None:
    """Vote, once the ballot takes a press."""
    expect(page.locator("[data-new]")).to_have_count(0)
    page.locator(f"button[value={choice}]").click()
