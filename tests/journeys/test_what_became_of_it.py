"""Cosigned, moved in the order, ousted by another, adapted and asked about: on a telephone by keys, at a desk without a script."""

import re

import pytest

from tests.journeys.test_over_an_amendment import reach, reach_in
from tests.journeys.village import Village
from tests.support.essai import NAMES, PROPOSALS
from tests.support.plenary import Plenary

pytestmark = [pytest.mark.browser, pytest.mark.one_database]
FIFTEEN = PROPOSALS[0].replace("dix mille", "quinze mille")
FOURTH = re.compile("Votre rédaction.*alinéa 4")
TWELVE = PROPOSALS[0].replace("dix mille", "douze mille").replace("les agents", "tous les agents")


def test_an_amendment_cosigned_and_ousted_is_adapted_and_answered_for(village: Village, somebody):
    plenary = Plenary.of(village.cast)
    first, second = plenary.amend(FIFTEEN, by="ada"), plenary.amend(TWELVE, by="bela", title="Douze mille postes")
    bela = village.enter(somebody(village, width=360, height=740), "bela")
    asks_by_the_keyboard(bela, second)
    dora = village.enter(somebody(village, width=1280, javascript=False), "dora")
    dora.go("amendements/miens")
    dora.sees("Une cosignature vous est demandée")
    dora.go(f"cosignatures/{second}")
    dora.press("Oui, je cosigne")
    dora.go("amendements/2")
    dora.sees(NAMES["dora"][2])
    village.opens_its_sitting()
    chloe = village.enter(somebody(village, width=1280, javascript=False), "chloe")
    moves(chloe, first, before=second)
    poll = plenary.poll(amendment_ids=(first,))
    plenary.vote(poll, "for", "ada", "bela", "dora")
    plenary.proclaim(poll)
    adapts_by_the_keyboard(bela)
    anybody = somebody(village, width=1280, javascript=False)
    anybody.go("amendements/parcours")
    anybody.fill("Son numéro, son reçu ou le nom de son auteur", "amendement 2")
    anybody.press("Chercher")
    anybody.sees("L’amendement n°\u00a02")
    anybody.finds_it_accessible()
    anybody.go("propositions/1/origine")
    anybody.sees("amendement n°\u00a01 de")


def asks_by_the_keyboard(bela, amendment_id: int) -> None:
    """A member is looked for by name, ticked and asked, and the author reads that it waits."""
    page = bela.page
    bela.go(f"cosignatures/{amendment_id}/demander")
    bela.finds_it_accessible()
    reach(page, "Chercher")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type(NAMES["dora"][2])
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q="))
    reach_in(page, page.get_by_role("checkbox", name=re.compile(NAMES["dora"][2])))
    page.keyboard.press("Space")
    reach(page, "Ajouter les personnes cochées")
    page.keyboard.press("Enter")
    bela.sees("Les personnes choisies")
    reach(page, "Envoyer la demande")
    page.keyboard.press("Enter")
    bela.sees("En attente")
    bela.finds_it_accessible()


def moves(chloe, amendment_id: int, before: int) -> None:
    """The chair puts one before another, and says why, after having read what that breaks."""
    chloe.go("seances/2/presidence/points/1/ordre")
    chloe.go(f"seances/2/presidence/points/1/ordre?amendement={amendment_id}")
    chloe.fill("Pourquoi", "Son auteur doit partir.")
    chloe.select("Le voter", before)
    chloe.press("Voir ce que cela change")
    chloe.finds_it_accessible()
    chloe.press("Déplacer ainsi")
    chloe.sees("Son auteur doit partir.", where="body")


def adapts_by_the_keyboard(bela) -> None:
    """Her words are gone: she hands in what is left of them, adapted, after the deadline."""
    page = bela.page
    bela.go("amendements/2/parcours")
    bela.sees("amendement n°\u00a02")
    bela.finds_it_accessible()
    reach(page, "Redéposer adapté")
    page.keyboard.press("Enter")
    bela.sees("Ce que vous adaptez")
    bela.sees("il se dépose jusqu’au vote du texte")
    assert "tous les agents" in bela.written(FOURTH)
    reach(page, "Déposer l’amendement")
    page.keyboard.press("Enter")
    bela.sees("Amendement déposé, reçu D-0003", where="body")
    bela.finds_it_accessible()
