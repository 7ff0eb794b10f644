"""The time of whoever speaks is counted on in the page, its end told to the speaker once, and never cut."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
BODY = """<p id="annonce" role="status"></p>
<div data-floor="un" data-left="32" data-allowed="120" data-speech="7" data-over="{} de trop" data-minutes="{} min"
  data-seconds="{} s" data-rest="restent sur 2 min" data-rest-over="sur 2 min" data-mine>
  <p><b>32 s</b> <span>restent sur 2 min</span></p><p class="floor-warning" hidden>Il reste trente secondes.</p>
  <p class="floor-over" hidden>Le temps de parole est écoulé.</p></div>"""


def test_the_speaker_is_warned_at_thirty_seconds_then_told_by_how_much_it_is_over(show):
    page = show(BODY, "live/countdown.js", "module.countTimes()", clock=True)
    page.clock.run_for(1_000)
    expect(page.locator("#annonce")).to_have_text("")
    page.clock.run_for(2_000)
    expect(page.locator("#annonce")).to_have_text("Il reste trente secondes.")
    expect(page.locator(".floor-warning")).to_be_visible()
    expect(page.locator("p:has(b)")).to_contain_text("restent sur 2 min")
    page.clock.run_for(40_000)
    expect(page.locator("p:has(b)")).to_have_text(re.compile(r"^\d+\ss de trop sur 2 min$"))
    expect(page.locator("#annonce")).to_have_text("Le temps de parole est écoulé.")
