"""`hemicycle papers read | track`: texts in and out of documents, doubts on standard error, one line for what fails."""

import pytest

from tests.papers.word_files import docx, p

pytestmark = pytest.mark.one_database
BASE = "# Titre\n\nUn **mot** là.\n\n1° a\n2° b\n"
AMENDED = "# Titre\n\nUn **autre mot** là.\n\n1° a\n1° bis c ;\n2° b\n"


@pytest.fixture
def papers(program):
    return lambda *words: program("papers", *map(str, words))


@pytest.fixture
def texts(tmp_path):
    (tmp_path / "base.md").write_text(BASE, encoding="utf-8")
    (tmp_path / "amended.md").write_text(AMENDED, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_track_then_read_gives_both_texts(papers, texts, suffix):
    written = texts / f"suivi.{suffix}"
    made = papers("track", texts / "base.md", texts / "amended.md", "-o", written, "--author", "Mme Allain")
    assert (made.returncode, made.stdout, made.stderr) == (0, "", "")
    for options, wanted in (([], AMENDED), (["--changes", "rejected"], BASE), (["--base", texts / "base.md"], AMENDED)):
        read = papers("read", written, *options)
        assert (read.returncode, read.stdout, read.stderr) == (0, wanted, "")


def test_what_was_not_understood_is_on_standard_error_with_its_place(papers, tmp_path):
    (tmp_path / "odd.docx").write_bytes(docx(p("un") + "<w:altChunk/>", word__vbaProject_bin="x"))
    read = papers("read", tmp_path / "odd.docx")
    assert (read.returncode, read.stdout) == (0, "un\n")
    assert read.stderr.splitlines() == [
        "Les macros du document ne sont ni lues ni gardées.",
        "Paragraphe 2\u00a0: un autre document est inséré ici\u00a0: il n’est pas lu.",
    ]


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"bonjour", b"", b"\xd0\xcf\x11\xe0xxxx", b"PK\x03\x04"])
def test_what_cannot_be_read_is_one_line_that_names_the_file(papers, tmp_path, content):
    (tmp_path / "bad.docx").write_bytes(content)
    read = papers("read", tmp_path / "bad.docx")
    assert (read.returncode, read.stdout) == (2, "")
    assert read.stderr.startswith(f"{tmp_path / 'bad.docx'}\u00a0: ")
    assert len(read.stderr.splitlines()) == 1


def test_wrong_names_and_dates_are_one_line(papers, texts):
    for options, told in ((["-o", texts / "x.txt"], ".docx"), (["-o", texts / "x.odt", "--at", "hier"], "--at hier")):
        made = papers("track", texts / "base.md", texts / "amended.md", *options)
        assert made.returncode == 2
        assert told in made.stderr
    assert papers("read", texts / "absent.docx").returncode == 2
