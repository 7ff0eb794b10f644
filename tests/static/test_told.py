"""Each step of the sitting is said once, never those that the page was loaded with."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
STEP = '<p data-step="{0}">Étape {0}.</p>'


def page_of(*steps: int) -> str:
    told = "".join(STEP.format(step) for step in steps)
    return f'<p id="annonce" role="status"></p><template id="etapes">{told}</template>'


def test_each_step_is_said_once_and_the_first_ones_never(show):
    page = show(page_of(7, 8), "live/told.js", "module.rememberSteps()")
    status = page.locator("#annonce")
    said = []
    for fresh in (page_of(7, 8), page_of(8, 9), page_of(8, 9), page_of(9, 12, 14), page_of()):
        page.evaluate("body => module.tell(new DOMParser().parseFromString(body, 'text/html'))", fresh)
        said.append(status.text_content())
        page.evaluate("document.getElementById('annonce').textContent = ''")
    assert said == ["", "Étape 9.", "", "Étape 12. Étape 14.", ""]
    expect(status).to_have_count(1)
