"""A list in capitals, as town halls keep theirs: it finds who is known, and spoils no name."""

import re

import pytest
from sqlalchemy import func, select

from congress.models import Member
from core.database import session
from tests.congress.pages.test_roll_views import hidden, send

pytestmark = pytest.mark.one_database


@pytest.fixture
def sven(cast):
    return cast.browse("sven")


def facts(page) -> list[str]:
    return re.findall(r"<dd>(\d+)</dd>", page.text)


@pytest.mark.parametrize(
    "data",
    [
        "NOM;PRÉNOM\nKOVACS;BELA\n",
        "NOM;Prénom;Courriel\nKOVACS;Béla;BELA@essai.example\n",
        "NOM;Prénom;Courriel;Commune\nKOVACS;BELA;bela@essai.example;Aprey\n",
    ],
)
def test_a_name_in_capitals_and_without_accents_is_the_member_known_and_stays_as_it_is(cast, sven, data):
    page = send(sven, cast, data.encode("cp1252"))
    assert facts(page)[0] == "0", "nobody is added"
    assert "KOVACS" not in page.text.split("Personnes modifiées")[-1]
    if 'name="seen"' in page.text:
        sven.post(cast.path("membres/importer/confirmer"), data=hidden(page))
    bela = cast.read(lambda: session().get_one(Member, cast.ids["bela"]))
    assert (bela.given_name, bela.family_name) == ("Béla", "Kovacs")
    assert cast.read(lambda: session().scalar(select(func.count(Member.id)))) == 12


def test_a_name_corrected_in_small_letters_changes(cast, sven):
    page = send(sven, cast, "Nom;Prénom\nKóvács;Béla\n".encode())
    assert facts(page) == ["0", "1", "0"]
    sven.post(cast.path("membres/importer/confirmer"), data=hidden(page))
    assert cast.read(lambda: session().get_one(Member, cast.ids["bela"])).family_name == "Kóvács"


def test_somebody_new_in_capitals_is_added_as_written(cast, sven):
    page = send(sven, cast, b"Nom;Pr\xe9nom\nNOUVELLE;Anne\n")
    assert facts(page) == ["1", "0", "0"]


def test_a_list_with_neither_communes_nor_addresses_asks_whether_a_name_is_who_is_known(cast, sven):
    page = send(sven, cast, "NOM;Prénom;Mél\nKOVACS;Béla;\nNOUVELLE;Anne;\n".encode("cp1252"))
    assert page.text.count("meme-2") and not page.text.count("meme-3")
    refused = sven.post(cast.path("membres/importer/confirmer"), data=hidden(page))
    assert refused.status_code == 422, "nobody becomes two electors without a word"
    assert cast.read(lambda: session().scalar(select(func.count(Member.id)))) == 12
