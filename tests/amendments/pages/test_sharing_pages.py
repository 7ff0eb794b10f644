"""The short address of a published amendment, what its page shares, its sheet."""

import html
from io import BytesIO
from urllib.parse import unquote

import pytest

from tests.amendments.services.test_decision_services import QUINZE

pytestmark = pytest.mark.one_database


def test_the_short_address_leads_to_the_page_and_to_nothing_before(house):
    amendment_id = house.deposited(QUINZE)
    here = house.cast.path("a/1")
    assert house.cast.browse("ada").get(here).status_code == 404
    from amendments.services.amendment_services import publish

    house.do(publish, amendment_id, by="sven")
    answer = house.cast.browse(None).get(here)
    assert (answer.status_code, answer.location) == (303, house.cast.path("amendements/1"))


def test_the_page_shares_its_short_address_with_a_sentence_without_a_script_too(house):
    from congress.models import Congress
    from congress.rules.visibility import Visibility

    house.published(QUINZE, title="Quinze mille & plus")
    page = house.cast.browse("ada").get(house.cast.path("amendements/1")).text
    assert 'href="http://127.0.0.1:8000/essai/a/1"' in page
    mail = unquote(html.unescape(page.partition('href="mailto:')[2].partition('"')[0]))
    assert "Amendement n°\u00a01 de " in mail and "«\u00a0Quinze mille & plus\u00a0»" in mail
    assert mail.endswith("\r\n\r\nhttp://127.0.0.1:8000/essai/a/1\r\n")
    told = "Seuls les membres du congrès peuvent l’ouvrir."
    assert told not in page
    house.change_row(Congress, house.cast.congress_id, amendments_visible=Visibility.MEMBERS)
    assert told in house.cast.browse("ada").get(house.cast.path("amendements/1")).text


def test_the_sheet_of_an_amendment_is_one_page_that_says_its_address(house, pdftotext, tmp_path):
    import pikepdf

    house.published(QUINZE, reasons="Parce qu’il le faut, et pour longtemps. " * 120)
    written = house.cast.browse(None).get(house.cast.path("amendements/1.pdf")).data
    with pikepdf.open(BytesIO(written)) as pdf, pdf.open_metadata() as metadata:
        assert (len(pdf.pages), metadata.get("pdfuaid:part")) == (1, "1")
    path = tmp_path / "amendement.pdf"
    path.write_bytes(written)
    assert "http://127.0.0.1:8000/essai/a/1" in pdftotext(path)
