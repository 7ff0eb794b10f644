"""`amendments export | reopen`: files of an amendment, and the same draft again, also after LibreOffice saved the DOCX."""

import json

import pytest

from tests.support.cast import SLUG, build_congress, template_of
from tests.support.plenary import FIFTEEN, Plenary

pytestmark = pytest.mark.one_database


@pytest.fixture
def essai_template(database, workspace):
    return template_of(database, workspace, SLUG, build_congress)


@pytest.fixture
def exported(app, cast, tmp_path):
    """The files of a published amendment, by the command."""
    from amendments.cli import amendments

    Plenary.of(cast).amend(FIFTEEN, by="ada", title="Quinze mille « postes » & plus")
    runner = app.test_cli_runner()

    def export(name):
        path = tmp_path / f"amendement.{name}"
        done = runner.invoke(amendments, ["export", cast.slug, "1", "--format", name, "-o", str(path)])
        assert done.exit_code == 0, done.output
        return path

    return {name: export(name) for name in ("pdf", "docx", "odt", "md", "json")}, runner, cast


def reopened(runner, path):
    from amendments.cli import amendments

    done = runner.invoke(amendments, ["reopen", str(path)])
    return json.loads(done.output) if done.exit_code == 0 else done.output


@pytest.mark.libreoffice
@pytest.mark.poppler
def test_a_file_of_an_amendment_opens_again_as_the_same_draft(exported, soffice, pdftotext, tmp_path):
    files, runner, cast = exported
    from amendments.queries.amendment_queries import by_public_number

    row = cast.read(lambda: by_public_number(cast.congress_id, 1))
    said = reopened(runner, files["pdf"])
    assert (said["proposal"], said["text"], said["title"], said["reasons"]) == (1, row.text, row.title, row.reasons)
    assert len(said["base_sha256"]) == 64
    saved = soffice(files["docx"], "docx:MS Word 2007 XML")
    assert saved.read_bytes() != files["docx"].read_bytes()
    assert reopened(runner, files["docx"]) == reopened(runner, saved) == said
    assert "ne porte le dossier" in reopened(runner, files["odt"])
    read = "".join(pdftotext(files["pdf"]).split())
    for words in ("Amendement n° 1", "Dispositif", "quinze", "Exposé sommaire", "Parce que.", "Ada"):
        assert words.replace(" ", "") in read, words


def test_an_altered_record_is_none():
    from amendments.rules.amendment_record import AmendmentRecord, record_of

    record = AmendmentRecord("essai", 1, "proposal", 1, "a" * 64, "Texte.\n", "Titre", "Parce que.")
    assert record_of(record.as_bytes()) == record
    for carried in (b"", b"{}", b"[1]", b"\xff", record.as_bytes().replace(b"Texte.", b"Autre."), b"[" * 100_000):
        assert record_of(carried) is None


def test_a_sub_amendment_leaves_as_it_reads_against_its_amendment(exported, tmp_path):
    from amendments.cli import amendments
    from amendments.pages.documents.amendment_files import amendment_paper
    from amendments.queries.amendment_queries import by_public_number
    from amendments.services.amendment_services import publish
    from amendments.services.life.sub_amending import submit_sub
    from congress.models import Congress
    from core.database import session

    _files, runner, cast = exported
    parent = cast.read(lambda: by_public_number(cast.congress_id, 1))
    text = parent.text.replace("quinze mille", "seize mille")
    sub = Plenary.of(cast).do(
        submit_sub, parent.id, text=text, title="Seize", reasons="Mieux.", seen_version=1, by="bela"
    )
    Plenary.of(cast).do(publish, sub.id, by="sven")

    def told() -> str:
        row = by_public_number(cast.congress_id, "1-A")
        paper = amendment_paper(session().get_one(Congress, cast.congress_id), row)
        return "\n".join(run.text for found in paper.paragraphs for line in found.lines for run in line)

    sheet = cast.read(told)
    assert "Sous-amendement n°\u00a01-A à l’amendement n°\u00a01" in sheet and "amendement n°\u00a01, " in sheet
    assert "le mot «\u00a0quinze\u00a0» par le mot «\u00a0seize\u00a0»" in sheet and "«\u00a0dix\u00a0»" not in sheet
    for name in ("pdf", "docx", "odt", "md", "json"):
        path = tmp_path / f"sub.{name}"
        done = runner.invoke(amendments, ["export", cast.slug, "1-A", "--format", name, "-o", str(path)])
        assert done.exit_code == 0, done.output
    said = json.loads((tmp_path / "sub.json").read_text())
    assert (said["number"], said["amends"], said["base_sha256"]) == ("1-A", "1", parent.text_sha256)
    assert "ne porte le dossier" in reopened(runner, tmp_path / "sub.docx")
