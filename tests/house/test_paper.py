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
