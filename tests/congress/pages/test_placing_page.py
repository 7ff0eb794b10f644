"""« Collège et poids »: offered from the line of the roll; what is refused says why, and what was typed stays."""

import re

import pytest

from congress.models import Member
from congress.rules.rule_names import CollegeRule
from core.database import session
from tests.support.colleges import settle
from tests.support.plenary import Plenary, words

pytestmark = pytest.mark.one_database


@pytest.fixture
def plenary(cast) -> Plenary:
    made = Plenary.of(cast)
    settle(made)
    return made


def address(plenary: Plenary, name: str) -> str:
    return f"membres/{plenary.cast.ids[name]}/college"


def seen(page: str) -> str:
    return re.search(r'name="vu" value="([^"]*)"', page)[1]


def test_the_form_offers_the_colleges_and_the_roll_shows_what_was_kept(plenary):
    roll = plenary.get("sven", "membres").text
    assert address(plenary, "ada") in roll
    page = plenary.get("sven", address(plenary, "ada")).text
    assert re.findall(r'<option value="([^"]*)"( selected)?', page) == [
        ("", ""),
        ("Élus", " selected"),
        ("Usagers", ""),
    ]
    desk = plenary.cast.browse("sven")
    sent = {"college": "Usagers", "poids": "2,5", "vu": seen(page)}
    kept = desk.post(plenary.cast.path(address(plenary, "ada")), data=sent)
    assert kept.status_code == 303
    line = words(desk.get(kept.location))
    assert "Le collège et le poids sont enregistrés." in line
    assert "collège «\u00a0Usagers\u00a0»" in line and "poids 2,5" in line
    again = plenary.get("sven", address(plenary, "ada")).text
    other = plenary.post("sven", address(plenary, "ada"), college="Usagers", autre="Experts", poids="1", vu=seen(again))
    assert other.status_code == 303
    assert plenary.cast.read(lambda: session().get_one(Member, plenary.cast.ids["ada"]).college) == "Experts"


def test_what_is_refused_stays_typed_beside_its_reason(plenary):
    page = plenary.get("sven", address(plenary, "ada")).text
    refused = plenary.post("sven", address(plenary, "ada"), college="", autre="Experts", poids="deux", vu=seen(page))
    assert refused.status_code == 422
    assert "Le poids est un nombre plus grand que zéro" in words(refused)
    assert 'value="deux"' in refused.text and 'value="Experts"' in refused.text
    assert 'aria-describedby="poids-error"' in refused.text
    stale = plenary.post("sven", address(plenary, "ada"), college="Usagers", poids="3", vu="1 Autres")
    assert stale.status_code == 409 and 'value="3"' in stale.text
    now = "depuis que vous avez ouvert cette page\u00a0: collège «\u00a0Élus\u00a0», poids 1. Ce que vous avez choisi"
    assert now in words(stale)


def test_with_shares_no_other_college_is_written(plenary):
    settle(plenary, CollegeRule.SHARE, shares={"Élus": "0.6", "Usagers": "0.4"})
    page = plenary.get("sven", address(plenary, "ada")).text
    assert 'name="autre"' not in page
    refused = plenary.post("sven", address(plenary, "ada"), college="Autres", poids="1", vu=seen(page))
    assert refused.status_code == 422 and "ne donne pas de part" in words(refused)


def test_while_a_plenary_sits_the_page_and_the_roll_say_that_it_waits(plenary):
    plenary.open()
    page = plenary.get("sven", address(plenary, "ada"))
    assert "prendra effet à sa clôture" in words(page)
    desk = plenary.cast.browse("sven")
    sent = {"college": "Usagers", "poids": "1", "vu": seen(page.text)}
    kept = desk.post(plenary.cast.path(address(plenary, "ada")), data=sent)
    assert kept.status_code == 303
    roll = words(desk.get(kept.location))
    assert "La séance n°\u00a02 est ouverte" in roll and "un changement attend la clôture de la séance" in roll
    assert "Ce qui est montré ici est ce qui attend." in words(plenary.get("sven", address(plenary, "ada")))


def test_nobody_else_reads_the_form(plenary):
    for name in ("ada", "chloe"):
        assert plenary.get(name, address(plenary, "ada")).status_code == 403
    assert plenary.get("sven", "membres/99999/college").status_code == 404
