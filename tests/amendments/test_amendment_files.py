"""`amendments export | reopen`: files of an amendment, and the same draft again, also after LibreOffice saved the DOCX."""

import io
import json

import pikepdf
import pytest

from amendments.rules.amendment_record import AmendmentRecord, record_of
from core.digest import sha256_text
from motions.rules.motion_text import clean_text
from papers.reading.documents import read_document
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
    record = AmendmentRecord("essai", 1, "proposal", 1, "a" * 64, "Texte.\n", "Titre", "Parce que.")
    assert record_of(record.as_bytes()) == record
    for carried in (b"", b"{}", b"[1]", b"\xff", record.as_bytes().replace(b"Texte.", b"Autre."), b"[" * 100_000):
        assert record_of(carried) is None


@pytest.mark.parametrize("sign", ["\\ud800", "\\u0000"])
@pytest.mark.parametrize("name", ["text", "title", "reasons", "congress", "amends"])
def test_a_record_forged_with_what_no_page_can_write_is_none(sign, name):
    record = AmendmentRecord("essai", 1, "proposal", 1, "a" * 64, "Texte.\n", "Titre", "Parce que.", "7")
    said = {**json.loads(record.as_bytes()), name: "SIGN"}
    said["text_sha256"] = sha256_text(said["text"])
    assert record_of(json.dumps(said).replace("SIGN", sign).encode()) is None


def test_a_record_forged_larger_than_a_draft_is_refused_before_it_is_compared(cast):
    plenary = Plenary.of(cast)
    for words in ({"text": "Un mot. " * 20_000}, {"title": "a" * 30_000}):
        said = {"text": "Texte.\n", "title": "Titre", "reasons": "Parce que.", **words}
        record = AmendmentRecord(cast.slug, 1, "proposal", 1, "a" * 64, **said)
        written = io.BytesIO()
        with pikepdf.new() as pdf:
            pdf.attachments["record.json"] = pikepdf.AttachedFileSpec(pdf, record.as_bytes())
            pdf.save(written)
        document = (io.BytesIO(written.getvalue()), "a.pdf")
        answer = plenary.post("ada", "propositions/1/amender/document", document=document)
        assert answer.status_code == 422 and (
            "est trop long" in answer.text or "signes\u00a0: 60 au plus" in answer.text
        )


@pytest.mark.poppler
def test_the_files_of_a_sub_amendment_tell_it_against_its_amendment(app, cast, pdftotext, tmp_path):
    from amendments.cli import amendments
    from amendments.services.amendment_services import publish
    from amendments.services.life.sub_amending import submit_sub

    plenary = Plenary.of(cast)
    parent = plenary.amend(FIFTEEN, by="ada", title="Quinze mille")
    text = clean_text(FIFTEEN.replace("quinze mille", "seize mille"))
    sub = plenary.do(submit_sub, parent, text=text, title="Seize", reasons="Mille de plus.", seen_version=1, by="bela")
    plenary.do(publish, sub.id, by="sven")
    runner, files = app.test_cli_runner(), {}
    for name in ("pdf", "docx", "odt", "json"):
        files[name] = tmp_path / f"sous.{name}"
        done = runner.invoke(amendments, ["export", cast.slug, "1-a", "--format", name, "-o", str(files[name])])
        assert done.exit_code == 0, done.output
    read = " ".join(pdftotext(files["pdf"]).split())
    assert "Sous-amendement n° 1-A" in read and "À l’amendement n° 1, Proposition n° 1, version 1" in read
    assert "remplacer le mot « quinze » par le mot « seize »" in read
    for name in ("docx", "odt"):
        found = read_document(files[name].read_bytes())
        assert (found.accepted, found.rejected) == (text, clean_text(FIFTEEN))
    said = json.loads(files["json"].read_text())
    assert (said["number"], said["label"], said["amends"]) == ("1-A", "1-A", "1")
    for name in ("pdf", "docx"):
        draft = reopened(runner, files[name])
        assert (draft["text"], draft["amends"], draft["base_sha256"]) == (text, "1", sha256_text(clean_text(FIFTEEN)))
    for name in ("pdf", "docx", "odt"):
        sent = (io.BytesIO(files[name].read_bytes()), files[name].name)
        answer = plenary.post("ada", "propositions/1/amender/document", document=sent)
        assert answer.status_code == 422 and "sous-amendement à l’amendement n°\u00a01" in answer.text
