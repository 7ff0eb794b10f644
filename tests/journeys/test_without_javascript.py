"""The same way without JavaScript, on a small congress: every step is a link or a form."""

import re

import pytest

from tests.journeys.village import PRESENT, SITTING, Village

pytestmark = pytest.mark.browser

MEDIATORS = "cofinancer dix mille postes"


def test_from_a_point_of_view_to_a_result_without_javascript(village: Village, somebody):
    ada = somebody(village, width=320, height=568, javascript=False)
    ada.sign_in_by_code("ada@essai.example")
    gives_a_point_of_view_with_a_reservation(ada)
    amends(ada)
    sven = village.enter(somebody(village, javascript=False), "sven")
    publishes(sven)
    village.at("2020-10-12T14:00")
    chloe = village.enter(somebody(village, javascript=False), "chloe")
    opens_the_sitting(village, chloe, ada, sven)
    chloe.press("Ouvrir le scrutin")
    ada.go("")
    ada.follow("Voter")
    ada.press("Pour")
    ada.sees("Votre vote «\u00a0Pour\u00a0» est enregistré")
    ada.finds_it_accessible()
    chloe.press("Clore le scrutin")
    chloe.sees("4 membres appelés à voter ne l’ont pas encore fait, plus du tiers.")
    chloe.finds_it_accessible()
    chloe.press("Clore sans attendre")
    chloe.sees("Votants\u00a0: 1. Abstentions\u00a0: 0. Suffrages exprimés\u00a0: 1. Majorité absolue\u00a0: 1.")
    chloe.press("Proclamer et suivre")
    chloe.sees("", where="h1")
    chloe.finds_it_accessible()
    ada.follow("Actualiser")
    ada.reads("L’amendement n°\u00a01 est adopté.")
    ada.finds_it_accessible()
    ada.go("propositions/1")
    ada.sees(MEDIATORS.replace("dix", "quinze"))


def gives_a_point_of_view_with_a_reservation(ada) -> None:
    ada.go("propositions/1/point-de-vue")
    ada.check("Favorable avec réserve")
    ada.fill("Votre réserve, en une phrase", "À condition d’une compensation.")
    ada.press("Enregistrer mon point de vue")
    ada.sees("À condition d’une compensation.")
    ada.finds_it_accessible()


def amends(ada) -> None:
    ada.go("propositions/1")
    ada.follow("Amender le texte")
    third = re.compile("Votre rédaction.*alinéa 3")
    ada.write(third, ada.written(third).replace(MEDIATORS, MEDIATORS.replace("dix", "quinze")))
    ada.press("Voir les différences")
    ada.sees("quinze", "#apercu ins")
    ada.fill("En quelques mots", "Quinze mille postes")
    ada.fill("Exposé sommaire", "Le besoin est là.")
    ada.press("Déposer l’amendement")
    ada.reads("Quinze mille postes")
    ada.finds_it_accessible()


def publishes(sven) -> None:
    sven.go("amendements/depots")
    sven.press(re.compile("^Publier "))
    sven.sees("Amendement publié sous le n°\u00a01.", where="body")


def opens_the_sitting(village: Village, chloe, ada, sven) -> None:
    """Ada says that she is there; the secretariat marks the others on the sheet."""
    ada.go(SITTING)
    ada.press("Je suis en séance, à distance")
    ada.sees("Vous êtes présente, à distance")
    sven.go(f"{SITTING}/emargement")
    for name in PRESENT[1:]:
        sven.press_valued("arrive", village.cast.ids[name])
    sven.sees("5 présents sur 9.")
    sven.finds_it_accessible()
    chloe.go(f"{SITTING}/presidence")
    chloe.press("Ouvrir la séance")
    chloe.press("Mettre en discussion")
    chloe.finds_it_accessible()
