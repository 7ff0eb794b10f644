"""A vote that came after the closing is told again on the page of its poll, to whom it happened, until another result."""

import pytest

from tests.support.plenary import FIFTEEN, words
from voting.services.poll_services import close_poll, proclaim_poll

pytestmark = pytest.mark.one_database


@pytest.fixture
def plenary(discussing):
    return discussing


LATE = "Le vote que vous avez envoyé est arrivé à 14\u00a0h\u00a000\u00a0min"


def too_late(plenary, poll: int, name: str):
    """A browser in which somebody votes once the poll is closed."""
    fields = {"right": plenary.rights(poll, name)[0], "seen": plenary.seen(poll), "choice": "against"}
    browser = plenary.cast.browse(name)
    plenary.do(close_poll, poll)
    assert browser.post(plenary.cast.path("scrutins/1/votes"), data=fields).status_code == 409
    return browser


def test_a_late_vote_is_told_again_on_the_page_of_its_poll_until_another_result(plenary):
    poll = plenary.poll(amendment_ids=(plenary.amend(FIFTEEN, by="ada"),))
    plenary.vote(poll, "for", "bela", "chloe")
    browser = too_late(plenary, poll, "ada")

    def page(number: int = 1) -> str:
        return words(browser.get(plenary.cast.path(f"scrutins/{number}")))

    assert LATE in page() and "s, après la clôture\u00a0: il n’est pas enregistré." in page()
    assert LATE not in words(plenary.get("bela", "scrutins/1"))
    plenary.do(proclaim_poll, poll)
    assert LATE in page() and "Résultat" in page()
    second = plenary.poll()
    assert LATE in page() and LATE not in page(2)
    plenary.vote(second, "for", "bela")
    plenary.proclaim(second)
    assert LATE not in page()


def test_another_member_in_the_same_browser_is_not_told_of_it(plenary):
    poll = plenary.poll()
    browser = too_late(plenary, poll, "ada")
    with browser.session_transaction() as kept:
        assert kept["late"][:3] == ["essai", 1, plenary.cast.ids["ada"]]
        kept["late"] = ["essai", 1, plenary.cast.ids["bela"], kept["late"][3]]
    assert LATE not in words(browser.get(plenary.cast.path("scrutins/1")))


def test_a_vote_kept_before_the_closing_and_sent_again_after_it_is_told_kept(plenary):
    poll = plenary.poll()
    fields = {"right": plenary.rights(poll, "ada")[0], "seen": plenary.seen(poll), "choice": "for"}
    browser, votes = plenary.cast.browse("ada"), plenary.cast.path("scrutins/1/votes")
    assert browser.post(votes, data=fields).status_code == 303
    plenary.do(close_poll, poll)
    again = browser.post(votes, data=fields, headers={"Prefer": "return=representation"})
    assert again.status_code == 200 and "Votre vote «\u00a0Pour\u00a0» est enregistré" in words(again)
    assert "n’est pas enregistré" not in words(again)
    assert "après la clôture" not in words(browser.get(plenary.cast.path("scrutins/1")))
    stolen = plenary.cast.browse("bela").post(votes, data=fields)
    assert stolen.status_code == 409 and "n’est pas enregistré" in words(stolen)


def test_a_change_refused_after_the_closing_does_not_unsay_the_vote_that_stands(plenary):
    poll = plenary.poll()
    plenary.vote(poll, "for", "ada")
    fields = {"right": plenary.rights(poll, "ada")[0], "seen": plenary.seen(poll), "choice": "against"}
    plenary.do(close_poll, poll)
    page = words(plenary.post("ada", "scrutins/1/votes", **fields))
    assert "Votre vote «\u00a0Pour\u00a0» est enregistré" in page
    assert "le vote que vous venez d’envoyer n’est pas enregistré" in page
