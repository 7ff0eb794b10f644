"""Rectified, sub-amended, voted: by the keyboard alone on a telephone, without a script at a desk, one congress."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_by_keyboard import FOCUSED
from tests.journeys.village import Village
from tests.support.essai import PROPOSALS

pytestmark = [pytest.mark.browser, pytest.mark.one_database]
FIFTEEN = PROPOSALS[0].replace("dix mille", "quinze mille")
THIRD = re.compile("Votre rédaction.*alinéa 3")
MOST_KEYS = 40


def test_a_rectified_amendment_is_sub_amended_and_voted(village: Village, somebody):
    published(village)
    bela = village.enter(somebody(village, width=1280, javascript=False), "bela")
    rectifies_in_two_times(bela)
    ada = village.enter(somebody(village, width=360, height=740), "ada")
    sub_amends_by_the_keyboard(ada, ada.page)
    village.at("2020-10-12T14:00")
    sven = village.enter(somebody(village, width=1280, javascript=False), "sven")
    sven.go("amendements/depots")
    sven.press(re.compile("^Publier "))
    sven.sees("publié sous le n°\u00a01-A", where="body")
    village.opens_its_sitting()
    for number in ("1-A", "1"):
        votes(village, ada, number)
    bela.go("propositions/1")
    bela.sees("trente mille")
    bela.go("amendements/1")
    bela.sees("Rédaction changée depuis par le sous-amendement n°\u00a01-A.")


def published(village: Village) -> None:
    """Bela's amendment, under its number."""
    from tests.support.plenary import Plenary

    Plenary.of(village.cast).amend(FIFTEEN, by="bela", title="Quinze mille postes")


def rectifies_in_two_times(bela) -> None:
    """Kept, left by « Fermer », found again among her amendments, then rectified."""
    bela.go("amendements/1")
    bela.follow("Rectifier l’amendement")
    bela.reads("Rectifier l’amendement n°\u00a01")
    bela.finds_it_accessible()
    bela.write(THIRD, bela.written(THIRD).replace("quinze mille", "vingt mille"))
    bela.press("Fermer")
    bela.sees("Votre brouillon est gardé", where="body")
    bela.go("amendements/miens")
    bela.sees("rectification de l’amendement n°\u00a01")
    bela.follow("Quinze mille postes")
    assert "vingt mille" in bela.written(THIRD)
    bela.press("Voir les différences")
    bela.sees("vingt", "#apercu ins")
    bela.fill("En quelques mots", "Vingt mille postes")
    bela.press("Rectifier l’amendement")
    bela.sees("c’est désormais le n°\u00a01\u00a0rect.", where="body")


def sub_amends_by_the_keyboard(ada, page: Page) -> None:
    """What she types keeps itself; leaving without a word loses nothing."""
    ada.go("amendements/1")
    reach(page, "Sous-amender")
    page.keyboard.press("Enter")
    ada.reads("Sous-amender l’amendement n°\u00a01\u00a0rect.")
    ada.finds_it_accessible()
    editor = page.locator("#a3-0-words")
    reach_in(page, editor)
    page.keyboard.press("Home")
    for _letter in range(len("1. cofinancer ")):
        page.keyboard.press("ArrowRight")
    for _letter in range(len("vingt")):
        page.keyboard.press("Delete")
    page.keyboard.type("trente")
    expect(page.locator("[data-sentences]")).to_contain_text("par le mot «\u00a0trente\u00a0»")
    expect(page.locator("[data-kept]")).to_contain_text("Enregistré à")
    page.reload()
    assert "trente mille" in ada.written(THIRD)
    reach_in(page, page.get_by_label("En quelques mots"))
    page.keyboard.type("Trente mille postes")
    page.keyboard.press("Tab")
    page.keyboard.type("Il en faut plus.")
    reach(page, "Déposer le sous-amendement")
    page.keyboard.press("Enter")
    ada.sees("Sous-amendement déposé, reçu D-0002", where="body")
    ada.finds_it_accessible()


def votes(village: Village, ada, number: str) -> None:
    """Put to the vote by the chair, voted by Ada from the keyboard, proclaimed."""
    from amendments.queries.amendment_queries import by_public_number
    from congress.queries.chamber_queries import agenda_of
    from voting.queries.subjects import SubjectKeys
    from voting.services.poll_services import announce_poll, close_poll, open_poll, proclaim_poll

    cast = village.cast
    item = village.read(lambda: agenda_of(village.sitting_id)[0].id)
    subject = village.read(lambda: by_public_number(cast.congress_id, number).id)
    poll = cast.do(announce_poll, item, SubjectKeys((subject,)), by="chloe")
    cast.do(open_poll, poll, by="chloe")
    ada.go("scrutins/en-cours")
    village.later()
    expect(ada.page.locator("[data-new]")).to_have_count(0)
    reach(ada.page, "Pour")
    ada.page.keyboard.press("Enter")
    ada.sees("Votre vote «\u00a0Pour\u00a0» est enregistré")
    cast.do(close_poll, poll, by="chloe")
    cast.do(proclaim_poll, poll, confirmed=(), by="chloe")


def reach(page: Page, words: str) -> None:
    """Tab until what has the focus says these words."""
    for _press in range(MOST_KEYS):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED).startswith(words):
            return
    raise AssertionError(f"{words!r} is not reached in {MOST_KEYS} keys")


def reach_in(page: Page, wanted) -> None:
    """Tab until this has the focus, where it has it not yet."""
    for _press in range(MOST_KEYS):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} is not reached in {MOST_KEYS} keys")
