"""« Retenus par le bureau » on its page, on the amendment's, on the console, the voter's page, the hall, the minutes."""

import re

import pytest

from tests.support.plenary import CONSOLE, FIFTEEN, NUMBER, TWENTY, Plenary, words
from tests.voting.services.ordering.test_retained import LAST, TITLED

pytestmark = pytest.mark.one_database
HERE = "propositions/1/retenus"
NUMBERS = "n°\u00a01\u00a0et\u00a02"


@pytest.fixture
def plenary(cast):
    found = Plenary.of(cast)
    found.open()
    found.discuss()
    return found


def retain(plenary, *rows: int, by: str = "sven"):
    return plenary.post(by, HERE, geste="retenir", amendement=[str(row) for row in rows])


def test_the_bureau_retains_those_that_it_advised_and_every_page_names_them(plenary):
    from amendments.models import OpinionKind
    from amendments.services.opinions.opinion_services import Advice, give_opinion

    title, fifteen = plenary.amend(TITLED, by="ada"), plenary.amend(FIFTEEN, by="bela")
    twenty = plenary.amend(TWENTY, by="dora")
    plenary.do(give_opinion, [title, fifteen], Advice(OpinionKind.FAVOURABLE, ""), by="sven")
    page = plenary.get("sven", HERE).text
    assert re.findall(r'value="(\d+)" id="choisi-\d+" checked', page) == [str(title), str(fifteen)]
    refused = retain(plenary, title, fifteen, twenty)
    assert refused.status_code == 422 and "porte au même endroit que le n°\u00a03" in words(refused)
    assert re.findall(r'value="(\d+)" id="choisi-\d+" checked', refused.text) == [str(title), str(fifteen), str(twenty)]
    assert retain(plenary, title, fifteen).status_code == 303
    shown = words(plenary.get("ada", HERE))
    assert "Retenus par M.\u00a0Sven Keller" in shown and "Tombent s’ils sont adoptés : n° 3." in shown.replace(
        "\u00a0", " "
    )
    assert "quinze" in shown
    for who, rest in ((None, "amendements/1"), ("ada", "scrutins"), ("chloe", CONSOLE)):
        assert re.search("[Rr]etenus? par le bureau", words(plenary.get(who, rest))), rest
    assert "Le bureau retient des amendements" in words(plenary.get("sven", "propositions/1/sans-debat"))
    assert f"en une fois les amendements {NUMBERS}, retenus par le bureau. Qui veut" in words(
        plenary.get("chloe", CONSOLE)
    )
    key = re.search(r"bundle-[\d-]+", plenary.get("chloe", CONSOLE).text)[0]
    assert plenary.press("chloe", "points/1/scrutins", vote=key, methode="electronic").status_code == 303
    for who, rest in (("ada", "scrutins/1"), ("ada", f"seances/{NUMBER}/ecran")):
        assert NUMBERS in words(plenary.get(who, rest)), rest
    plenary.vote(1, "for", "ada", "bela")
    assert plenary.press("chloe", "scrutins/1", geste="clore", sans_attendre="oui").status_code == 303
    assert plenary.press("chloe", "scrutins/1", geste="proclamer", tombe=twenty).status_code == 303
    decided = "Les amendements n°\u00a01\u00a0et\u00a02, retenus par le bureau, sont adoptés."
    minutes = f"seances/{NUMBER}/proces-verbal"
    for who, rest in (("ada", "scrutins/1"), ("ada", f"seances/{NUMBER}/ecran"), ("sven", minutes)):
        assert decided[:-1] in words(plenary.get(who, rest)), rest
    assert not re.search(r"«\s*»", words(plenary.get("ada", "scrutins/1")))
    assert "Scrutin n°\u00a01 – Pour une" in words(plenary.get("ada", "scrutins")), "not the title of one of them"
    told = words(plenary.get("sven", minutes))
    assert "Le bureau retient les amendements n°\u00a01\u00a0et\u00a02, pour un seul vote." in told
    assert "l’amendement n°\u00a03 tombe" in told
    for rest in ("scrutins/1.csv", "scrutins/1.popolo.json", "seances/2/proces-verbal.json"):
        assert plenary.get("sven", rest).status_code == 200, rest


@pytest.mark.parametrize("rest", [HERE, "amendements/2"])
def test_one_press_asks_for_a_separate_vote(plenary, rest):
    title, last = plenary.amend(TITLED, by="ada"), plenary.amend(LAST, by="bela")
    fifteen = plenary.amend(FIFTEEN, by="dora")
    retain(plenary, title, last, fifteen)
    assert "Demander un vote séparé" not in plenary.get(None, rest).text
    assert "Demander un vote séparé" in plenary.get("emile", rest).text
    for _again in range(2):
        answer = plenary.post(
            "emile", HERE, geste="separer", amendement=last, retour=plenary.cast.path("amendements/2")
        )
        assert answer.status_code == 303
    assert "demandé par M.\u00a0Émile Roux" in words(plenary.get(None, rest))
    minutes = words(plenary.get("sven", f"seances/{NUMBER}/proces-verbal"))
    assert (
        minutes.count("M.\u00a0Émile Roux demande un vote séparé sur l’amendement n°\u00a02, retenu par le bureau.")
        == 1
    )


@pytest.mark.parametrize("page", ["retenus", "sans-debat"])
def test_nothing_is_offered_during_a_vote_on_the_text_and_the_page_says_why(plenary, page):
    here = f"propositions/1/{page}"
    title, fifteen = plenary.amend(TITLED, by="ada"), plenary.amend(FIFTEEN, by="bela")
    before = plenary.get("sven", here).text
    assert 'name="amendement"' in before
    plenary.announce(amendment_ids=(title,))
    during = plenary.get("sven", here)
    assert "Un scrutin est annoncé sur ce texte" in words(during) and 'name="amendement"' not in during.text
    sent = {"geste": "retenir" if page == "retenus" else "proposer", "jusqu": "2020-10-20T10:00"}
    refused = plenary.post("sven", here, amendement=[str(title), str(fifteen)], **sent)
    assert refused.status_code == 409 and "Un scrutin est annoncé sur ce texte" in words(refused)
    assert f'id="choisi-{title}" checked' in refused.text  # what was ticked is given back
