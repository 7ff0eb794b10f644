"""The drawing of a result where thousands sit: light, at its own address, for whoever may read the result."""

import gzip
import re

import pytest
from sqlalchemy import event

from congress.models import Congress
from congress.rules.visibility import Visibility
from core.database import db, session
from tests.support.plenary import FIFTEEN, Plenary
from tests.support.session import ROOT
from voting.pages.drawing import crowd_drawing
from voting.pages.drawing.crowd_drawing import crowd_svg
from voting.pages.seating import radius, seats
from voting.services.poll_services import close_poll, open_poll, proclaim_poll

KINDS = ("for", "abstain", "against", "not_taking_part", "absent")


def places_of(way: str) -> int:
    return len(re.findall(r"m-?\d+ -?\d+(?=[hl])", way))


@pytest.mark.parametrize("numbers", [(4000, 1000, 2000, 3, 997), (501, 0, 0, 0, 0), (0, 0, 800, 0, 1), (1, 1, 1, 1, 1)])
def test_every_member_has_one_sign_of_their_kind(numbers):
    drawn = seats(list(zip(KINDS, numbers, strict=True)))
    svg = crowd_svg(drawn, radius(len(drawn)))
    ways = re.findall(r'<path d="([^"]*)"', svg)
    expected = [numbers[0], numbers[1], numbers[1], numbers[2], 2 * numbers[2], numbers[3], numbers[4]]
    assert [places_of(way) + way.count("m0-") for way in ways] == [number for number in expected if number]


def test_a_sign_stands_where_the_seat_is():
    drawn = seats([("for", 600), ("against", 300)])
    svg = crowd_svg(drawn, radius(900))
    where = set()
    for way in re.findall(r'<path d="((?:m-?\d+ -?\d+h0)+)"', svg):
        x = y = 0
        for step in re.findall(r"m(-?\d+) (-?\d+)h0", way):
            x, y = x + int(step[0]), y + int(step[1])
            where.add((x / 10, y / 10))
    assert where == {(seat.x, seat.y) for seat in drawn}


def test_eight_thousand_signs_weigh_twelve_kilobytes():
    drawn = seats([("for", 4000), ("abstain", 1000), ("against", 2000), ("absent", 1000)])
    assert len(gzip.compress(crowd_svg(drawn, radius(8000)).encode())) < 14_000


def test_its_colours_are_those_of_the_style_sheet():
    tokens = (ROOT / "static/css/src/hemicycle/20-tokens.css").read_text(encoding="utf-8")
    for name in ("accent", "ink", "paper", "edge"):
        assert f"--{name}: {getattr(crowd_drawing, name.upper())};" in tokens


@pytest.fixture
def proclaimed(plenary: Plenary, monkeypatch) -> Plenary:
    """A result in what passes for a crowd."""
    from voting.pages import poll_result

    monkeypatch.setattr(poll_result, "CROWD", 5)
    fifteen = plenary.amend(FIFTEEN, by="bela")
    plenary.open()
    plenary.discuss()
    poll = plenary.announce(amendment_ids=(fifteen,))
    plenary.do(open_poll, poll)
    plenary.vote(poll, "for", "ada", "dora", "bela")
    plenary.do(close_poll, poll)
    assert (
        plenary.get("ada", "scrutins/1/dessin.svg").status_code == 404
    )  # nobody sees the split before it is proclaimed
    plenary.do(proclaim_poll, poll, confirmed=())
    return plenary


@pytest.mark.one_database
def test_the_page_shows_the_picture_with_the_counts_in_words_and_it_is_asked_for_once(proclaimed):
    page = proclaimed.get("ada", "scrutins/1").text
    shown = re.search(r'<img src="([^"]*dessin\.svg\?v=[0-9a-f]{12})" alt="([^"]*)"', page)
    assert "3\u00a0pour" in shown[2]
    assert 'viewBox="0 0 980 560"' not in page
    browser = proclaimed.cast.browse("ada")
    picture = browser.get(shown[1], headers={"Accept-Encoding": "gzip"})
    assert picture.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    plain = browser.get(shown[1])
    assert gzip.decompress(picture.data) == plain.data
    assert plain.text.startswith("<svg ")
    again = browser.get(shown[1], headers={"If-None-Match": picture.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert shown[1] in proclaimed.get("chloe", "seances/2/ecran").text.replace("&amp;", "&")


@pytest.mark.one_database
def test_who_has_it_already_costs_one_reading(proclaimed):
    address = proclaimed.cast.path("scrutins/1/dessin.svg")
    browser = proclaimed.cast.browse("ada")
    tag = {"If-None-Match": browser.get(address).headers["ETag"]}
    assert browser.get(address, headers=tag).status_code == 304
    with proclaimed.cast.app.app_context():
        engine = db.engine
    begun = []

    def note(*told: object) -> None:
        begun.append(told[2])

    event.listen(engine, "before_cursor_execute", note)
    again = browser.get(address, headers=tag)
    event.remove(engine, "before_cursor_execute", note)
    assert (again.status_code, again.data, begun) == (304, b"", []), "what says who asks is no statement of a session"

    def hide() -> None:
        session().get_one(Congress, proclaimed.cast.congress_id).results_visible = Visibility.NEVER

    proclaimed.cast.run(hide)
    assert browser.get(address, headers=tag).status_code == 404


@pytest.mark.one_database
def test_whoever_may_not_read_results_has_no_drawing_of_them(proclaimed):
    address = proclaimed.cast.path("scrutins/1/dessin.svg")
    assert proclaimed.cast.browse("ada").get(address).headers["Cache-Control"] == "private, no-cache"

    def hide() -> None:
        session().get_one(Congress, proclaimed.cast.congress_id).results_visible = Visibility.NEVER

    proclaimed.cast.run(hide)
    assert proclaimed.cast.browse("ada").get(address).status_code == 404
    assert proclaimed.cast.browse("sven").get(address).status_code == 200
