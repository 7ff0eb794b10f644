"""What everybody reads of a vote counted by colleges: before it, while voting, its result, its files, the API."""

import json

import pytest

from congress.rules.rule_names import CollegeRule
from tests.support.colleges import settle
from tests.support.plenary import CONSOLE, Plenary, words
from tests.voting.pages.rules.test_rules_views import COUNCIL
from voting.services.poll_services import open_poll

pytestmark = pytest.mark.one_database


@pytest.fixture
def plenary(cast) -> Plenary:
    return Plenary.of(cast)


def said(answer) -> str:
    return words(answer).replace("\u00a0", " ").replace("\u202f", " ")


def test_a_vote_by_college_is_read_by_everybody_alike(plenary):
    settle(plenary, weights={"emile": 3})
    roll = said(plenary.get("sven", "membres"))
    assert "collège « Usagers » poids 3" in roll and "collège « Élus »" in roll
    plenary.open()
    assert "collège « Usagers »" in said(plenary.get("sven", "seances/2/emargement"))
    plenary.discuss()
    foreseen = "il faudra dans chaque collège : 3 sur 4 (Élus) et 4 sur 7 (Usagers)"
    assert foreseen in said(plenary.get("chloe", CONSOLE))
    poll_id = plenary.announce()
    assert foreseen in said(plenary.get("ada", "scrutins/1"))
    plenary.do(open_poll, poll_id)
    voting = said(plenary.get("emile", "scrutins/1"))
    assert "Ce vote compte dans le collège « Usagers »." in voting and "Ce vote pèse 3 voix." in voting
    assert "main levée" not in said(plenary.get("chloe", CONSOLE))
    plenary.vote(poll_id, "for", "ada", "bela", "dora", "emile", "hana")
    plenary.vote(poll_id, "against", "chloe", "fatou", "gaspard")
    plenary.vote(poll_id, "abstain", "iris")
    plenary.proclaim(poll_id)
    result = said(plenary.get("vera", "scrutins/1"))
    for sentence in (
        "Votants : 9, qui portent 11 voix. Abstentions : 1 voix (1 votant). Suffrages exprimés : 10 voix (8 votants).",
        "Collège « Élus » : 3 voix pour (3 votants), 1 voix contre (1 votant), il en fallait plus de 2.",
        "Collège « Usagers » : 4 voix pour (2 votants), 2 voix contre (2 votants), 1 voix d’abstention (1 votant), il",
        "La proposition n° 1 est adoptée.",
        "Par collège",
        "la majorité y est réunie",
        "collège « Usagers »",
    ):
        assert sentence in result, sentence
    hall = said(plenary.get("vera", "seances/2/ecran"))
    assert "Usagers 4 pour, 2 contre il fallait plus de 3" in hall
    minutes = said(plenary.get("sven", "seances/2/proces-verbal"))
    assert "Collège « Élus » : 3 voix pour (3 votants)" in minutes
    assert "plus de voix pour que de voix contre dans chaque collège" in minutes

    table = plenary.get("ada", "scrutins/1.csv").text
    assert "collège" in table.splitlines()[0] and "M. Émile Roux;Saponay;Pour;;3;non;Usagers" in table.replace(
        "\u00a0", " "
    )
    listed = said(plenary.get("ada", "seances/2/deliberations"))
    assert "7 voix pour (5 votants), 3 voix contre (3 votants), 1 voix d’abstention (1 votant)" in listed
    kept = said(plenary.get("ada", "seances/2/deliberations.csv"))
    assert "décompte" in kept and "Suffrages exprimés : 10 voix (8 votants)." in kept
    event = json.loads(plenary.get("ada", "scrutins/1.popolo.json").text)
    assert [one["group"]["name"] for one in event["group_results"]] == ["Élus", "Usagers"]
    assert {"option": "yes", "value": 2, "weight": "4"} in event["group_results"][1]["counts"]
    recorded = json.loads(plenary.get("sven", "seances/2/proces-verbal.json").text)["facts"]["polls"][0]["outcome"]
    assert (recorded["weights"]["for"], recorded["colleges"][1]["weights"]["for"]) == ("7", "4")
    api = plenary.cast.browse("ada").get(f"/api/v1/{plenary.cast.slug}/polls/1").json
    assert api["outcome"]["colleges"][1]["weights"]["for"] == "4"
    assert api["rules"]["college_rule"] == "each"


def test_the_hall_asks_nothing_of_a_college_where_nobody_voted(plenary):
    settle(plenary)
    plenary.open()
    plenary.discuss()
    poll_id = plenary.poll()
    plenary.vote(poll_id, "for", "ada", "bela")
    plenary.proclaim(poll_id)
    hall = said(plenary.get("vera", "seances/2/ecran"))
    assert "Usagers aucun suffrage exprimé Un signe" in hall


