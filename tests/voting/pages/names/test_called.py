"""Where thousands vote, somebody is chosen by the words of their name, and the register is read by pages."""

import re

import pytest

from congress.chamber_models import Proxy, SittingOffice
from core.database import session
from core.text import pages_of
from tests.support.plenary import Plenary, words
from voting.pages import poll_page, sitting_views
from voting.pages.names import called

pytestmark = pytest.mark.one_database
SITTING = "seances/2"


@pytest.fixture
def crowded(cast, monkeypatch) -> Plenary:
    """A congress with more electors than a list holds: nine, for lists of three."""
    monkeypatch.setattr(sitting_views, "MOST_LISTED", 3)
    monkeypatch.setattr(poll_page, "MOST_LISTED", 3)
    return Plenary.of(cast)


def given(plenary: Plenary) -> list[tuple[int, int]]:
    rows = plenary.cast.read(lambda: [(row.principal_id, row.holder_id) for row in session().query(Proxy)])
    return list(rows)


def test_a_page_of_a_sitting_holds_no_list_of_the_roll(crowded):
    for name in ("ada", "sven"):
        page = crowded.get(name, SITTING).text
        assert 'name="mandataire_nom"' in page, name
        assert "Béla" not in page, name


def test_a_proxy_goes_to_the_one_person_who_answers_to_the_words(crowded):
    ids = crowded.cast.ids
    assert crowded.post("ada", f"{SITTING}/pouvoirs", mandataire_nom="kovács BELA").status_code == 303
    assert given(crowded) == [(ids["ada"], ids["bela"])]
    answer = crowded.post("sven", f"{SITTING}/pouvoirs", mandant_nom="emile", mandataire_nom="dora")
    assert answer.status_code == 303
    assert given(crowded)[1:] == [(ids["emile"], ids["dora"])]


def test_of_several_who_answer_one_is_chosen_in_a_list_of_them_alone(crowded):
    answer = crowded.post("ada", f"{SITTING}/pouvoirs", mandataire_nom="maire")
    number = int(re.search(r"(\d+) personnes répondent à «\u00a0maire\u00a0»", words(answer))[1])
    assert (answer.status_code, given(crowded)) == (422, [])
    select = re.search(r'<select id="mandataire".*?</select>', answer.text, re.DOTALL)[0]
    assert select.count("<option") in (number, number + 1)  # oneself is not proposed
    holder = re.search(r'<option value="(\d+)"', select)[1]
    assert crowded.post("ada", f"{SITTING}/pouvoirs", mandataire=holder).status_code == 303


def test_nobody_and_too_many_are_told_and_what_was_typed_stays(crowded, monkeypatch):
    answer = crowded.post("ada", f"{SITTING}/pouvoirs", mandataire_nom="<personne>")
    assert answer.status_code == 422
    assert "Personne, parmi les membres qui votent, ne répond à «\u00a0<personne>\u00a0»." in words(answer)
    assert 'value="&lt;personne&gt;"' in answer.text
    monkeypatch.setattr(called, "MOST_FOUND", 1)
    answer = crowded.post("sven", f"{SITTING}/fonctions", membre_nom="maire", fonction="teller")
    assert "Trop de personnes répondent à «\u00a0maire\u00a0»" in words(answer)
    assert crowded.post("sven", f"{SITTING}/fonctions", membre_nom="bela", fonction="teller").status_code == 303
    held = crowded.cast.read(lambda: [row.member_id for row in session().query(SittingOffice)])
    assert crowded.cast.ids["bela"] in held


def test_a_vote_said_aloud_is_sought_by_name_first(crowded):
    crowded.open()
    crowded.discuss()
    poll = crowded.poll()
    assert 'name="right"' not in crowded.get("sven", "scrutins/1").text
    page = crowded.get("sven", "scrutins/1", voix="emile").text
    assert re.findall(r'<option value="(\d+)"', page) == [str(crowded.rights(poll, "emile")[0])]
    assert "Aucun vote à saisir pour «\u00a0nul\u00a0»." in words(crowded.get("sven", "scrutins/1", voix="nul"))
    assert 'name="voix"' not in crowded.get("ada", "scrutins/1", voix="emile").text


def test_the_register_is_read_by_pages_and_printed_whole(crowded, monkeypatch):
    crowded.open("ada", "bela", "chloe")
    whole = crowded.get("sven", f"{SITTING}/emargement").text
    monkeypatch.setattr(pages_of, "LINES", 4)
    pages = [crowded.get("sven", f"{SITTING}/emargement", page=number) for number in (1, 2, 3)]
    assert [page.text.count('role="rowheader"') for page in pages] == [4, 4, 1]
    assert all("3 présents sur 9" in words(page) for page in pages)
    assert crowded.get("sven", f"{SITTING}/emargement", tout=1).text.count('role="rowheader"') == 9
    assert whole.count('role="rowheader"') == 9
    found = crowded.get("sven", f"{SITTING}/emargement", q="BÉLA")
    assert "1 présent sur 1 dans cette recherche." in words(found)
