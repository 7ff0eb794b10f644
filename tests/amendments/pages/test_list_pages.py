"""Lists of proposals and of amendments, and their table for spreadsheets."""

import csv
import io

import pytest

from tests.amendments.conftest import make_house
from tests.amendments.pages.test_amendment_pages import get, main_text
from tests.amendments.services.test_decision_services import CINQ, DOUZE, QUINZE, SANS_2, TOUJOURS

pytestmark = pytest.mark.one_database


def test_the_proposals_are_listed_with_their_state_and_amendments(house):
    house.published(QUINZE)
    page = main_text(get(house, "propositions"))
    assert "Pour une médiation numérique financée dans la durée" in page
    assert "1 amendement, dont 1 à voter" in page and "Votre point de vue reste à donner" in page


def test_a_congress_without_motion_says_so(app):
    house = make_house(app)
    from congress.models import Congress
    from core.database import session

    def copy() -> None:
        row = session().get_one(Congress, house.cast.congress_id)
        columns = (column.name for column in Congress.__table__.columns)
        values = {name: getattr(row, name) for name in columns if name != "id"}
        session().add(Congress(**values | {"slug": "vide"}))

    house.cast.run(copy)
    client = house.cast.browse(None)
    assert "Aucune proposition pour l’instant." in client.get("/vide/propositions").text
    assert "Aucun amendement publié." in client.get("/vide/amendements").text


def test_the_list_is_in_the_order_of_the_text_with_what_falls(house):
    last = house.published(TOUJOURS, title="La fin")
    house.published(QUINZE, by=2, title="Les postes")
    house.published(SANS_2, by=3, title="Sans formation")
    house.published(DOUZE, by=4, title="Douze")
    house.published(text=house.change(DOUZE), by=5, title="Douze aussi")
    page = main_text(get(house, "propositions/1/amendements", None))
    order = [page.index(words) for words in ("Les postes", "Sans formation", "La fin")]
    assert order == sorted(order)
    assert "Alinéa 3 ligne 4 · amendements concurrents, discussion commune" in page
    assert "n° 4 et 5 tombent" in page
    house.reject(last)
    rejected = main_text(get(house, "propositions/1/amendements?statut=rejetes", None))
    assert "La fin" in rejected and "Les postes" not in rejected
    assert "Tous 5" in rejected and "À voter 4" in rejected and "Rejetés 1" in rejected
    assert "Aucun amendement dans ce filtre." in main_text(
        get(house, "propositions/1/amendements?statut=adoptes", None)
    )
    everything = main_text(get(house, "amendements", None))
    assert "Proposition n° 1 – Pour une médiation" in everything and "Les postes" in everything


def test_a_sub_amendment_stands_under_its_amendment_counted_with_its_state(house):
    from tests.amendments.life.test_life_services import sub_of

    first = house.published(QUINZE, title="Les postes")
    house.published(SANS_2, by=3, title="Sans formation")
    sub_of(house, first, ("quinze mille", "seize mille"), title="Seize plutôt")
    sub_of(house, first, ("quinze mille", "vingt mille"), title="Pas encore publié", published=False)
    for path in ("propositions/1/amendements", "amendements"):
        page = get(house, path, None)
        said = main_text(page)
        order = [said.index(words) for words in ("Les postes", "Seize plutôt", "Sans formation")]
        assert order == sorted(order) and "Pas encore publié" not in said
        assert f'href="/{house.slug}/amendements/1-A"' in page and "Sous-amendement n° 1-A" in said
        assert "Tous 3" in said and "À voter 3" in said and "2 amendements, 1 sous-amendement." in said
    house.reject(first)
    rejected = main_text(get(house, "propositions/1/amendements?statut=rejetes", None))
    assert "Les postes" in rejected and "Seize plutôt" not in rejected
    fallen = main_text(get(house, "propositions/1/amendements?statut=autres", None))
    assert "Seize plutôt" in fallen and "Les postes" not in fallen


def test_the_dispositif_is_said_with_the_verbs_that_the_congress_chose(house):
    from congress.models import Congress
    from congress.rules.rule_names import DispositifWording

    house.change_row(Congress, house.cast.congress_id, dispositif_wording=DispositifWording.SUBSTITUTE)
    house.published(QUINZE)
    page = main_text(get(house, "amendements/1", None))
    assert "À la ligne 4 de l’alinéa 3, substituer au mot « dix » le mot « quinze »." in page.replace("\u00a0", " ")


def test_identical_ones_share_their_vote_and_stand_together(house):
    for rank, pair in enumerate((CINQ, QUINZE, CINQ), start=1):
        house.published(pair, by=rank)
    page = get(house, "propositions/1/amendements")
    assert page.count('class="batch"') == 2
    first, second = (page.index(f'amendements/{number}"') for number in (1, 3))
    assert not first < page.index('amendements/2"') < second


def test_without_amendment_the_list_says_until_when(house):
    page = main_text(get(house, "propositions/1/amendements", "ada"))
    assert "Aucun amendement publié à la proposition n° 1." in page
    assert "Le dépôt des amendements est ouvert jusqu’au lundi 12 octobre 2020 à 18 h." in page


def test_the_table_for_spreadsheets_holds_each_amendment_and_no_formula(house):
    house.published(QUINZE, title="=1+1", reasons="Car\n« oui »")
    house.deposited(CINQ, by=2)
    answer = house.cast.browse(None).get(house.cast.path("propositions/1/amendements.csv"))
    assert answer.data.startswith(b"\xef\xbb\xbf")
    header, *rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 1
    row = dict(zip(header, rows[0], strict=True))
    assert row["en quelques mots"] == "'=1+1" and row["statut"] == "Publié"
    assert row["dispositif"].startswith("À l’alinéa\u00a03, ligne\u00a04, remplacer")
    everything = house.cast.browse(None).get(house.cast.path("amendements.csv"))
    assert everything.data == answer.data


@pytest.mark.parametrize("reasons", ["\n=1+1", "\uff1d1+1", "\uff20SUM(1)", "-1"])
def test_no_cell_of_the_table_begins_as_a_formula_does(house, reasons):
    house.published(QUINZE, reasons=reasons)
    table = house.cast.browse(None).get(house.cast.path("amendements.csv")).data.decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(table, newline=""), delimiter=";")
    assert dict(zip(header, row, strict=True))["exposé sommaire"] == "'" + reasons.lstrip("\n")


def test_a_demonstration_says_so_in_the_table(app):
    house = make_house(app, demonstration=True)
    house.published(QUINZE)
    table = house.cast.browse(None).get(house.cast.path("amendements.csv")).data.decode("utf-8-sig")
    assert "DÉMONSTRATION – personnes et texte fictifs" in table


def test_amendments_kept_to_members_are_not_shown_to_the_public(app):
    from congress.rules.visibility import Visibility

    house = make_house(app, amendments_visible=Visibility.MEMBERS)
    house.published(QUINZE, title="Quinze mille")
    client = house.cast.browse(None)
    for path in ("amendements", "amendements/1", "propositions/1/amendements", "amendements.csv"):
        answer = client.get(house.cast.path(path))
        assert answer.status_code == 303 and "/connexion" in answer.location
    page = get(house, "propositions/1", None)
    assert "n° 1" not in main_text(page).replace("Proposition n° 1", "") and "aimed" not in page
    assert "Quinze mille" in get(house, "propositions/1", "vera")
