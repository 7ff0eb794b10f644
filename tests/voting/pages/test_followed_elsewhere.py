"""Pages about something else follow the sitting: an amendment, a proposal, what is left to vote."""

import re

import pytest
from playwright.sync_api import expect

from amendments.models import AmendmentStatus
from tests.support.listening import Listener
from tests.support.plenary import FIFTEEN, TWENTY, Plenary
from voting.services.discussion_services import end_sitting, set_aside, take_back
from voting.services.poll_services import close_poll, open_poll, proclaim_poll

pytestmark = pytest.mark.one_database
A_PAUSE = 2_400  # within which a page asks, of the three seconds in which it has told
NBSP = "\u00a0"
PAGES = {"amendment": "amendements/1", "proposal": "propositions/1", "left": "scrutins"}
FOCUSED = {"amendment": ".segmented a", "proposal": ".disc", "left": "#retour a"}
READ = {"amendment": "#expose", "proposal": ".disc", "left": "#a-venir h2"}
VOTE = re.compile(r">\s*Voter\s*<")
WHERE = f"«{NBSP}Voter{NBSP}» est dans la partie «{NBSP}Scrutin ouvert{NBSP}» de la page."


def told(page: str) -> list[str]:
    return re.findall(r"<p(?: class=\"where\")? data-step=\"\d+\">([^<]+)</p>", page)


@pytest.fixture
def sitting(cast) -> Plenary:
    """The plenary is open, its first item in discussion, two amendments to it published."""
    plenary = Plenary.of(cast)
    plenary.ids = plenary.amend(FIFTEEN, by="ada"), plenary.amend(TWENTY, by="bela")
    plenary.open("ada", "bela", "dora", "emile", "chloe")
    plenary.discuss()
    return plenary


def test_each_page_calls_to_the_vote_those_alone_who_have_one_left(sitting):
    poll = sitting.poll(amendment_ids=sitting.ids[:1])
    opened = f"Scrutin n°{NBSP}1 ouvert{NBSP}: amendement n°{NBSP}1."
    for path in PAGES.values():
        page = sitting.get("ada", path).text
        assert VOTE.search(page), path
        assert told(page)[-2:] == [opened, WHERE], path
        absent = sitting.get("fatou", path).text
        assert not VOTE.search(absent), path
        assert told(absent)[-1] == opened, path
    assert "Mis aux voix" in sitting.get("ada", "amendements/1").text
    sitting.vote(poll, "for", "ada")
    assert not any(VOTE.search(sitting.get("ada", path).text) for path in PAGES.values())


def test_who_may_not_follow_the_sitting_is_told_nothing_of_it(sitting):
    sitting.poll(amendment_ids=sitting.ids[:1])
    for path in ("propositions/1", "amendements/1"):
        page = sitting.get(None, path)
        assert "/seances/2/etat" not in page.text, path
        assert told(page.text) == [], path


def test_an_amendment_set_aside_is_told_to_those_who_read_amendments(sitting):
    from congress.models import Congress, Visibility
    from core.database import session

    first = sitting.ids[0]
    sitting.do(set_aside, first, AmendmentStatus.NOT_SUPPORTED, "Personne ne le soutient.")
    aside = f"L’amendement n°{NBSP}1 n’est pas mis aux voix{NBSP}: non soutenu."
    for path in ("", "seances/2", *PAGES.values()):
        assert told(sitting.get("ada", path).text)[-1] == aside, path
    sitting.do(take_back, first)
    assert told(sitting.get("ada", "seances/2").text)[-1] == f"L’amendement n°{NBSP}1 est de nouveau à voter."
    sitting.cast.run(
        lambda: (
            session().get_one(Congress, sitting.cast.congress_id).__setattr__("amendments_visible", Visibility.NEVER)
        )
    )
    assert not any("amendement" in said for said in told(sitting.get("ada", "seances/2").text))


def test_the_end_of_the_sitting_is_told_and_it_is_followed_no_more(sitting):
    sitting.do(end_sitting, sitting.sitting_id)
    for path in PAGES.values():
        page = sitting.get("ada", path).text
        assert told(page)[-1] == "La séance est close.", path
        assert "/seances/2/etat" not in page, path


@pytest.fixture
def readers(sitting, serve, open_page):
    """ada before the three pages on a telephone, half way down, with the focus on a link."""
    sitting.poll_id = sitting.announce(amendment_ids=sitting.ids[:1])
    url, found = serve(sitting.cast.app).url, {}
    cookie = sitting.cast.browse("ada").get_cookie("session").value
    for name, rest in PAGES.items():
        page = open_page(width=360, height=500)
        page.context.add_cookies([{"name": "session", "value": cookie, "url": url}])
        page.clock.install()
        page.goto(url + sitting.cast.path(rest))
        page.locator(FOCUSED[name]).first.focus()
        page.evaluate(
            """read => {
          window.read = [...document.querySelectorAll(read)].at(-1);
          scrollBy(0, window.read.getBoundingClientRect().top - 170);
          window.at = window.read.getBoundingClientRect().top;
        }""",
            READ[name],
        )
        found[name] = Listener(page)
    return sitting, found


@pytest.mark.browser
def test_they_tell_each_step_and_move_nothing_that_is_read(readers):
    plenary, pages = readers

    def heard(sentence: str) -> None:
        for listener in pages.values():
            listener.page.clock.fast_forward(A_PAUSE)
        for name, listener in pages.items():
            expect(listener.page.locator("#annonce"), name).to_contain_text(sentence, timeout=20_000)
            assert listener.focus().startswith("link"), f"{name}: the focus at « {sentence} »"
            moved = listener.page.evaluate("window.read.getBoundingClientRect().top - window.at")
            assert abs(moved) <= 1, f"{name}: {moved} px at « {sentence} »"

    plenary.do(open_poll, plenary.poll_id)
    heard(f"Scrutin n°{NBSP}1 ouvert")
    for name, listener in pages.items():
        expect(listener.page.locator("#annonce"), name).to_contain_text(WHERE)
        bar = listener.page.get_by_role("region", name="Scrutin ouvert")
        expect(bar.get_by_role("link", name="Voter"), name).to_be_in_viewport()
    plenary.vote(plenary.poll_id, "for", "bela", "dora", "emile")
    plenary.do(close_poll, plenary.poll_id)
    heard(f"Scrutin n°{NBSP}1 clos.")
    expect(pages["amendment"].page.get_by_role("link", name="Voter")).to_have_count(0)
    plenary.do(proclaim_poll, plenary.poll_id, confirmed=plenary.ids[1:])
    heard(f"L’amendement n°{NBSP}1 est adopté.")
    expect(pages["amendment"].page.locator("#etat")).to_contain_text("Adopté")
    expect(pages["proposal"].page.locator("#numerote")).to_contain_text("quinze mille")
    expect(pages["left"].page.locator("#tenus")).to_contain_text("Adopté")
