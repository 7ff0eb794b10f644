"""A voter's page without a script, read or sent after the sitting was closed: since when, in a sentence, and a way on."""

import re
from datetime import timedelta

import pytest

from congress.chamber_models import Sitting
from core.database import session
from tests.support.plenary import CONSOLE, FIFTEEN, words
from voting.services.discussion_services import end_sitting, reopen

pytestmark = pytest.mark.one_database
OVER = "La séance est close depuis le lundi 12 octobre 2020, 14 h"
WAY_ON = "Ce que la séance a décidé"


@pytest.fixture
def plenary(discussing):
    return discussing


def said(answer) -> str:
    return words(answer).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def voting(plenary):
    """Ada's browser, which has the page of an open poll, and what its form would send."""
    poll = plenary.poll(amendment_ids=(plenary.amend(FIFTEEN, by="dora"),))
    browser = plenary.cast.browse("ada")
    assert OVER not in said(browser.get(plenary.cast.path("scrutins/1")))
    fields = {"right": plenary.rights(poll, "ada")[0], "seen": plenary.seen(poll), "choice": "for"}
    plenary.vote(poll, "for", "bela", "chloe")
    plenary.proclaim(poll)
    assert OVER not in said(browser.get(plenary.cast.path("scrutins/1"))), "the sitting goes on"
    plenary.do(end_sitting, plenary.sitting_id)
    return browser, fields


def test_the_page_read_again_says_since_when_the_sitting_is_closed_and_leads_on(plenary, voting):
    browser, _fields = voting
    page = browser.get(plenary.cast.path("scrutins/1"))
    assert OVER in said(page) and WAY_ON in said(page)
    assert f'href="{plenary.cast.path("seances/2")}"' in page.text
    assert OVER in said(browser.get(plenary.cast.path("seances/2")))


def test_a_vote_sent_after_the_closing_is_refused_with_the_hour_and_leads_to_the_result(plenary, voting):
    browser, fields = voting
    plenary.cast.clock.advance(timedelta(hours=3))  # whenever it is sent
    refused = browser.post(plenary.cast.path("scrutins/1/votes"), data=fields)
    assert refused.status_code == 409
    assert OVER in said(refused) and WAY_ON in said(refused)
    assert "Lire le résultat" in said(refused) and f'href="{plenary.cast.path("scrutins/1")}"' in refused.text


def test_the_poll_at_hand_of_a_closed_sitting_leads_to_a_page_that_says_so(plenary, voting):
    browser, _fields = voting
    left = browser.get(browser.get(plenary.cast.path("scrutins/en-cours")).location)
    assert OVER in said(left) and WAY_ON in said(left)


def test_a_result_read_long_after_or_once_it_is_open_again_says_nothing_of_it(plenary, voting):
    browser, _fields = voting
    plenary.do(reopen, plenary.sitting_id, "Close par erreur.")
    assert OVER not in said(browser.get(plenary.cast.path("scrutins/1")))
    plenary.do(end_sitting, plenary.sitting_id)
    assert OVER in said(browser.get(plenary.cast.path("scrutins/1")))
    plenary.cast.clock.advance(timedelta(minutes=16))
    assert OVER not in said(browser.get(plenary.cast.path("scrutins/1")))


def headed(plenary) -> str:
    heading = re.search(r'<h1 id="etape"[^>]*>(.*?)</h1>', plenary.get("chloe", CONSOLE).text, re.DOTALL)
    assert heading
    return heading[1].strip()


def test_the_console_of_a_closed_sitting_is_headed_by_the_sitting_not_by_what_it_left(plenary):
    title = plenary.cast.read(lambda: session().get_one(Sitting, plenary.sitting_id).title)
    assert headed(plenary) != title, "an item is in discussion"
    assert plenary.press("chloe", "seance", geste="clore", sans_attendre="oui").status_code == 303
    page = words(plenary.get("chloe", CONSOLE))
    assert headed(plenary) == title and "La séance est close." in page


def test_no_item_of_the_agenda_is_the_current_one_once_the_sitting_is_closed(plenary):
    current = re.compile(r'<a[^>]*aria-current="true"')
    assert current.search(plenary.get("chloe", CONSOLE).text)
    assert plenary.press("chloe", "seance", geste="clore", sans_attendre="oui").status_code == 303
    for asked in ({}, {"point": 1}):
        assert not current.search(plenary.get("chloe", CONSOLE, **asked).text), asked
