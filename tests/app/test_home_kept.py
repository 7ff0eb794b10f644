"""The home, from one kept for many, says to each member what the ordinary route would say to them."""

import re

import pytest

from amendments.services.amendment_services import save_draft
from amendments.services.cosigning.asking_services import ask
from app.pages import home_kept
from congress.pages.kept import kept_pages
from congress.services.presence_services import leave
from congress.services.proxy_services import give_proxy, refuse_proxy
from core.digest import sha256_text
from motions.queries.motion_queries import current_revision
from motions.services.viewpoint_services import give_viewpoint
from tests.house.test_queries import counted
from tests.support.plenary import FIFTEEN, TWENTY, Plenary
from voting.services.poll_services import close_poll, open_poll, proclaim_poll

pytestmark = pytest.mark.one_database
READERS = (
    ("dora", "fr"), ("emile", "fr"), ("dora", "en"), ("emile", "en"), ("ada", "fr"), ("bela", "fr"), ("fatou", "fr"),
    ("gaspard", "fr"), ("hana", "fr"), ("chloe", "fr"), ("sven", "fr"), ("elodie", "fr"), (None, "fr"),
)  # fmt: skip
TOKEN = re.compile(r'(name="csrf_token" value=")[^"]*')


@pytest.fixture
def plenary(cast):
    return Plenary.of(cast)


@pytest.fixture(autouse=True)
def kept(monkeypatch) -> kept_pages.KeptPages:
    """Nothing is kept when a test begins."""
    pages = kept_pages.KeptPages()
    monkeypatch.setattr(home_kept, "_pages", pages)
    return pages


@pytest.fixture
def same(plenary: Plenary, monkeypatch):
    """Every reader is shown, in both languages, what the ordinary route shows them; twice."""
    browsers = {name: plenary.cast.browse(name) for name, _ in READERS}

    def look() -> list[tuple[str | None, str, str]]:
        shown = []
        for name, language in (*READERS, *READERS[:4]):
            browsers[name].set_cookie("langue", language)
            shown.append((name, language, TOKEN.sub(r"\1", browsers[name].get(plenary.cast.path("")).text)))
        return shown

    def compare(when: str) -> None:
        first = look()
        with monkeypatch.context() as ordinary:
            ordinary.setattr(home_kept, "_at_home", lambda slug: None)
            expected = look()
        assert [want[:2] for want, found in zip(expected, first, strict=True) if want != found] == [], when

    return compare


def views(plenary: Plenary, position: str, *names: str) -> None:
    """These people give their point of view on the first proposal."""
    seen = plenary.cast.read(lambda: sha256_text(current_revision(plenary.part()).text))
    said = "Sous réserve." if position == "reserved" else ""
    for name in names:
        plenary.do(give_viewpoint, plenary.part(), position, reservation=said, named=False, seen_sha256=seen, by=name)


def test_before_the_sitting_each_is_told_what_is_left_to_them(plenary, same, kept):
    same("nothing is done")
    assert any(page.is_same for page in kept._pages.values())
    views(plenary, "favourable", "dora", "emile")
    views(plenary, "reserved", "gaspard")
    same("some gave their points of view")
    plenary.do(
        save_draft, None, plenary.part(), base_number=1, text=FIFTEEN, title="En bref", reasons="Parce que.", by="hana"
    )
    same("one has a draft")
    asked = plenary.amend(TWENTY, by="bela")
    plenary.do(ask, asked, [plenary.cast.ids["fatou"]], by="bela")
    same("one is asked for a signature")
    assert not any(page.is_own for page in kept._pages.values())


def test_each_step_of_a_sitting_is_shown_to_each_as_by_the_ordinary_route(plenary, same, kept):
    fifteen = plenary.amend(FIFTEEN, by="bela")
    plenary.open("chloe", "ada", "bela", "dora", "emile", "gaspard")
    same("it is open, some are there")
    ids = plenary.cast.ids
    plenary.do(give_proxy, plenary.sitting_id, ids["fatou"], ids["ada"], by="sven")
    plenary.arrive("hana")
    plenary.discuss()
    poll = plenary.announce(amendment_ids=(fifteen,))
    same("a poll is announced")
    plenary.do(open_poll, poll)
    plenary.vote(poll, "for", "ada", "dora", "emile")
    same("it is open, some voted")
    plenary.vote(poll, "against", "gaspard")
    plenary.do(leave, plenary.sitting_id, ids["hana"], by="hana")
    same("one has voted since, one has left")
    plenary.do(close_poll, poll)
    plenary.do(proclaim_poll, poll, confirmed=())
    same("it is proclaimed")
    assert any(page.is_same for page in kept._pages.values())
    assert not any(page.is_own for page in kept._pages.values())


def test_a_proxy_refused_before_the_opening_is_told_to_its_two_alone_and_the_others_keep_one_page(plenary, same, kept):
    ids = plenary.cast.ids
    given = plenary.do(give_proxy, plenary.sitting_id, ids["dora"], ids["emile"], by="dora")
    plenary.do(refuse_proxy, given, by="emile")
    plenary.open("chloe", "ada", "bela", "dora", "emile")
    same("it is open")
    assert any(page.is_same for page in kept._pages.values())
    assert not any(page.is_own for page in kept._pages.values())


def test_after_two_readers_a_home_costs_few_questions(plenary):
    plenary.open()
    browsers = [plenary.cast.browse(name) for name in ("dora", "emile", "hana")]
    for browser in browsers:
        browser.get(plenary.cast.path(""))
    with counted() as asked:
        page = browsers[2].get(plenary.cast.path("")).text
    assert len([one for one in asked if one.lstrip().startswith("SELECT")]) <= 5, asked
    assert "Hana" in page


def test_a_word_said_to_one_reader_alone_is_never_shown_to_another(plenary, kept, monkeypatch):
    """What depends on the reader, and that no mark stands for, is found by the second of them."""
    from app.pages import home_views

    plenary.open()
    title, home_page = {}, home_views.home_page

    def told(congress, actor, now):
        title["id"] = actor.member_id
        return home_page(congress, actor, now)

    monkeypatch.setattr(home_views, "home_page", told)
    monkeypatch.setattr(home_views, "home_as_kept", lambda context: {**context, "congress_title": title["id"]})
    monkeypatch.setattr(
        home_views, "render_template", lambda name, **given: f"<main>{given.get('congress_title')}</main>"
    )
    shown = {name: plenary.get(name, "").text for name in ("dora", "emile", "hana", "dora")}
    assert shown == {name: f"<main>{plenary.cast.ids[name]}</main>" for name in shown}
    assert any(page.is_own for page in kept._pages.values())
    assert not any(page.is_same for page in kept._pages.values())
