"""What is refused says why, and gives everything that was typed back."""

import pytest
from playwright.sync_api import expect

from tests.journeys.village import Village

pytestmark = [pytest.mark.browser, pytest.mark.one_database]


@pytest.fixture
def ada(village: Village, somebody):
    return village.enter(somebody(village, width=360, height=740), "ada")


def test_a_reservation_without_its_sentence(village: Village, ada):
    page = ada.page
    ada.go("points-de-vue")
    form = page.get_by_role("form", name="Votre point de vue sur la proposition n°\u00a02")
    form.get_by_label("Favorable avec réserve").check()
    form.get_by_label("Montrer mon nom").uncheck()
    ada.press("Enregistrer mon point de vue : proposition n°\u00a02", form)
    ada.sees("Votre point de vue n’est pas enregistré. Ce que vous avez écrit est gardé ici.")
    expect(form.get_by_label("Favorable avec réserve")).to_be_checked()
    expect(form.get_by_label("Montrer mon nom")).not_to_be_checked()
    ada.finds_it_accessible()
    form.get_by_role("link", name="Dites votre réserve en une phrase.").click()
    expect(form.get_by_label("Votre réserve, en une phrase")).to_be_focused()
    page.keyboard.type("Sans transfert de charge.")
    ada.press("Enregistrer mon point de vue : proposition n°\u00a02", form)
    ada.sees("Vos points de vue\u00a0: 1 sur 3")
    ada.sees("Sans transfert de charge.")


def test_an_amendment_without_reasons_then_without_a_change(ada):
    page = ada.page
    ada.go("propositions/1/amender")
    given = ada.written()
    ada.press("Déposer l’amendement")
    expect(page.locator(".error-summary li").nth(2)).to_be_visible()
    assert ada.written() == given
    ada.finds_it_accessible()
    ada.alinea().fill(given + "\nUne phrase de plus <b>sans</b> balise.")
    page.get_by_label("En quelques mots").fill(
        "Un titre de bien plus de soixante signes, que personne ne lirait en entier"
    )
    page.get_by_label("Exposé sommaire").fill("Parce que.")
    ada.press("Déposer l’amendement")
    assert ada.written() == given + "\nUne phrase de plus <b>sans</b> balise."
    expect(page.get_by_label("Exposé sommaire")).to_have_value("Parce que.")
    expect(page.get_by_label("En quelques mots")).to_have_value(
        "Un titre de bien plus de soixante signes, que personne ne lirait en entier"
    )
    expect(page.locator("#text-error")).to_have_count(0)
    ada.finds_it_accessible()


def test_a_deposit_that_comes_too_late_stays_a_draft(village: Village, ada):
    page = ada.page
    village.at("2020-10-12T17:59")
    ada.go("propositions/1/amender?alinea=3")
    proposed = ada.written().replace("dix mille", "quinze mille")
    ada.alinea().fill(proposed)
    page.get_by_label("En quelques mots").fill("Quinze mille postes")
    page.get_by_label("Exposé sommaire").fill("Le besoin est là.")
    village.later(61)
    ada.press("Déposer l’amendement")
    ada.sees("Le dépôt des amendements est clos")
    assert ada.written() == proposed
    ada.finds_it_accessible()
    ada.go("amendements/miens")
    ada.follow("Quinze mille postes")
    assert ada.written() == proposed


def test_a_vote_from_a_page_left_open_after_the_closing(village: Village, ada):
    from voting.queries.poll_queries import poll_by_number
    from voting.services.poll_services import close_poll

    village.opens_its_sitting()
    number = village.opens_a_poll()
    ada.go(f"scrutins/{number}")
    poll_id = village.read(lambda: poll_by_number(village.cast.congress_id, number).id)
    village.cast.do(close_poll, poll_id, by="chloe")
    ada.press("Pour")
    ada.sees("Ce scrutin est clos")
    ada.does_not_see("est enregistré")
    ada.finds_it_accessible()


def test_two_tabs_keep_the_last_vote(village: Village, ada):
    village.opens_its_sitting()
    number = village.opens_a_poll()
    other = ada.page.context.new_page()
    for page in (ada.page, other):
        page.goto(village.path(f"scrutins/{number}"))
    ada.press("Pour")
    ada.sees("Votre vote «\u00a0Pour\u00a0» est enregistré")
    village.later()
    other.get_by_role("button", name="Contre", exact=True).click()
    expect(other.locator("main")).to_contain_text("Votre vote «\u00a0Contre\u00a0» est enregistré")
    ada.page.reload()
    ada.sees("Votre vote «\u00a0Contre\u00a0» est enregistré")


def test_a_code_that_is_wrong_keeps_the_address(village: Village, somebody):
    visitor = somebody(village, width=360, height=740)
    visitor.asks_for_a_link("ada@essai.example")
    visitor.page.get_by_label("Le code reçu par courriel").fill("2222-2222")
    visitor.press("Se connecter")
    visitor.sees("Ce code n’est pas le bon, ou il a expiré.")
    expect(visitor.page.locator("input[name=email]")).to_have_value("ada@essai.example")
    visitor.finds_it_accessible()
