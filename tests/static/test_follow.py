"""A page asks whether its sitting changed: every few seconds, less often when nobody answers, rarely when hidden."""

import pytest
from playwright.sync_api import expect

from tests.static.conftest import eventually

pytestmark = pytest.mark.browser
BODY = '<div id="one" data-live>{}</div>'
CALL = "module.follow({page: '/page', state: '/etat', part: 'progress', version: 'v1'})"
A_PAUSE = 2_400  # two seconds, up to two tenths more by chance, and an answer


@pytest.fixture
def following(scene, show):
    """The page at work, its clock in our hands; `questions` counts what it asked."""
    scene.versions = {"progress": "v1", "room": "r1"}
    return show(BODY.format("avant"), "live/follow.js", CALL, clock=True)


def asks(scene, times: int) -> None:
    eventually(lambda: scene.asked.count("/etat") == times)


def test_a_sitting_that_does_not_change_costs_one_question_a_pause(scene, following):
    following.clock.run_for(1_900)
    assert scene.asked == ["/page"]
    following.clock.run_for(A_PAUSE - 1_900)
    asks(scene, 1)
    following.clock.run_for(A_PAUSE)
    asks(scene, 2)
    assert scene.asked.count("/page") == 1


def test_what_changed_is_shown_once(scene, following):
    scene.versions["progress"] = "v2"
    scene.body = BODY.format("après")
    following.clock.run_for(A_PAUSE)
    expect(following.locator("#one")).to_have_text("après")
    following.clock.run_for(A_PAUSE)
    asks(scene, 2)
    assert scene.asked.count("/page") == 2


def test_what_changed_elsewhere_in_the_sitting_is_not_asked_for(scene, following):
    scene.versions["room"] = "r2"
    following.clock.run_for(A_PAUSE)
    asks(scene, 1)
    following.clock.run_for(A_PAUSE)
    asks(scene, 2)
    assert scene.asked.count("/page") == 1


def test_what_could_not_be_shown_is_asked_for_again(scene, following):
    following.evaluate("document.getElementById('one').dataset.filled = ''")
    scene.versions["progress"] = "v2"
    scene.body = BODY.format("après")
    following.clock.run_for(A_PAUSE)
    eventually(lambda: scene.asked.count("/page") == 2)
    following.evaluate("delete document.getElementById('one').dataset.filled")
    for times in (2, 3):
        following.clock.run_for(A_PAUSE)
        asks(scene, times)
    expect(following.locator("#one")).to_have_text("après")


def test_a_site_that_fails_is_asked_half_as_often(scene, following):
    scene.failing = 1
    following.clock.run_for(A_PAUSE)
    asks(scene, 1)
    following.clock.run_for(3_900)
    asks(scene, 1)
    following.clock.run_for(500)
    asks(scene, 2)
    following.clock.run_for(A_PAUSE)
    asks(scene, 3)
    following.evaluate("dispatchEvent(new Event('online'))")
    asks(scene, 4)


def test_a_page_that_nobody_sees_asks_nothing_until_it_is_looked_at(scene, following):
    hide = "hidden => { Object.defineProperty(document, 'hidden', {value: hidden, configurable: true}); }"
    following.evaluate(hide, True)
    following.clock.run_for(60_000)
    following.clock.run_for(30_000)
    assert scene.asked == ["/page"]
    following.evaluate(hide, False)
    following.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    asks(scene, 1)


def test_a_step_is_shown_at_once_and_an_arrival_waits(scene, show):
    scene.versions = {"steps": "s1", "sitting": "v1"}
    call = "module.follow({page: '/page', state: '/etat', part: 'sitting', steps: 's1', version: 'v1'})"
    page = show(BODY.format("avant"), "live/follow.js", call, clock=True)

    def pages_asked_for() -> int:
        return scene.asked.count("/page") - 1

    scene.versions["sitting"] = "v2"
    page.clock.run_for(A_PAUSE)
    eventually(lambda: pages_asked_for() == 1)
    scene.versions["sitting"] = "v3"
    for times in (2, 3):
        page.clock.run_for(A_PAUSE)
        asks(scene, times)
    assert pages_asked_for() == 1
    scene.versions["steps"] = "s2"
    page.clock.run_for(A_PAUSE)
    eventually(lambda: pages_asked_for() == 2)


def test_the_answer_says_when_to_ask_again(scene, show):
    scene.versions = {"steps": "s1", "sitting": "v1", "period": 15_000}
    call = "module.follow({page: '/page', state: '/etat', part: 'sitting', steps: 's1', version: 'v1'})"
    page = show(BODY.format("avant"), "live/follow.js", f"Math.random = () => 0.5; {call}", clock=True)
    page.clock.run_for(A_PAUSE)
    asks(scene, 1)
    page.clock.run_for(8_000)  # told to come less often: at any time from then on
    asks(scene, 1)
    page.clock.run_for(1_500)
    asks(scene, 2)
    page.clock.run_for(14_000)
    asks(scene, 2)
    scene.versions |= {"period": 2_000}
    page.clock.run_for(2_500)
    asks(scene, 3)
    page.clock.run_for(A_PAUSE)
    asks(scene, 4)
