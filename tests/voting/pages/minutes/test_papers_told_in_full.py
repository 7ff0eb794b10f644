"""What the papers of a sitting tell in full: those who elect on paper, the communes, the people of the bureau."""

import csv
import io

import pytest

from congress.chamber_models import Office
from congress.services.sitting_services import give_office
from tests.support.plenary import Plenary
from tests.support.plenary import words as exact_words
from voting.services.poll_services import close_poll, proclaim_poll

pytestmark = pytest.mark.one_database
ELECTION = {"objet": "election", "poste": "Élection du trésorier", "candidatures": "Mme Ada Durand\nM. Béla Roux"}
SAID = "Mme Ada Durand 2, M. Béla Roux 1, 1 blanc, 2 nuls"


def words(page) -> str:
    """The words of a page, with ordinary spaces."""
    return exact_words(page).replace("\u00a0", " ").replace("\u202f", " ")


def elect_on_paper(plenary: Plenary) -> None:
    """Six papers, of which one is blank and two are spoilt; the same piles are counted twice."""
    plenary.do(give_office, plenary.sitting_id, plenary.cast.ids["dora"], Office.TELLER, by="sven")
    asked = plenary.press("chloe", "points/1/scrutins", **ELECTION, methode="paper")
    assert asked.status_code == 303
    for name in ("dora", "sven"):
        papers = {"bulletins-o1": "2", "bulletins-o2": "1", "bulletins-blank": "1", "bulletins-null": "2"}
        assert plenary.post(name, "scrutins/1/depouillement", **papers).status_code == 303
    plenary.press("chloe", "scrutins/1", geste="clore", sans_attendre="oui")
    assert plenary.press("chloe", "scrutins/1", geste="proclamer", montre="1").status_code == 303


def test_an_election_on_paper_is_told_with_all_its_papers(discussing):
    elect_on_paper(discussing)
    assert SAID in words(discussing.get("ada", "seances/2/deliberations"))
    minutes = words(discussing.get("ada", "seances/2/proces-verbal"))
    assert f"Mme Ada Durand est élue au premier tour, à la majorité absolue. {SAID}." in minutes
    table = discussing.get("ada", "seances/2/deliberations.csv").data.decode("utf-8-sig")
    (line,) = csv.DictReader(io.StringIO(table), delimiter=";")
    assert (line["votants"], line["abstentions"]) == ("6", ""), "nobody can abstain on paper"
    for told in ("Blancs : 1.", "Nuls : 2."):
        assert told in line["décompte"].replace("\u00a0", " ")


def test_the_table_of_a_named_vote_tells_the_commune_of_all_and_the_page_that_of_namesakes(discussing):
    poll = discussing.poll()
    discussing.vote(poll, "for", "ada", "bela")
    discussing.do(close_poll, poll)
    discussing.do(proclaim_poll, poll)
    table = discussing.get("ada", "scrutins/1.csv").data.decode("utf-8-sig")
    communes = [line["commune"] for line in csv.DictReader(io.StringIO(table), delimiter=";")]
    assert "Le Havre" in communes and all(communes)
    assert "Le Havre" not in words(discussing.get("ada", "scrutins/1/noms"))


def test_people_told_with_their_commune_are_parted_by_semicolons(cast):
    plenary = Plenary.of(cast)
    for name in ("dora", "emile"):
        plenary.do(give_office, plenary.sitting_id, cast.ids[name], Office.TELLER, by="sven")
    plenary.open("ada", "bela", "dora", "emile", "chloe")
    minutes = words(plenary.get("sven", "seances/2/proces-verbal"))
    told = minutes.split("Dépouillement des votes : ")[1].split(").")[0]
    people = told.split(" ; ")
    assert len(people) == 2 and all(", " in one for one in people), told
