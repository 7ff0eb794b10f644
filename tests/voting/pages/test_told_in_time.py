"""Who enters during a sitting reads first that they may be there; « Voter » leads to a vote; each step has its sentence."""

import re

import pytest

from tests.support.plenary import FIFTEEN, Plenary
from voting.rules.methods.method import ROLL_CALL
from voting.services.discussion_services import end_sitting
from voting.services.modes.putting_to_vote import go_on_by
from voting.services.poll_services import close_poll, proclaim_poll

pytestmark = pytest.mark.one_database
THERE = "Je suis en séance, dans la salle"
VOTE = re.compile(r">\s*Voter\s*<")


@pytest.fixture
def sitting(cast) -> Plenary:
    """The plenary is open with five people, its first item in discussion; fatou is not there."""
    plenary = Plenary.of(cast)
    plenary.open("ada", "bela", "dora", "emile", "chloe")
    plenary.discuss()
    return plenary


def main_of(page: str) -> str:
    return page.partition("<main")[2]


def told(page: str) -> list[str]:
    return re.findall(r'<p data-step="\d+">([^<]+)</p>', page)


def test_who_is_not_there_reads_first_that_they_may_be_and_no_vote(sitting):
    sitting.poll()
    for path in ("", "seances/2", "scrutins/1"):
        page = main_of(sitting.get("fatou", path).text)
        assert THERE in page, path
        assert not VOTE.search(page), path
        assert not re.search(r'href="[^"]*scrutins/\d', page.partition(THERE)[0]), path
        there = main_of(sitting.get("ada", path).text)
        assert THERE not in there, path
        assert VOTE.search(there) or "vote-button" in there, path


def test_who_says_so_comes_back_where_they_were_and_waits_for_the_next_vote(sitting):
    sitting.poll()
    browser = sitting.cast.browse("fatou")
    answer = browser.post(
        sitting.cast.path("seances/2/presence"), data={"mode": "room", "suite": sitting.cast.path("")}
    )
    assert answer.headers["Location"] == sitting.cast.path("")
    page = main_of(browser.get(sitting.cast.path("")).text)
    assert THERE not in page
    assert not VOTE.search(page)
    assert "vous voterez au suivant" in page
    away = browser.post(sitting.cast.path("seances/2/presence"), data={"mode": "room", "suite": "//ailleurs.example"})
    assert away.headers["Location"] == sitting.cast.path("seances/2")


def test_a_right_without_its_voter_is_no_vote(sitting):
    sitting.poll()
    browser = sitting.cast.browse("ada")
    browser.post(sitting.cast.path("seances/2/presence"), data={"geste": "partir"})
    for path in ("", "seances/2", "scrutins/1"):
        page = main_of(browser.get(sitting.cast.path(path)).text)
        assert THERE in page, path
        assert not VOTE.search(page), path


def test_the_result_announces_the_next_poll_one_press_away(sitting):
    first = sitting.poll(amendment_ids=(sitting.amend(FIFTEEN, by="ada"),))
    sitting.vote(first, "for", "ada", "bela", "dora")
    sitting.proclaim(first)
    result = main_of(sitting.get("ada", "scrutins/1").text)
    assert not VOTE.search(result)
    sitting.poll()
    top = main_of(sitting.get("ada", "scrutins/1").text).partition("<h1")[0]
    assert "Un scrutin est ouvert." in top
    assert re.search(r'href="[^"]*scrutins/2">\s*Voter', top)
    assert "Voter" not in main_of(sitting.get("vera", "scrutins/1").text).partition("<h1")[0]


def test_each_step_has_its_sentence_and_a_result_its_readers(sitting):
    poll = sitting.poll()
    assert told(sitting.get("ada", "").text)[-2:] == [
        "Scrutin n°\u00a01 annoncé\u00a0: proposition n°\u00a01.",
        "Scrutin n°\u00a01 ouvert\u00a0: proposition n°\u00a01.",
    ]
    sitting.vote(poll, "for", "ada", "bela", "dora")
    sitting.do(close_poll, poll)
    assert told(sitting.get("ada", "scrutins/1").text)[-1] == "Scrutin n°\u00a01 clos."
    sitting.do(proclaim_poll, poll)
    for path in ("", "seances/2", "scrutins/1"):
        assert told(sitting.get("ada", path).text)[-1].startswith(
            "Scrutin n°\u00a01 proclamé. La proposition n°\u00a01 est adoptée."
        ), path


def test_a_vote_opened_otherwise_than_on_each_screen_is_told_with_its_method(sitting):
    poll = sitting.poll()
    sitting.do(go_on_by, poll, ROLL_CALL)
    said = "Scrutin n°\u00a02 ouvert\u00a0: proposition n°\u00a01. Scrutin public par appel nominal."
    for path in ("", "seances/2", "scrutins/2"):
        assert told(sitting.get("ada", path).text)[-1] == said, path


def test_a_closed_console_leads_to_what_comes_next(sitting):
    sitting.do(end_sitting, sitting.sitting_id)
    for name, own in (("chloe", ""), ("sven", "Feuille d’émargement")):
        action = sitting.get(name, "seances/2/presidence").text.partition('id="action"')[2].partition("</main>")[0]
        assert "Ce que la séance a décidé" in action
        assert "Ce qui reste à voter" in action
        assert own in action
        assert "seule la présidence" not in action
