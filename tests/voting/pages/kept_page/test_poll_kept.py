"""The page of a poll, from one kept for many, says to each reader what the ordinary route would say to them."""

import re

import pytest

from congress.pages.kept import kept_pages
from congress.services.presence_services import leave
from congress.services.proxy_services import give_proxy, refuse_proxy
from tests.house.test_queries import counted
from tests.support.plenary import FIFTEEN, Plenary
from voting.pages import sitting_views
from voting.pages.kept_page import poll_answer, sitting_answer
from voting.services.ballot_services import key_spoken_ballot
from voting.services.poll_services import cancel_poll, close_poll, open_poll, proclaim_poll

pytestmark = pytest.mark.one_database
SITTING = "seances/2"
READERS = (  # and in which language
    ("dora", "fr"), ("emile", "fr"), ("dora", "en"), ("emile", "en"), ("ada", "fr"), ("gaspard", "fr"), ("hana", "fr"),
    (None, "fr"),
)  # fmt: skip
TOKEN = re.compile(r'(name="csrf_token" value=")[^"]*')


@pytest.fixture(autouse=True)
def kept(monkeypatch) -> kept_pages.KeptPages:
    """Nothing is kept when a test begins."""
    pages = kept_pages.KeptPages()
    monkeypatch.setattr(poll_answer, "_pages", pages)
    monkeypatch.setattr(sitting_answer, "_pages", pages)
    return pages


@pytest.fixture
def same(plenary: Plenary, monkeypatch):
    """Every reader is shown, in both languages, what the ordinary route shows them."""
    monkeypatch.setattr(sitting_views, "MOST_LISTED", 0)  # as where thousands vote: nobody is chosen from a list
    browsers = {name: plenary.cast.browse(name) for name, _ in READERS}

    def look(rest: str, readers=READERS) -> dict[tuple[str | None, str], str]:
        shown = {}
        for name, language in readers:
            browsers[name].set_cookie("langue", language)
            shown[name, language] = TOKEN.sub(r"\1", browsers[name].get(plenary.cast.path(rest)).text)
        return shown

    def compare(rest: str, when: str) -> None:
        first = look(rest)
        first["dora", "again"] = look(rest, READERS[:1])["dora", "fr"]
        with monkeypatch.context() as ordinary:
            ordinary.setattr(poll_answer, "_voter", lambda slug, number: None)
            ordinary.setattr(sitting_answer, "_follower", lambda slug, number: None)
            expected = look(rest)
        expected["dora", "again"] = expected["dora", "fr"]
        assert [key for key in expected if expected[key] != first[key]] == [], when

    return compare


def ready(plenary: Plenary) -> int:
    """A poll announced on an amendment, everybody there but iris; fatou left hers to ada."""
    fifteen = plenary.amend(FIFTEEN, by="bela")
    plenary.open("chloe", "ada", "bela", "dora", "emile", "gaspard", "hana")
    plenary.do(give_proxy, plenary.sitting_id, plenary.cast.ids["fatou"], plenary.cast.ids["ada"], by="sven")
    plenary.discuss()
    return plenary.announce(amendment_ids=(fifteen,))


def test_each_state_of_a_poll_is_shown_to_each_reader_as_by_the_ordinary_route(plenary, same, kept):
    poll = ready(plenary)
    same("scrutins/1", "announced")
    plenary.do(open_poll, poll)
    plenary.vote(poll, "for", "ada", "dora", "emile")
    plenary.vote(poll, "against", "gaspard")
    plenary.do(
        key_spoken_ballot, poll, plenary.rights(poll, "hana")[0], "for", seen_sha256=plenary.seen(poll), by="sven"
    )
    same("scrutins/1", "open, some voted")
    assert any(page.is_same for page in kept._pages.values())
    plenary.do(close_poll, poll)
    same("scrutins/1", "closed")
    plenary.do(proclaim_poll, poll, confirmed=())
    same("scrutins/1", "proclaimed")
    again = plenary.poll()
    same("scrutins/1", "another is open")
    same("scrutins/2", "the second one is open")
    plenary.vote(again, "abstain", "dora", "emile", "bela")
    plenary.do(cancel_poll, again, "Une panne.")
    same("scrutins/2", "cancelled")
    assert not any(page.is_own for page in kept._pages.values())


def test_whoever_has_not_voted_in_the_next_poll_is_never_told_that_they_have(plenary):
    first = ready(plenary)
    plenary.do(open_poll, first)
    plenary.vote(first, "for", "dora", "emile", "hana", "gaspard")
    plenary.do(close_poll, first)
    plenary.do(proclaim_poll, first, confirmed=())
    plenary.vote(plenary.poll(), "for", "dora", "emile")
    told = {name: plenary.get(name, "scrutins/1").text for name in ("dora", "emile", "hana", "gaspard", "hana")}
    said = {name: "Vous n’avez pas encore voté." in page for name, page in told.items()}
    assert said == {"dora": False, "emile": False, "hana": True, "gaspard": True}
    assert "Votre vote est enregistré. Vous pouvez" in told["emile"]
    assert "Votre vote est enregistré. Vous pouvez" not in told["hana"]


def test_a_proxy_refused_before_the_opening_is_told_to_whoever_gave_it(plenary, monkeypatch):
    monkeypatch.setattr(sitting_views, "MOST_LISTED", 0)
    ids = plenary.cast.ids
    proxy = plenary.do(give_proxy, plenary.sitting_id, ids["hana"], ids["ada"], by="hana")
    plenary.do(refuse_proxy, proxy, by="ada")
    plenary.open("chloe", "ada", "bela", "emile", "gaspard")
    told = {name: plenary.get(name, SITTING).text for name in ("dora", "fatou", "hana")}
    said = {name: "a refusé votre pouvoir" in page for name, page in told.items()}
    assert said == {"dora": False, "fatou": False, "hana": True}


