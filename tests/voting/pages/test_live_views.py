"""Pages in a real browser: they follow the sitting, disturb nobody, send once, and never lose a vote."""

import pytest
from playwright.sync_api import expect

from tests.support.axe import Eyes
from tests.support.cast import Cast, find_cast
from tests.support.live_pages import press, soon
from tests.support.plenary import FIFTEEN
from voting.models import Ballot, BallotCast, Poll
from voting.services.poll_services import close_poll, open_poll, proclaim_poll

pytestmark = [pytest.mark.browser, pytest.mark.one_database]


@pytest.fixture
def cast(live_server) -> Cast:
    return find_cast(live_server.app)


def count(plenary, model) -> int:
    from core.database import session

    return plenary.cast.read(lambda: session().query(model).count())


def ready(plenary) -> int:
    """A poll open on an amendment, everybody there."""
    fifteen = plenary.amend(FIFTEEN, by="ada")
    plenary.open()
    plenary.discuss()
    return plenary.poll(amendment_ids=(fifteen,))


def test_a_voter_s_page_opens_and_ends_by_itself(hall, look):
    hall.open()
    hall.discuss()
    poll = hall.announce()
    page = look("ada", "scrutins/1", width=360)
    expect(page.locator(".vote-button")).to_have_count(0)
    hall.do(open_poll, poll)
    soon(page, ".vote-button")
    press(page, "for")
    page.wait_for_selector("text=est enregistré")
    hall.do(close_poll, poll)
    soon(page, "text=plus aucun vote n’est reçu")
    hall.do(proclaim_poll, poll)
    soon(page, "h1:has-text('est adoptée')")


def test_an_answer_that_is_lost_is_asked_again_and_the_vote_counts_once(hall, look):
    ready(hall)
    page = look("ada", "scrutins/1", width=360)
    lost = []

    def lose_the_first_answer(route):
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch().status)  # it arrived; its answer does not come back
            route.abort()

    page.route("**/votes", lose_the_first_answer)
    press(page, "for")
    page.wait_for_selector("text=Nous ne savons pas encore si votre vote est arrivé")
    expect(page.locator(".uncertain")).to_contain_text("Votre choix\u00a0: pour.")
    soon(page, ".recorded:not(.uncertain)")
    expect(page.locator("main")).to_contain_text("Votre vote «\u00a0Pour\u00a0» est enregistré")
    assert (count(hall, Ballot), count(hall, BallotCast)) == (1, 1)


def test_a_late_vote_is_told_so_in_place(hall, look):
    poll = ready(hall)
    page = look("ada", "scrutins/1", width=360)
    page.route("**/etat", lambda route: route.abort())
    hall.do(close_poll, poll)
    press(page, "for")
    page.wait_for_selector("text=Ce scrutin est clos depuis")
    assert count(hall, Ballot) == 0


def test_what_the_chair_types_stays_while_votes_come_in(hall, look):
    poll = ready(hall)
    page = look("chloe", "seances/2/presidence")
    page.locator("summary:has-text('Annuler le scrutin')").click()
    page.locator("#motif").fill("Panne")
    hall.vote(poll, "for", "ada", "bela")
    soon(page, "text=2 votes reçus sur 9")
    expect(page.locator("#motif")).to_have_value("Panne")
    expect(page.locator("#motif")).to_be_visible()


def test_a_page_that_refused_something_follows_all_the_same(hall, look):
    poll = ready(hall)
    page = look("chloe", "seances/2/presidence")
    page.locator("summary:has-text('Annuler le scrutin')").click()
    page.locator("#motif").fill("   ")
    page.locator("button:has-text('Annuler ce scrutin')").click()
    page.wait_for_selector("text=Dites pourquoi le scrutin est annulé")
    hall.vote(poll, "for", "ada")
    soon(page, "text=1 vote reçu sur 9")


def test_a_button_pressed_twice_sends_once(hall, look):
    hall.open()
    hall.discuss()
    page = look("chloe", "seances/2/presidence")
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.locator("button:text-is('Ouvrir le scrutin')").dblclick()
    page.wait_for_selector("text=Clore le scrutin")
    assert len(sent) == 1
    assert count(hall, Poll) == 1


def test_everything_works_without_javascript(hall, look):
    ready(hall)
    page = look("ada", "scrutins/1", width=360, javascript=False)
    page.locator("button[value=against]").click()
    expect(page.locator("main")).to_contain_text("Votre vote «\u00a0Contre\u00a0» est enregistré")
    chair = look("chloe", "seances/2/presidence", javascript=False)
    chair.locator("button:has-text('Clore le scrutin')").click()
    chair.locator("button:has-text('Clore sans attendre')").click()
    chair.locator("button:has-text('Proclamer et suivre')").click()
    expect(chair.locator("main")).to_contain_text("Scrutin n°\u00a01 proclamé.")


PAGES = (
    "seances",
    "seances/2",
    "seances/2/emargement",
    "seances/2/presidence",
    "seances/2/ecran",
    "scrutins",
    "scrutins/1",
)


def test_every_page_is_accessible_and_fits_at_320_pixels(hall, look, violations):
    poll = ready(hall)
    found = {}
    for state in ("open", "proclaimed"):
        for name in ("sven", "chloe"):
            page = look(name, "seances", width=320, height=700)
            Eyes.keep_ready(page)
            for rest in PAGES:
                answer = page.goto(hall.server.url + hall.cast.path(rest))
                if answer.status == 403:
                    continue
                found[state, name, rest] = violations(page)
                if not rest.endswith("ecran"):
                    wide = page.evaluate("document.documentElement.scrollWidth")
                    assert wide <= 320, (state, name, rest, wide)
        if state == "open":
            hall.vote(poll, "for", "ada")
            hall.proclaim(poll)
    assert {key: value for key, value in found.items() if value} == {}


def test_the_console_holds_in_1280_by_900(hall, look):
    ready(hall)
    page = look("chloe", "seances/2/presidence", width=1280, height=900)
    assert page.evaluate("document.documentElement.scrollHeight") <= 900


def test_the_hall_holds_in_1920_by_1080_with_nothing_under_24_pixels(hall, look):
    poll = ready(hall)
    for state in ("open", "proclaimed"):
        page = look("ada", "seances/2/ecran", width=1920, height=1080)
        assert page.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]") == [
            1080,
            1920,
        ]
        smallest = page.evaluate(
            """Math.min(...[...document.querySelectorAll('.hall *:not(.vh)')]
                .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
                .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""
        )
        assert smallest >= 24, state
        if state == "open":
            hall.vote(poll, "for", "ada", "bela")
            hall.proclaim(poll)


def test_on_a_phone_the_question_and_its_answers_hold_in_740_pixels(hall, look):
    ready(hall)
    page = look("ada", "scrutins/1", width=360, height=740)
    last = page.locator("button[value=not_taking_part]").bounding_box()
    assert last["y"] + last["height"] <= 740
    assert page.locator(".vote-button").first.bounding_box()["height"] >= 76
