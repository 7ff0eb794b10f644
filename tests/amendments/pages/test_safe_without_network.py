"""What the page of writing tells the browser to keep, and what it says to one without JavaScript."""

import re

import pytest

from tests.amendments.pages.test_writing_pages import TYPED, WRITE, alineas, areas, post, rows, sheet
from tests.support.session import ROOT

pytestmark = pytest.mark.one_database


def hand(house, who: str, path: str = WRITE) -> str:
    return re.search(r'data-hand="(\w+)"', house.cast.browse(who).get(house.cast.path(path)).text)[1]


def test_copies_of_two_members_never_bear_one_name_and_signing_out_wipes_them(house):
    assert len({hand(house, who) for who in ("ada", "bela", "elodie")}) == 3 and hand(house, "ada") == hand(
        house, "ada"
    )
    out = house.cast.browse("ada").post(house.cast.path("deconnexion"))
    assert out.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "js/writing.js" in house.cast.browse("ada").get(house.cast.path("connexion")).text


def test_what_a_browser_kept_comes_back_as_it_was_and_never_over_what_changed_since(house):
    post(house, WRITE, **TYPED, geste="garder")
    path = f"amendements/brouillons/{rows(house)[0].id}"
    seen = areas(house.cast.browse("ada").get(house.cast.path(path)).text)["seen"]
    copy = alineas(a3=["1. Hors ligne.", "Ajouté."], title="Du train") | {"seen": seen, "sheet": "of the train"}
    back = post(house, path, **copy, geste="reprendre")
    assert back.status_code == 200 and sheet(back.text)[3] == copy["a3"] and "data-unsaved" in back.text
    assert [row.title for row in rows(house)] == [TYPED["title"]], "giving back keeps nothing"
    assert areas(back.text)["seen"] == seen
    post(house, path, "elodie", **alineas(a6="De l’aide.", title="De l’aide"), seen=seen, geste="garder")
    again = post(house, path, **copy, geste="reprendre")
    kept = post(house, path, **(copy | {"seen": areas(again.text)["seen"]}), geste="garder")
    assert kept.status_code == 409 and "L’autre version" in kept.text and sheet(kept.text)[3] == copy["a3"]
    whole = post(house, path, **TYPED, geste="reprendre")
    assert whole.status_code == 200 and [row.title for row in rows(house)] == ["De l’aide"]


def test_saving_is_at_hand_and_a_browser_without_javascript_is_told_what_keeps_its_words(house):
    page = house.cast.browse("ada").get(house.cast.path(WRITE)).text
    (bar,) = re.findall(r'<p class="row apart kept">.*?</p>', page, re.DOTALL)
    assert re.findall(r'value="(\w+)"', bar) == ["fermer", "garder"]
    button, told = re.findall("<noscript>(.*?)</noscript>", page, re.DOTALL)
    assert "Enregistrer" in button
    assert "Enregistrez avant de suivre un lien du menu." in told
    saved = post(house, WRITE, **alineas(a3="1. Sans script."), geste="garder")
    assert saved.status_code == 303 and "Sans script." in rows(house)[0].text


def test_every_page_of_amendments_that_sends_something_holds_a_press_without_network():
    """The browser’s page of error would take its place, and what was chosen or written would go with it."""
    folder = ROOT / "templates" / "amendments"
    sends = ('method="post"', "post_button(", "submit(")
    pages = [path for path in folder.rglob("*.html") if "{% extends" in path.read_text("utf-8")]
    bare = [
        str(path.relative_to(folder))
        for path in pages
        if any(way in (text := path.read_text("utf-8")) for way in sends) and "asks_before_leaving()" not in text
    ]
    assert len(pages) > 15 and bare == []
