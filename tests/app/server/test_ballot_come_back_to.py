"""A ballot that one comes back to with « Précédent » says the vote recorded last: on the server whose pages a browser keeps."""

import pytest
from playwright.sync_api import expect

from tests.support.crowded_chamber import SLUG
from tests.support.served_chamber import served

pytestmark = [pytest.mark.browser, pytest.mark.one_database, pytest.mark.long]
READ = 1600  # milliseconds, before a vote is one that was meant
# The page follows nothing, so that only its coming back may change it; and is loaded again, not kept as it stood. A
# route of the tests' own would keep the browser from keeping what it loaded.
ALONE = """
  window.EventSource = class extends EventTarget { close() {} };
  addEventListener("unload", () => {});
  const asking = window.fetch;
  window.fetch = (what, how) => (String(what).endsWith("/etat") ? new Promise(() => {}) : asking(what, how));
"""


def vote(page, label: str) -> None:
    """Vote, then wait until the pause that follows a vote is over: while it lasts, the browser asks for each page anew."""
    page.wait_for_timeout(READ)
    page.locator(f".vote button:has-text('{label}')").first.click()
    expect(page.locator(".recorded")).to_contain_text(f"«\u00a0{label}\u00a0»")
    while any(cookie["name"] == "voted" for cookie in page.context.cookies()):
        page.wait_for_timeout(100)


def test_the_arrow_leads_back_to_what_was_voted_last(made, open_page):
    with served(made, processes=1) as port:
        url, device = f"http://127.0.0.1:{port}", made.voters[0]
        page = open_page(width=360)
        page.context.add_cookies([{"name": "session", "value": device.cookie, "url": url}])
        page.add_init_script(ALONE)
        page.goto(f"{url}/{SLUG}/scrutins/1")
        vote(page, "Pour")
        page.reload()
        vote(page, "Contre")
        page.goto(f"{url}/{SLUG}/seances/1")
        page.go_back()
        expect(page.locator(".recorded")).to_contain_text("«\u00a0Contre\u00a0»")
        expect(page.locator(".vote button[aria-pressed=true]")).to_contain_text("Contre")
        page.close()
