"""Long lists, at their own addresses: made once for all who may read them, the same for each as the ordinary route."""

import re

import pytest

from congress.models import Congress
from congress.pages.kept import kept_pages, reader_answer
from congress.rules.visibility import Visibility
from core.database import session
from tests.house.test_queries import counted
from tests.support.plenary import FIFTEEN, Plenary
from voting.services.poll_services import close_poll, open_poll, proclaim_poll

pytestmark = pytest.mark.one_database
LISTS = ("scrutins/1/noms", "scrutins/1/noms?nom=a", "membres", "membres?q=a", "seances/2/emargement")
READERS = ("ada", "dora", "emile", "sven", "chloe", "elodie", None)
TOKEN = re.compile(r'(name="csrf_token" value=")[^"]*')


@pytest.fixture(autouse=True)
def kept(monkeypatch) -> kept_pages.KeptPages:
    """Nothing is kept when a test begins."""
    pages = kept_pages.KeptPages()
    monkeypatch.setattr(reader_answer, "_pages", pages)
    return pages


@pytest.fixture
def voted(plenary: Plenary) -> Plenary:
    """A sitting with a poll proclaimed."""
    fifteen = plenary.amend(FIFTEEN, by="bela")
    plenary.open("chloe", "ada", "bela", "dora", "emile", "hana")
    plenary.discuss()
    poll = plenary.announce(amendment_ids=(fifteen,))
    plenary.do(open_poll, poll)
    plenary.vote(poll, "for", "ada", "dora", "bela")
    plenary.do(close_poll, poll)
    plenary.do(proclaim_poll, poll, confirmed=())
    return plenary


def test_each_list_says_to_each_reader_what_the_ordinary_route_says(voted, monkeypatch, kept):
    browsers = {name: voted.cast.browse(name) for name in READERS}

    def look() -> dict[tuple[str | None, str, str], tuple[int, str]]:
        shown = {}
        for rest in LISTS:
            for name, language in ((name, language) for name in READERS for language in ("fr", "en")):
                browsers[name].set_cookie("langue", language)
                page = browsers[name].get(voted.cast.path(rest))
                shown[name, language, rest] = (page.status_code, TOKEN.sub(r"\1", page.text))
        return shown

    first, again = look(), look()
    monkeypatch.setattr(reader_answer, "reader_of", lambda slug: None)
    expected = look()
    assert [key for key in expected if expected[key] != first[key] or expected[key] != again[key]] == []
    assert any(page.is_same for page in kept._pages.values())
    assert not any(page.is_own for page in kept._pages.values())


@pytest.mark.parametrize("rest", ["membres", "seances/2/emargement", "scrutins/1/noms"])
def test_an_unchanged_list_is_not_sent_again_and_a_changed_one_is(voted, rest):
    browser, address = voted.cast.browse("sven"), voted.cast.path(rest)
    page = browser.get(address)
    assert page.headers["Cache-Control"] == "private, no-cache"
    known = {"If-None-Match": page.headers["ETag"]}
    with counted() as asked:
        again = browser.get(address, headers=known)
    assert (again.status_code, again.data) == (304, b"")
    assert len([one for one in asked if one.startswith("SELECT")]) == 1, asked
    voted.arrive("gaspard")
    assert browser.get(address, headers=known).status_code == 200


def test_what_one_was_shown_tells_nothing_to_another(voted):
    page = voted.get("ada", "scrutins/1/noms")
    other = voted.cast.browse("dora").get(
        voted.cast.path("scrutins/1/noms"), headers={"If-None-Match": page.headers["ETag"]}
    )
    assert other.status_code == 200
    for name, status in (("ada", 403), (None, 303)):
        for rest in ("membres", "seances/2/emargement"):
            voted.get("sven", rest)
            assert voted.get(name, rest).status_code == status, (name, rest)


def test_whoever_may_no_more_read_the_names_has_no_kept_page_of_them(voted):
    address, browser = voted.cast.path("scrutins/1/noms"), voted.cast.browse("ada")
    known = {"If-None-Match": browser.get(address).headers["ETag"]}

    def hide() -> None:
        session().get_one(Congress, voted.cast.congress_id).named_votes_visible = Visibility.NEVER

    voted.cast.run(hide)
    assert browser.get(address, headers=known).status_code == 404
    assert voted.get("sven", "scrutins/1/noms").status_code == 200


def test_what_is_kept_is_bounded(kept):
    from congress.pages.kept.marks import MarkedPage

    for rank in range(40):
        page = MarkedPage(("x" * (kept_pages.LARGEST // 10),))
        kept.page_of(rank, 1, dict, made_for_all=lambda page=page: page, made_for_one=str)
        assert sum(one.made.size for one in kept._pages.values()) <= kept_pages.LARGEST
    assert list(kept._pages) == list(range(30, 40))


def test_a_later_reader_to_whom_it_says_something_else_ends_what_was_kept():
    """Readers 1 to 4 read the same; the sixth has something of their own to be told, and is compared with it."""
    from congress.pages.kept.marks import MarkedPage

    kept, told = kept_pages.KeptPages(), {}
    same = MarkedPage.of("Votre vote est enregistré")
    for reader in range(1, 24):
        own = "Vous n’avez pas voté" if reader > 4 else "Votre vote est enregistré"
        told[reader] = kept.page_of("page", reader, dict, made_for_all=lambda: same, made_for_one=lambda own=own: own)
    assert {told[reader] for reader in range(1, 5)} == {"Votre vote est enregistré"}
    wrong = [reader for reader in range(5, 24) if told[reader] != "Vous n’avez pas voté"]
    assert wrong == [5]


def test_a_page_of_before_is_made_anew_shown_to_two_and_later_readers_are_counted_on():
    from congress.pages.kept.marks import MarkedPage

    kept, made, alone = kept_pages.KeptPages(), [], []

    def ask(reader: int, instant: float) -> str:
        def for_all() -> MarkedPage:
            made.append(instant)
            return MarkedPage.of(f"à {instant}")

        def for_one() -> str:
            alone.append((reader, instant))
            return f"à {instant}"

        return kept.page_of("page", reader, dict, made_for_all=for_all, made_for_one=for_one, instant=instant)

    for instant in (10.0, 15.0, 20.0):
        for reader in range(1, 11):
            assert ask(reader, instant) == f"à {instant}"
    assert made == [10.0, 15.0, 20.0]
    # The second reader of each instant, then the fourth and the sixteenth of those who read what is known to be the same.
    assert alone == [(2, 10.0), (6, 10.0), (2, 15.0), (10, 15.0), (2, 20.0)]
    assert ask(3, 15.0) == "à 20.0"  # who was a little late has what is newer
    assert [ask(1, 25.0), ask(2, 20.0), ask(3, 25.0), ask(4, 25.0)] == ["à 25.0", "à 20.0", "à 25.0", "à 25.0"]
    assert alone[5:] == [(2, 20.0), (3, 25.0)]  # of another hour, theirs says nothing of what is kept
    assert made == [10.0, 15.0, 20.0, 25.0]
    assert sum(one.made.size for one in kept._pages.values()) == kept._size
