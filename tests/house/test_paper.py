"""Pages printed by a browser: each sheet says what it is, whichever one is left on a table."""

import re
from pathlib import Path

import pytest

from tests.support.demonstration import SLUG

pytestmark = [pytest.mark.browser, pytest.mark.one_database]
NOTICE = "DÉMONSTRATION – personnes et texte fictifs"
IN_DISCUSSION = "Texte en discussion, non adopté"
PRINTED = {
    "propositions/5": IN_DISCUSSION,
    "propositions/5/amendements": IN_DISCUSSION,
    "motion": IN_DISCUSSION,
    "programme": "",
    "lettre": "",
}


@pytest.mark.parametrize("path", PRINTED)
def test_each_sheet_says_that_it_is_a_demonstration_and_where_its_text_stands(windows, pdftotext, tmp_path: Path, path):
    window = windows("furnished")
    window.enter_as("elector")
    assert window.open(f"/{SLUG}/{path}") == 200
    file = tmp_path / "sheets.pdf"
    window.page.pdf(path=file, prefer_css_page_size=True)
    sheets = [re.sub(r"\s+", " ", sheet) for sheet in pdftotext(file).split("\f")[:-1]]
    assert len(sheets) > 1
    assert [sheet for sheet in sheets if NOTICE not in sheet or PRINTED[path] not in sheet] == []


def test_competing_amendments_are_printed_wide_with_every_column(windows, pdftotext, tmp_path: Path):
    window = windows("furnished")
    window.enter_as("elector")
    assert window.open(f"/{SLUG}/propositions/5/concurrents") == 200
    window.page.pdf(path=tmp_path / "wide.pdf", prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", (tmp_path / "wide.pdf").read_bytes())
    assert sizes and all(float(width) > float(height) for width, height in sizes)
    heads = [head.strip() for head in window.page.locator(".matrix tbody th a").all_inner_texts()]
    read = _letters(pdftotext(tmp_path / "wide.pdf", "-raw"))
    assert heads and all(_letters(head) in read for head in heads)


def test_the_register_has_one_row_a_person_with_the_whole_of_the_office(windows, pdftotext, tmp_path: Path):
    window = windows("furnished")
    window.enter_as("secretariat")
    assert window.open(f"/{SLUG}/seances/2/emargement") == 200
    people = window.page.evaluate(
        "() => [...document.querySelectorAll('tbody th')].map((th) => th.innerText.split('\\n')[0].trim())"
    )
    offices = window.page.locator("tbody th .sub").all_inner_texts()
    assert max(len(office) for office in offices) > 80
    window.page.pdf(path=tmp_path / "register.pdf", prefer_css_page_size=True)
    read = pdftotext(tmp_path / "register.pdf", "-layout").split("\f")[:-1]
    sheets = [[line.strip() for line in sheet.splitlines() if line.strip()] for sheet in read]
    printed = [[line for line in sheet if line.startswith(tuple(people))] for sheet in sheets]
    assert sum(len(lines) for lines in printed) == len(people) == len(offices)
    whole = _letters(pdftotext(tmp_path / "register.pdf", "-raw"))
    assert [office for office in offices if _letters(office) not in whole] == []
    for sheet in sheets[1:]:
        assert any(line.startswith("Présentation des contributions et débat, lundi") for line in sheet)


def _letters(text: str) -> str:
    """The letters and figures of a text: how a table wraps its cells is no matter."""
    return "".join(sign for sign in text if sign.isalnum())
