"""Rectifying, sub-amending, taking up, by the pages: what was typed is given back, each former wording is still read."""

import re

import pytest

from tests.amendments.pages.test_amendment_pages import flat, get, main_text
from tests.amendments.pages.test_writing_pages import post
from tests.amendments.services.test_decision_services import QUINZE

pytestmark = pytest.mark.one_database
ITEM = "1. cofinancer vingt mille postes de médiatrices et de médiateurs numériques, sur trois ans au moins\u00a0;"
WORDS = {"base_number": "1", "title": "Vingt mille", "reasons": "Il en faut plus."}


def test_whose_it_is_rectifies_it_and_everybody_reads_both_wordings(house):
    amendment = house.published(QUINZE)
    assert "Rectifier l’amendement" in main_text(get(house, "amendements/1", "bela"))
    assert "Rectifier l’amendement" not in main_text(get(house, "amendements/1", "dora"))
    address = "amendements/1/rectification"
    opened = get(house, address, "bela")
    assert re.search(r'name="a3"[^>]*autofocus[^>]*>[^<]*quinze mille postes', opened)  # on the words, not at the top
    seen = post(house, address, "bela", geste="differences", a3=ITEM, **WORDS)
    assert "vingt" in main_text(seen.text) and house.amendment(amendment).version == 1
    refused = post(house, address, "bela", geste="deposer", a3=ITEM, **{**WORDS, "reasons": " "})
    assert (
        refused.status_code == 422 and "Il manque l’exposé sommaire." in refused.text and "vingt mille" in refused.text
    )
    stale = post(house, address, "bela", geste="deposer", a3=ITEM, **{**WORDS, "base_number": "9"})
    assert stale.status_code == 409 and "vingt mille" in stale.text and house.amendment(amendment).version == 1
    assert post(house, address, "bela", geste="deposer", a3=ITEM, **WORDS).status_code == 303
    page = main_text(get(house, "amendements/1", None))
    assert "Rectifié" in page and "n° 1 rect." in page and "quinze" in page and "vingt" in page


def test_another_sub_amends_it_and_the_secretariat_publishes_it_under_its_letter(house):
    house.published(QUINZE)
    address = "amendements/1/sous-amendement"
    refused = post(house, address, "dora", geste="deposer", a3=ITEM, **{**WORDS, "title": ""})
    assert refused.status_code == 422 and "vingt mille" in refused.text
    answer = post(house, address, "dora", geste="deposer", a3=ITEM, **WORDS)
    assert answer.status_code == 303
    receipt = get(house, answer.location.split(f"/{house.slug}/")[1], "dora")
    said = main_text(receipt)
    assert "sous-amendement à l’amendement n° 1" in said and "Retirer le sous-amendement" in said
    assert "<title>Sous-amendement D-0002" in receipt
    assert "sous-amendement à l’amendement n° 1" in main_text(get(house, "amendements/depots", "sven"))
    assert get(house, "amendements/1-A", None, status=404)
    desk = house.cast.browse("sven")
    published = desk.post(house.cast.path("amendements/depots/2/publication"))
    assert "publié sous le n° 1-A." in flat(desk.get(published.location).text)
    page = main_text(get(house, "amendements/1-A", None))
    assert "à l’amendement n° 1" in page and "remplacer le mot « quinze » par le mot « vingt »" in page
    assert "n° 1-A, Vingt mille" in main_text(get(house, "amendements/1", None))


def test_withdrawn_another_takes_it_up_or_the_secretariat_for_whoever_says_so(house):
    from amendments.services.amendment_services import withdraw

    amendment = house.published(QUINZE)
    house.do(withdraw, amendment, by=1)
    assert "Reprendre cet amendement" in main_text(get(house, "amendements/1", "dora"))
    assert "Reprendre cet amendement" not in main_text(get(house, "amendements/1", "bela"))
    assert post(house, "amendements/1/reprise", "sven", membre="").status_code == 422
    assert post(house, "amendements/1/reprise", "sven", membre=str(house.id("dora"))).status_code == 303
    page = main_text(get(house, "amendements/1", None))
    assert "Repris par Mme Dora Lefèvre" in page and "Retiré" in page
    assert post(house, "amendements/1/reprise", "emile").status_code == 409


def test_rectifying_pressed_twice_and_the_arrow_back_lead_to_the_amendment(house):
    """Its draft is gone: neither « Page introuvable » with the words given back, nor a second rectification."""
    amendment = house.published(QUINZE)
    browser, path = house.cast.browse("bela"), house.cast.path
    kept = browser.post(path("amendements/1/rectification"), data={"geste": "garder", "a3": ITEM, **WORDS})
    draft = kept.headers["Location"].split("?")[0]
    assert "/brouillons/" in draft
    sent = {"geste": "deposer", "a3": ITEM, **WORDS}
    for _press in range(2):
        answer = browser.post(draft, data=sent)
        assert (answer.status_code, answer.headers["Location"]) == (303, path("amendements/1"))
    assert "n°\u00a01\u00a0rect.</p>" in browser.get(path("amendements/1")).text, "one full stop"
    back = browser.get(draft)
    assert (back.status_code, back.headers["Location"]) == (303, path("amendements/1"))
    assert house.amendment(amendment).version == 2
    assert house.cast.browse("dora").get(draft).status_code == 404
