"""The versions of a text: listed with their cause, any two compared."""

import re
from html import unescape

import pytest

pytestmark = pytest.mark.one_database

NB = "\u00a0"
PATH = "propositions/1/versions"


def words(answer) -> str:
    text = re.sub(r"<[^>]+>", " ", re.sub(r"</?(?:b|a|em|strong|ins|del)\b[^>]*>", "", answer.text))
    return re.sub(r"[ \n\t]+", " ", unescape(text))


@pytest.fixture
def read(answers):
    """What anybody reads of the versions: `read("?de=1&a=2")`."""
    return lambda query="", path=PATH: answers.cast.browse(None).get(answers.cast.path(path + query))


@pytest.fixture
def three(answers):
    answers.amend("dix mille", "quinze mille")
    answers.amend("La mairie reste souvent", "La mairie demeure souvent", label=f"amendement n°{NB}7")
    return answers


def test_with_one_version_there_is_nothing_to_compare_and_the_page_says_so(read):
    page = read()
    assert page.status_code == 200
    assert "Une seule version. Le texte n’a pas changé depuis son import." in words(page)
    assert "<select" not in page.text
    assert "texte importé" in words(page)


def test_versions_are_listed_last_first_with_date_cause_and_fingerprint(read, three):
    from core.digest import short_fingerprint

    table = words(read()).rpartition("Empreinte de vérification")[2]
    causes = ["texte importé", f"après l’adoption{NB}: amendement n°{NB}3", f"après l’adoption{NB}: amendement n°{NB}7"]
    assert [table.index(cause) for cause in causes] == sorted((table.index(cause) for cause in causes), reverse=True)
    assert "3 (en vigueur)" in table
    assert short_fingerprint(three.fingerprint()) in table
    assert f"12{NB}octobre{NB}2020, 14{NB}h" in table


def test_the_last_two_are_compared_unless_one_asks_for_others(read, three):
    page = read()
    assert re.findall(r"<ins>.*?</ins>", page.text)
    assert "demeure" in page.text
    assert "quinze" not in "".join(re.findall(r"<ins>.*?</ins>", page.text))
    page = read("?de=1&a=2")
    assert "quinze" in "".join(re.findall(r"<ins>.*?</ins>", page.text))
    assert "dix" in "".join(re.findall(r"<del>.*?</del>", page.text))
    assert re.findall(r'<option value="(\d)" selected>', page.text) == ["1", "2"]


def test_side_by_side_is_a_table_of_two_columns_that_says_its_changes(read, three):
    page = read("?de=1&a=3&vue=cote-a-cote")
    assert page.text.count('class="table side-by-side"') == 1
    assert re.findall(r'<th scope="col" role="columnheader">(\w+)</th>', page.text) == ["Avant", "Après"]
    assert "[ajouté" in page.text
    assert "[supprimé" in page.text
    assert 'name="vue" value="cote-a-cote"' in page.text


def test_backwards_too(read, three):
    page = read("?de=2&a=1")
    assert "dix" in "".join(re.findall(r"<ins>.*?</ins>", page.text))


def test_a_version_with_itself_has_no_difference(read, three):
    assert "Aucune différence. Les deux versions ont le même texte." in words(read("?de=2&a=2"))


def test_the_legend_stands_beside_every_difference(read, three):
    for query in ("", "?vue=cote-a-cote"):
        assert "mots ajoutés soulignés mots supprimés barrés" in words(read(query))


@pytest.mark.parametrize("query", ["?de=9", "?a=0", "?de=un", "?a=", "?de=1%27", "?a=-1"])
def test_a_version_that_does_not_exist_is_not_found(read, three, query):
    page = read(query)
    assert page.status_code == 404
    assert "Il n’y a pas de version de ce numéro." in words(page)


def test_an_unknown_proposal_or_part_is_not_found(read):
    assert read(path="propositions/9/versions").status_code == 404
    assert read(path="motion/annexe/versions").status_code == 404


def test_the_preamble_and_the_closing_have_versions_too(read):
    assert "Préambule" in words(read(path="motion/preambule/versions"))
    assert "Conclusion" in words(read(path="motion/conclusion/versions"))


def test_html_in_a_text_is_shown_and_never_read(read, answers):
    answers.amend("dix mille postes", "<script>alert(1)</script> **dix** postes")
    for query in ("", "?vue=cote-a-cote"):
        page = read(query)
        assert "<script>alert" not in page.text
        assert "&lt;script&gt;" in page.text


def test_the_page_is_written_in_english_for_who_asks(read, three):
    browser = three.cast.browse(None)
    browser.set_cookie("langue", "en")
    page = browser.get(three.cast.path(PATH))
    assert page.status_code == 200
    assert '<html lang="en"' in page.text