def test_an_option_and_an_election_are_not_counted_by_college(plenary):
    settle(plenary)
    plenary.open()
    plenary.discuss()
    console = said(plenary.get("chloe", CONSOLE))
    assert "seule une question pour ou contre s’y compte" in console and "Candidatures" not in console
    for asked in (
        {"objet": "options", "choix": "Où\u202f?", "options": "Lyon\nBrest"},
        {"objet": "election", "election": "Élection", "candidatures": "Mme A\nM. B", "renonce": "oui"},
    ):
        refused = plenary.press("chloe", "points/1/scrutins", methode="electronic", **asked)
        assert refused.status_code in (409, 422), said(refused)[:500]
    assert "Lyon" in plenary.press("chloe", "points/1/scrutins", methode="electronic", objet="options", choix="Où\u202f?",
                                   options="Lyon\nBrest").text  # fmt: skip


def test_who_could_not_be_counted_is_named_before_the_sitting(plenary):
    settle(plenary, colleges={"ada": "Élus"})
    ready = said(plenary.get("sven", "seances/2/presidence/pret"))
    assert "Des voix ne pourraient pas être comptées" in ready and "et 5 autres n’en ont pas" in ready
    refused = plenary.press("chloe", "seance", geste="ouvrir")
    assert refused.status_code == 409 and "La règle compte les voix par collège et" in said(refused)


def test_shares_are_said_with_what_each_college_adds(plenary):
    settle(plenary, CollegeRule.SHARE, shares={"Élus": "1/3", "Usagers": "2/3"})
    plenary.open()
    plenary.discuss()
    poll_id = plenary.poll()
    plenary.vote(poll_id, "for", "ada", "emile", "fatou", "hana", "iris")
    plenary.vote(poll_id, "against", "bela", "dora", "chloe", "gaspard")
    plenary.proclaim(poll_id)
    result = said(plenary.get("vera", "scrutins/1"))
    assert "Collège « Usagers » (part 2/3) : 4 pour, 1 contre, soit environ 0,533." in result
    assert "Part pondérée des voix pour : 37/60, environ 0,617. La proposition n° 1 est adoptée." in result
    assert "chaque collège comptant pour sa part (Élus 1/3 et Usagers 2/3)" in result
    assert "voix comptées par collège" in said(plenary.get("vera", ""))
    listed = said(plenary.get("sven", "seances/2/proces-verbal")).partition("Délibération n°")[2]
    assert "est adoptée. Collège" in listed, "shares alone decide"
    assert "Collège « Usagers » (part 2/3) : 4 pour, 1 contre, soit environ 0,533." in listed


def test_a_deliberation_tells_the_count_of_all_where_all_decide_too(plenary):
    settle(plenary, CollegeRule.EACH_AND_MAJORITY)
    plenary.open()
    plenary.discuss()
    poll_id = plenary.poll()
    plenary.vote(poll_id, "for", "ada", "bela", "dora", "emile", "fatou", "hana", "iris")
    plenary.vote(poll_id, "against", "chloe", "gaspard")
    plenary.proclaim(poll_id)
    listed = said(plenary.get("sven", "seances/2/proces-verbal")).partition("Délibération n°")[2]
    assert "La proposition n° 1 est adoptée. 7 pour, 2 contre, 0 abstention. Collège" in listed


def test_the_secretariat_chooses_colleges_in_the_rules_and_a_council_cannot(plenary):
    own = COUNCIL | {"preset": "association", "body": "association", "college_rule": "share",
                     "college_shares": "Élus : 0,6\nUsagers : 0,5", "quorum_by_college": "oui"}  # fmt: skip
    refused = plenary.post("sven", "regles", **own)
    assert refused.status_code == 422 and "font ensemble 1" in said(refused)
    assert "Usagers : 0,5" in refused.text
    assert plenary.post("sven", "regles", **own | {"college_shares": "Élus : 60 %\nUsagers: 0.4"}).status_code == 303
    read = said(plenary.get("ada", "regles"))
    assert "chaque collège comptant pour sa part (Élus 0,6 et Usagers 0,4)" in read
    assert "Il doit l’être aussi dans chaque collège." in read and "À la moitié juste, le texte est rejeté." in read
    for unknown in ("x", "9" * 20):
        assert plenary.post("sven", "regles", **own | {"college_rule": unknown}).status_code == 422
    council = plenary.post("sven", "regles", **COUNCIL | {"college_rule": "each"})
    assert council.status_code == 422
    assert "Chaque membre a ici une voix, sans collèges (CGCT, art. L2121-20)." in said(council)


def test_a_college_whose_name_hides_a_sign_is_refused_and_nothing_typed_is_lost(plenary):
    own = COUNCIL | {"preset": "association", "body": "association", "college_rule": "share",
                     "college_shares": "Élus\u202e : 0,6\nUsagers : 0,4"}  # fmt: skip
    refused = plenary.post("sven", "regles", **own)
    assert refused.status_code == 422
    assert "« Élus » contient un signe que personne ne voit (U+202E)" in said(refused)
    assert "Usagers : 0,4" in refused.text
    assert plenary.post("sven", "regles", **own | {"college_shares": "נבחרים : 0,6\nUsagers : 0,4"}).status_code == 303