def test_two_readers_are_asked_for_then_a_page_costs_one_question(plenary):
    poll = ready(plenary)
    plenary.do(open_poll, poll)
    browsers = {name: plenary.cast.browse(name) for name in ("dora", "emile", "hana")}
    pages = {name: browser.get(plenary.cast.path("scrutins/1")).text for name, browser in browsers.items()}
    with counted() as asked:
        again = browsers["hana"].get(plenary.cast.path("scrutins/1")).text
    assert len([one for one in asked if one.startswith("SELECT")]) == 1, asked
    assert f'name="right" value="{plenary.rights(poll, "hana")[0]}"' in again
    assert TOKEN.sub("", again) == TOKEN.sub("", pages["hana"])
    token = re.search(r'name="csrf_token" value="([^"]*)"', again)[1]
    fields = {"csrf_token": token, "right": plenary.rights(poll, "hana")[0], "choice": "for"}
    plenary.cast.app.config["WTF_CSRF_ENABLED"] = True
    answer = browsers["hana"].post(plenary.cast.path("scrutins/1/votes"), data={**fields, "seen": plenary.seen(poll)})
    assert answer.status_code == 303


def test_a_page_that_says_something_of_its_reader_alone_is_not_kept(plenary, kept, monkeypatch):
    """A word that depends on the reader, and that no mark stands for, is found by the second of them."""
    from voting.pages import poll_views

    poll = ready(plenary)
    plenary.do(open_poll, poll)
    said = poll_views.quorum_words
    from congress.access import current_actor

    monkeypatch.setattr(poll_views, "quorum_words", lambda *given: f"{said(*given)} {current_actor().pseudonym}")
    names = ("dora", "emile", "hana")
    for name in (*names, *names):
        pseudonym = plenary.cast.actor(name).pseudonym
        assert pseudonym in plenary.get(name, "scrutins/1").text, name
    assert [page.is_own for page in kept._pages.values()] == [True]


def test_whoever_did_anything_else_in_the_sitting_has_the_ordinary_route(plenary, kept):
    plenary.do(open_poll, ready(plenary))
    for name in ("ada", "fatou", "chloe", "sven", "elodie", None):
        plenary.get(name, "scrutins/1")
    assert not kept._pages
    plenary.get("dora", "scrutins/1", nom="x")
    assert not kept._pages


def test_a_template_that_takes_no_marks_is_shown_all_the_same(plenary, kept, monkeypatch):
    """A page that cannot be made for all is made for each: nobody is shown an error for it."""
    from congress.pages.kept import marks
    from voting.pages import poll_views

    plenary.do(open_poll, ready(plenary))

    def as_kept(context):
        if marks.is_marking():
            raise TypeError("no marks here")
        return context

    monkeypatch.setattr(poll_views, "poll_as_kept", as_kept)
    for name in ("dora", "emile", "dora"):
        assert plenary.get(name, "scrutins/1").status_code == 200
    assert [page.is_own for page in kept._pages.values()] == [True]


def test_each_state_of_a_sitting_is_shown_to_each_reader_as_by_the_ordinary_route(plenary, same, kept):
    same(SITTING, "planned")
    fifteen = plenary.amend(FIFTEEN, by="bela")
    plenary.open("chloe", "ada", "bela", "dora", "emile", "gaspard")
    same(SITTING, "open, hana and fatou are not there")
    plenary.do(give_proxy, plenary.sitting_id, plenary.cast.ids["fatou"], plenary.cast.ids["ada"], by="sven")
    plenary.discuss()
    plenary.arrive("hana")
    same(SITTING, "an item is in discussion")
    poll = plenary.announce(amendment_ids=(fifteen,))
    same(SITTING, "a poll is announced")
    plenary.do(open_poll, poll)
    plenary.vote(poll, "for", "ada", "dora")
    same(SITTING, "a poll is open, some voted")
    plenary.do(leave, plenary.sitting_id, plenary.cast.ids["emile"], by="emile")
    same(SITTING, "one left")
    plenary.do(close_poll, poll)
    plenary.do(proclaim_poll, poll, confirmed=())
    same(SITTING, "it is proclaimed")
    assert any(page.is_same for page in kept._pages.values())
    assert not any(page.is_own for page in kept._pages.values())


def test_whoever_speaks_or_asks_to_has_the_ordinary_route_and_the_others_a_kept_page(plenary, same, kept):
    from voting.rules.debate.speaking_order import SpeakerSide
    from voting.services.debate.asking import ask_to_speak

    plenary.open("chloe", "ada", "bela", "dora", "emile", "gaspard", "hana")
    plenary.discuss()
    plenary.do(ask_to_speak, plenary.sitting_id, plenary.cast.ids["dora"], SpeakerSide.FOR, by="dora")
    same(SITTING, "dora asks to speak")
    assert not any(page.is_own for page in kept._pages.values())


def test_a_sitting_that_two_have_read_costs_two_questions(plenary, monkeypatch):
    monkeypatch.setattr(sitting_views, "MOST_LISTED", 0)
    plenary.open("chloe", "ada", "dora", "emile", "hana")
    browsers = {name: plenary.cast.browse(name) for name in ("dora", "emile", "hana")}
    for browser in browsers.values():
        browser.get(plenary.cast.path(SITTING))
    with counted() as asked:
        page = browsers["hana"].get(plenary.cast.path(SITTING)).text
    assert len([one for one in asked if one.startswith("SELECT")]) == 2, asked
    assert "Hana" in page
    assert "Dora" not in page
