"""The verdict on the hall's screen at 1920 × 1080: nothing scrolls or is cut, all of it is read from the last row."""

import pytest

from tests.support.cast import Cast, find_cast
from tests.support.plenary import FIFTEEN, TWENTY, Plenary

pytestmark = [pytest.mark.browser, pytest.mark.one_database]
MEASURED = """() => {
  const light = (colour) => {
    const parts = colour.match(/[0-9.]+/g).slice(0, 3).map((part) => part / 255);
    const [r, g, b] = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/, 0\\)$|transparent/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const words = [...document.querySelectorAll(".hall *:not(.vh):not(.vh *)")].filter((one) =>
    [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && one.getClientRects().length);
  const contrast = (one) => {
    const [a, b] = [light(getComputedStyle(one).color), light(behind(one))];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };
  const over = (one) => {
    const { left, top, right, bottom } = one.getBoundingClientRect();
    return Math.max(-left, -top, right - innerWidth, bottom - innerHeight);
  };
  const drawing = document.querySelector(".hall [role=img]");
  const heading = document.querySelector(".hall h1");
  return {
    page: [document.documentElement.scrollWidth, document.documentElement.scrollHeight],
    over: Math.max(...words.map(over), drawing ? over(drawing) : 0),
    smallest: Math.min(...words.map((one) => parseFloat(getComputedStyle(one).fontSize))),
    verdict: parseFloat(getComputedStyle(heading).fontSize),
    contrast: Math.min(...words.map(contrast)),
    apart: drawing ? drawing.getBoundingClientRect().left - heading.parentElement.getBoundingClientRect().right : 0,
  };
}"""


@pytest.fixture
def cast(live_server) -> Cast:
    return find_cast(live_server.app)


def test_an_adoption_and_a_rejection_hold_and_are_read_from_afar(live_server, cast, open_page):
    plenary = Plenary.of(cast)
    adopted, rejected = plenary.amend(FIFTEEN, by="ada"), plenary.amend(TWENTY, by="bela", title="Vingt mille " * 5)
    plenary.open()
    plenary.discuss()
    page = open_page(width=1920, height=1080)
    cookie = cast.browse("ada").get_cookie("session").value
    page.context.add_cookies([{"name": "session", "value": cookie, "url": live_server.url}])
    for amendment, choice, word in ((rejected, "against", "rejeté"), (adopted, "for", "adopté")):
        poll = plenary.poll(amendment_ids=(amendment,))
        plenary.vote(poll, choice, "ada", "bela", "dora")
        plenary.proclaim(poll)
        page.goto(live_server.url + cast.path("seances/2/ecran"))
        page.evaluate("document.fonts.ready.then(() => true)")
        assert word in page.locator(".hall h1").inner_text()
        found = page.evaluate(MEASURED)
        assert found["page"] == [1920, 1080], word
        assert found["over"] <= 0, (word, found)
        assert found["smallest"] >= 24, (word, found)
        assert found["verdict"] >= 72, (word, found)
        assert found["contrast"] >= 4.5, (word, found)
        assert found["apart"] >= 0, (word, found)
