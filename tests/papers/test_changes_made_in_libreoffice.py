"""What LibreOffice wrote itself: changes that it recorded, a text typed in an empty document, its automatic lists.

Once accepted the text written by hand is read; refused, the base. Each scenario runs here in one format, in turn;
`make bench` runs them all in both.
"""

from datetime import UTC, datetime

import pytest

import redline
from papers.reading.documents import read_document
from papers.reading.reconciling import same_words
from papers.tracking.docx_tracked import docx_with_changes
from papers.tracking.odt_tracked import odt_with_changes
from papers.tracking.tracked_text import TrackedText
from tests.support.word_scenarios import BASE, BOLD, LOST, ROWS, SCENARIOS, TABLE

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


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_proposal_typed_in_the_empty_document_is_read_with_its_title(suffix, writer, tmp_path):
    empty = TrackedText("", "", "Congrès", datetime(2020, 10, 11, tzinfo=UTC), END, facts={"base_sha256": "a" * 64})
    (tmp_path / f"empty{suffix}").write_bytes(WRITERS[suffix](empty))
    typed = [["write", 0, "Pour un guichet"], ["write", 1, "Nous demandons un lieu.\nEt un agent."]]
    for done in (typed, [*RECORDED, *typed]):
        writer(tmp_path / f"empty{suffix}", done, tmp_path / f"saved{suffix}")
        found = read_document((tmp_path / f"saved{suffix}").read_bytes())
        assert found.text("accepted", "") == "# Pour un guichet\n\nNous demandons un lieu.\n\nEt un agent.\n"
        assert found.carried.is_ours


@pytest.mark.parametrize("suffix", WRITERS)
def test_a_whole_proposal_that_is_added_is_refused_back_to_nothing(suffix, writer, tmp_path):
    added = TrackedText("", BASE, "Mme Allain", datetime(2020, 10, 11, tzinfo=UTC), END, facts={"base_sha256": "a"})
    (tmp_path / f"added{suffix}").write_bytes(WRITERS[suffix](added))
    assert writer(tmp_path / f"added{suffix}", [["reject"]]) == [END]
    words = writer(tmp_path / f"added{suffix}", [["accept"]])
    assert (words[0], words[-2:]) == ("Pour l’eau de tous", ["La présente proposition est évaluée.", END])


LISTED = """# Pour l’eau

Nous demandons\u00a0:

1° un réseau\u00a0;
2° un prix\u00a0:
  a) pour les **ménages**\u00a0;
  b) pour les fermes\u00a0;
    i) sous conditions\u00a0;
3° un contrôle.

Et aussi\u00a0:

1. un fonds\u00a0;
2. un bilan.

Enfin\u00a0:

4. une suite\u00a0;

que voici,

5. une fin.

Article I – Un

Article II – Deux
"""


def test_its_automatic_lists_are_read_with_their_numbers(writer, tmp_path):
    """Numbered, lettered and in Roman figures; begun again, begun at four, gone on with after a line without number."""
    lines = [block.body.replace("**", "") for block in redline.parse(LISTED).blocks]
    lines[-2:] = ["Un", "Deux"]
    legal, plain, roman = [[4, "%1%°"], [1, "%2%)"], [3, "%3%)"]], [[4, "%1%."]], [[2, "Article %1% –"]]
    done = [
        ["write", 0, "\n".join(lines)],
        ["shape_paragraph", lines[0], "ParaStyleName", "Heading 1"],
        ["list_of", lines.index("un réseau\u00a0;"), ["0", "0", "1", "1", "2", "0"], legal],
        ["list_of", lines.index("un fonds\u00a0;"), ["0", "0"], plain],
        ["list_of", lines.index("une suite\u00a0;"), ["0/4", "", "0"], plain],
        ["list_of", len(lines) - 2, ["0", "0"], roman],
        ["shape", "ménages", "CharWeight", BOLD],
    ]
    saved = (tmp_path / "lists.docx", tmp_path / "lists.odt")
    writer(None, done, saved)
    for path in saved:
        found = read_document(path.read_bytes())
        assert (found.accepted, found.doubts) == (LISTED, ()), path.suffix
