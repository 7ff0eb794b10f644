"""An order of options that is not sent before its poll ends: the page says so, shows it, and goes on to the next vote."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from congress.models import Congress
from core.database import session
from tests.support.cast import Cast, find_cast
from tests.support.live_pages import A_PAUSE, press, soon
from voting.models import Ballot, Poll
from voting.rules.methods.method import ELECTRONIC
from voting.services.asking.asking_services import put_options
from voting.services.poll_services import cancel_poll, close_poll, proclaim_poll

pytestmark = [pytest.mark.browser, pytest.mark.one_database]
NOT_SENT = "votre classement n’a pas été envoyé à temps"


@pytest.fixture
def cast(live_server) -> Cast:
    return find_cast(live_server.app)


@pytest.fixture
def ordering(hall, look):
    """(poll, page): ada has ordered two of three towns on her phone, and sent nothing."""
    hall.cast.run(lambda: setattr(session().scalars(select(Congress)).first(), "option_rule", "schulze"))
    hall.open()
    hall.discuss()
    poll = put(hall)
    page = look("ada", "scrutins/1", width=360)
    page.get_by_label("Brest").select_option("1")
    page.get_by_label("Lyon").select_option("2")
    return poll, page


def put(hall) -> int:
    towns = ["Lyon", "Brest", "Nice"]
    hall.do(put_options, hall.item(), "Où se tient le prochain congrès ?", towns, ELECTRONIC)
    return hall.cast.read(lambda: session().scalar(select(Poll.id)))


def is_told(page: Page) -> None:
    note = page.locator("[role=alert]", has_text=NOT_SENT)
    expect(note).to_have_count(1)
    expect(note).to_contain_text("Il ne compte pas. Vous aviez choisi\u00a0: 1. Brest, 2. Lyon")


def test_the_page_follows_the_closing_says_that_it_was_not_sent_and_keeps_it_to_be_read(hall, ordering, violations):
    poll, page = ordering
    hall.do(close_poll, poll)
    soon(page, "text=plus aucun vote n’est reçu")
    is_told(page)
    expect(page.locator("form.vote")).to_have_count(0)
    assert violations(page) == []
    hall.do(proclaim_poll, poll)
    soon(page, "h1")
    is_told(page)
    assert hall.cast.read(lambda: session().query(Ballot).count()) == 0


def test_it_goes_on_to_the_next_vote_and_once_that_is_recorded_it_is_told_no_more(hall, ordering):
    poll, page = ordering
    hall.proclaim(poll)
    hall.poll()
    soon(page, ".vote-button")
    is_told(page)
    expect(page.locator("[role=alert]")).to_contain_text("Scrutin n°\u00a01")
    press(page, "for")
    page.wait_for_selector("text=est enregistré")
    expect(page.get_by_text(NOT_SENT)).to_have_count(0)


def test_a_poll_that_is_cancelled_lets_go_of_it_too(hall, ordering):
    poll, page = ordering
    hall.do(cancel_poll, poll, "Panne.")
    soon(page, "text=Ce scrutin a été annulé")
    is_told(page)


def test_while_it_is_open_what_is_ordered_stays_as_it_is(hall, ordering):
    poll, page = ordering
    hall.vote(poll, "abstain", "bela")
    page.clock.fast_forward(A_PAUSE)
    with page.expect_response("**/etat"):
        page.clock.fast_forward(A_PAUSE)
    expect(page.get_by_label("Brest")).to_have_value("1")
    expect(page.get_by_text(NOT_SENT)).to_have_count(0)
