"""« Amendements concurrents »: amendments by alinéas, what each does there, what another wants too."""

import re

import pytest

from amendments.rules.locations import compared
from tests.amendments.pages.test_amendment_pages import get, main_text
from tests.amendments.services.test_decision_services import CINQ, DOUZE, QUINZE, SANS_2

pytestmark = pytest.mark.one_database


def rows(page: str) -> list[str]:
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return [main_text(f"<main>{row}</main>") for row in body.split("<tr>")[1:]]


def test_each_row_says_what_it_does_to_each_alinea_and_what_another_wants_too(house):
    for rank, pair in enumerate((CINQ, QUINZE, DOUZE, SANS_2, QUINZE), start=1):
        house.published(pair, by=rank)
    page = get(house, "propositions/1/concurrents", None)
    read = main_text(page).replace("\u00a0", " ")
    assert "Alinéa 3 : 2 votes portent sur les mêmes mots, en discussion commune." in read
    assert page.count('scope="col"') == 3  # the vote, and the two alinéas that are touched
    assert page.count('class="same"') == 2
    assert "n° 3 : n° 2 et 5 tombent" in read and "n° 2 et 5 : n° 3 tombe" in read
    assert "supprime" in rows(page)[-1] and "ne touche pas" in rows(page)[-1]


def test_insertions_at_one_place_have_an_order_to_choose(house):
    last = "La mairie reste"
    house.published((last, f"Un alinéa nouveau.\n\n{last}"), by=1)
    house.published((last, f"Un tout autre alinéa.\n\n{last}"), by=2)
    page = get(house, "propositions/1/concurrents", None)
    assert page.count('class="place"') == 2
    beside = re.findall(r'<span class="in-words" aria-hidden="true">(.*?)</span></span>', page)
    assert len(beside) == 2 and "Un alinéa nouveau." in beside[0], "where a telephone has room for the signs alone"
    assert "Après l’alinéa 5 : 2 insertions veulent la même place" in main_text(page).replace("\u00a0", " ")


def test_without_amendment_it_says_so(house):
    assert "Aucun amendement à voter sur cette proposition." in main_text(
        get(house, "propositions/1/concurrents", None)
    )


@pytest.mark.parametrize("path", ["propositions/1", "propositions/1/concurrents", "amendements"])
def test_a_page_read_again_compares_no_text_again_however_many_there_are(house, path):
    for rank, pair in enumerate((CINQ, DOUZE, SANS_2), start=1):
        house.published(pair, by=rank)
    first = get(house, path, None)
    compared.cache_clear()  # as hundreds of amendments do to what keeps a hundred differences
    assert main_text(get(house, path, None)) == main_text(first)
    assert compared.cache_info().misses == 0
