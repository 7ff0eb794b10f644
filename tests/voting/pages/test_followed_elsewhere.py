"""Pages about something else follow the sitting: an amendment, a proposal, the lists, the motion, what is left to vote."""

import re

import pytest
from playwright.sync_api import expect

from amendments.models import Amendment, AmendmentStatus
from amendments.services.amendment_services import save_draft, submit, withdraw
from congress.queries.chamber_queries import sitting_by_number
from core.database import session
from tests.support.essai import PROPOSALS
from tests.support.listening import Listener
from tests.support.plenary import FIFTEEN, TWENTY, Plenary
from voting.services.discussion_services import end_sitting, open_sitting_in_number, set_aside, take_back
from voting.services.poll_services import close_poll, open_poll, proclaim_poll

pytestmark = pytest.mark.one_database
THIRTY = PROPOSALS[0].replace("dix mille", "trente mille")
A_PAUSE = 2_400  # within which a page asks, of the three seconds in which it has told
NBSP = "\u00a0"
PAGES = {
    "amendment": "amendements/1",
    "proposal": "propositions/1",
    "left": "scrutins",
    "list": "propositions/1/amendements",
    "proposals": "propositions",
    "motion": "motion",
}
LIKE_THEM = ("amendements", "propositions/1/concurrents", "seances")
FOCUSED = {
    "amendment": ".segmented a",
    "proposal": ".disc",
    "left": "#retour a",
    "list": "#liste .number a",
    "proposals": "#liste a",
    "motion": "#texte h2 a",
}
READ = {
    "amendment": "#expose",
    "proposal": ".disc",
    "left": "#a-venir h2",
    "list": "#liste .number a",
    "proposals": "#liste .title",
    "motion": "#texte h2",
}
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
    for path in (*PAGES.values(), *LIKE_THEM):
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
    for path in (*PAGES.values(), *LIKE_THEM):
        page = sitting.get(None, path)
        assert "/seances/2/etat" not in page.text, path
        assert told(page.text) == [], path


def test_an_amendment_set_aside_is_told_to_those_who_read_amendments(sitting):
    from congress.models import Congress
    from congress.rules.visibility import Visibility

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


def test_an_amendment_that_comes_or_goes_is_told_to_those_who_read_it(sitting):
    third = sitting.amend(THIRTY, by="emile")
    published = f"L’amendement n°{NBSP}3 est publié."
    assert all(told(sitting.get("ada", path).text)[-1] == published for path in ("amendements", "seances/2", ""))
    sitting.do(withdraw, third, by="emile")
    assert told(sitting.get("ada", "amendements").text)[-1] == f"L’amendement n°{NBSP}3 est retiré."
    draft = sitting.do(
        save_draft, None, sitting.part(), base_number=1, text=THIRTY, title="Secret", reasons="Encore.", by="emile"
    )
    sitting.do(submit, draft, by="emile")
    sitting.do(withdraw, draft, by="emile")
    assert told(sitting.get("ada", "amendements").text)[-1] == f"L’amendement n°{NBSP}3 est retiré."


def test_the_end_of_the_sitting_is_told_and_it_is_followed_no_more(sitting):
    sitting.do(end_sitting, sitting.sitting_id)
    for path in PAGES.values():
        page = sitting.get("ada", path).text
        assert told(page)[-1] == "La séance est close.", path
        assert "/seances/2/etat" not in page, path


@pytest.fixture
def readers(sitting, serve, open_page):
    """ada before the pages on a telephone, half way down, with the focus on a link."""
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
    expect(pages["list"].page.locator("#liste")).to_contain_text("Tombé")
    expect(pages["motion"].page.locator("#texte")).to_contain_text("quinze mille")
    expect(pages["proposals"].page.locator("#liste")).to_contain_text(f"Version{NBSP}2")


@pytest.mark.browser
def test_a_list_keeps_its_filter_what_is_chosen_in_it_and_the_line_that_is_read(sitting, serve, open_page):
    other = sitting.amend(PROPOSALS[0].replace("Les accompagner est un métier", "C’est un métier"), by="dora")
    poll_id = sitting.announce(amendment_ids=sitting.ids[:1])
    url = serve(sitting.cast.app).url
    cookie = sitting.cast.browse("ada").get_cookie("session").value
    pages = []
    for query in ("", "?statut=a-voter"):
        page = open_page(width=360, height=500)
        page.context.add_cookies([{"name": "session", "value": cookie, "url": url}])
        page.clock.install()
        page.goto(url + sitting.cast.path(PAGES["list"]) + query)
        pages.append(page)
    choosing, filtered = pages
    choosing.get_by_text("Réunir des amendements").click()
    choosing.get_by_label(f"n°{NBSP}2").check()
    line = filtered.locator(f"#liste a[href$='/amendements/{other_number(sitting, other)}']")
    line.focus()
    for service, more in ((open_poll, {}), (close_poll, {}), (proclaim_poll, {"confirmed": sitting.ids[1:]})):
        if service is close_poll:
            sitting.vote(poll_id, "for", "ada", "bela", "dora")
        sitting.do(service, poll_id, **more)
    for page in pages:
        page.clock.fast_forward(A_PAUSE)
        expect(page.locator("#annonce")).to_contain_text(f"L’amendement n°{NBSP}1 est adopté.", timeout=20_000)
    expect(choosing.locator("#liste")).to_contain_text("Tombé")
    expect(choosing.get_by_label(f"n°{NBSP}2")).to_be_checked()
    expect(filtered.locator("#liste .number a")).to_have_count(1)
    expect(filtered.locator("#filtres [aria-current]")).to_have_text(re.compile(r"À voter\s*1"))
    expect(line).to_be_focused()


def other_number(sitting: Plenary, amendment_id: int) -> int:
    return sitting.cast.read(lambda: session().get_one(Amendment, amendment_id).public_number)


def test_the_console_of_the_next_sitting_does_not_say_that_it_is_closed(cast):
    """What ends the sitting before is still the last step: told by its number, never as if this one were over."""
    plenary = Plenary.of(cast)
    first = cast.read(lambda: sitting_by_number(cast.congress_id, 1).id)
    plenary.do(open_sitting_in_number, first)
    plenary.do(end_sitting, first)
    page = plenary.get("chloe", "seances/2/presidence").text
    assert "La séance est close." not in page
    assert f"La séance n°{NBSP}1 est close." in page
