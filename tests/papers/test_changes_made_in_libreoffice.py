"""Changes that LibreOffice recorded: what is read once accepted is the text written by hand; refused, it is the base.

Each scenario runs here in one format, in turn; `make bench` runs them all in both.
"""

from datetime import UTC, datetime

import pytest

from papers.reading.documents import read_document
from papers.reading.reconciling import same_words
from papers.tracking.docx_tracked import docx_with_changes
from papers.tracking.odt_tracked import odt_with_changes
from papers.tracking.tracked_text import TrackedText
from tests.support.word_scenarios import BASE, LOST, ROWS, SCENARIOS, TABLE

pytestmark = [pytest.mark.one_database, pytest.mark.libreoffice]
WRITERS = {".docx": docx_with_changes, ".odt": odt_with_changes}
END = "Fin du texte, empreinte " + "a" * 64 + "."
RECORDED = [["author", "Alice Allain"], ["record"]]


@pytest.fixture
def bases(tmp_path):
    """The base, prepared in each format."""
    text = TrackedText(BASE, BASE, "Congrès", datetime(2020, 10, 11, tzinfo=UTC), END, facts={"base_sha256": "a" * 64})
    for suffix, render in WRITERS.items():
        (tmp_path / f"base{suffix}").write_bytes(render(text))
    return tmp_path


def test_what_is_read_is_the_text_written_by_hand(writer, bases):
    for rank, (name, (done, wanted)) in enumerate(SCENARIOS.items()):
        suffix = (".docx", ".odt")[rank % 2]
        saved = bases / f"saved{suffix}"
        writer(bases / f"base{suffix}", [*RECORDED, *done], saved)
        found = read_document(saved.read_bytes())
        assert found.text("accepted", BASE) == wanted, (name, suffix)
        assert found.text("rejected", BASE) == BASE, (name, suffix)


@pytest.mark.parametrize("suffix", WRITERS)
def test_rows_that_it_does_not_record_leave_another_text_than_the_base(suffix, writer, bases):
    writer(bases / f"base{suffix}", TABLE, bases / f"table{suffix}")
    base = read_document((bases / f"table{suffix}").read_bytes()).accepted
    assert "| réseau | dix |" in base
    for done in ROWS.values():
        writer(bases / f"table{suffix}", [*RECORDED, *done], bases / f"saved{suffix}")
        assert not same_words(read_document((bases / f"saved{suffix}").read_bytes()).text("rejected", base), base)


def test_an_insertion_that_its_docx_loses_is_seen(writer, bases):
    writer(bases / "base.docx", [*RECORDED, *LOST], bases / "saved.docx")
    found = read_document((bases / "saved.docx").read_bytes())
    assert found.text("accepted", BASE) == BASE
    assert not same_words(found.text("rejected", BASE), BASE)
