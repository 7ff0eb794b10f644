"""The files, read back by other people's programs: the adopted text word for word, sound and accessible."""

import io
import re
import zipfile
from dataclasses import replace

import pytest

from letters.letter_formats import LETTER_FORMATS
from tests.support.reading import ODD_TEXTS, contains_words, plain

pytestmark = pytest.mark.one_database
TEXTS = ("html", "md", "txt")


@pytest.fixture(scope="module")
def record(read_demonstration):
    """The adopted and signed letter of the demonstration, with the texts of its motion as the database holds them."""
    from congress.models import Congress
    from core.database import session
    from letters.queries import letter_record_of
    from motions.queries.motion_queries import current_revisions, motion_of, parts_of

    app = read_demonstration("adopted").app
    with app.app_context():
        congress = session().query(Congress).one()
        motion = motion_of(congress.id)
        revisions = current_revisions(motion.id)
        texts = [revisions[part.id].text for part in parts_of(motion.id)]
        session().rollback()
        return letter_record_of(congress), texts


@pytest.fixture(scope="module")
def files(record, tmp_path_factory):
    folder = tmp_path_factory.mktemp("letter")
    for name, kind in LETTER_FORMATS.items():
        (folder / f"letter.{name}").write_bytes(kind.render(record[0]))
    return folder


def blocks_of(text):
    """The words of each block of a text, without its marks: an item's number changes in the letter."""
    import redline
    from papers.runs import words_of

    return [words_of(block.body) for block in redline.parse(text).blocks]


def assert_holds(read: str, record) -> None:
    document, texts = record
    assert len(texts) == 10
    for text in texts:
        for block in blocks_of(text):
            assert contains_words(read, block), block
    for said in (document.adoption, document.cover.subject, document.cover.closing_formula, document.signed.name):
        assert contains_words(read, said), said
    for line in (*document.cover.sender, *document.cover.addressee, *document.cover.copies, *document.signed.names):
        assert contains_words(read, line), line
    assert contains_words(read, "DÉMONSTRATION – personnes et texte fictifs")
    assert contains_words(read, "Les 87 signataires")
    assert contains_words(read, "17 signatures de plus sont comptées sans nom.")
    assert document.fingerprint in read


def test_the_pdf_holds_the_adopted_text_word_for_word(files, record, pdftotext):
    read = pdftotext(files / "letter.pdf", "-raw")
    # Feet of pages stand between the words of a paragraph that runs over.
    read = re.sub(r"DÉMONSTRATION[^\n]*Congrès national des élus au numérique 2020[^\n]*\n?(\d+/\d+)?", " ", read)
    assert_holds("DÉMONSTRATION – personnes et texte fictifs " + read, record)
    assert "3 500 habitants" in read, "the fine space is a character of the text"


@pytest.mark.parametrize("name", ["docx", "odt"])
def test_a_word_processor_reads_the_adopted_text_word_for_word(files, record, soffice, name):
    read = soffice(files / f"letter.{name}", "txt:Text (encoded):UTF8").read_text(encoding="utf-8-sig")
    assert_holds(read, record)


@pytest.mark.parametrize("name", TEXTS)
def test_the_text_files_hold_the_adopted_text_word_for_word(files, record, name):
    read = (files / f"letter.{name}").read_text(encoding="utf-8")
    if name == "html":
        read = re.sub(r"<style>.*?</style>|<[^>]+>", " ", read, flags=re.DOTALL)
    assert_holds(read, record)


def test_demands_are_numbered_by_their_proposal(files):
    read = (files / "letter.txt").read_text(encoding="utf-8")
    numbers = re.findall(r"^  (\d\.\d) ", read, flags=re.MULTILINE)
    assert numbers[:4] == ["1.1", "1.2", "1.3", "2.1"]
    assert numbers == sorted(set(numbers)), "without a gap, none twice"


def test_the_pdf_is_tagged_in_french_and_says_what_it_is(files):
    import pikepdf

    with pikepdf.open(files / "letter.pdf") as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) in {"fr", "fr-FR"}
        tree = pdf.Root.StructTreeRoot
        kinds = {str(node.S) for node in _nodes(tree.K) if "/S" in node}
        assert {"/H1", "/H2", "/P"} <= kinds
        assert str(pdf.docinfo.Title) == "Motion des élus au numérique"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata.get("pdfuaid:part") == "1"
        fonts = {str(font.BaseFont) for page in pdf.pages for font in page.Resources.Font.values()}
        assert fonts
        assert all("HemicycleSerif" in font.replace("-", "").replace(" ", "") for font in fonts), fonts


def _nodes(found):
    import pikepdf

    children = found if isinstance(found, pikepdf.Array) else [found]
    for child in children:
        if isinstance(child, pikepdf.Dictionary):
            yield child
            if "/K" in child:
                yield from _nodes(child.K)


def test_the_docx_has_headings_in_french_and_one_font(files):
    with zipfile.ZipFile(files / "letter.docx") as archive:
        body = archive.read("word/document.xml").decode()
        styles = archive.read("word/styles.xml").decode()
        footer = archive.read("word/footer1.xml").decode()
        core = archive.read("docProps/core.xml").decode()
        assert all(info.date_time == (1980, 1, 1, 0, 0, 0) for info in archive.infolist())
    assert body.count('w:val="Heading1"') == 1
    assert body.count('w:val="Heading2"') == 9
    assert set(re.findall(r'<w:lang[^>]*w:val="([^"]+)"', styles)) == {"fr-FR"}
    assert set(re.findall(r'w:ascii="([^"]+)"', styles)) == {"Georgia"}
    assert "Theme=" not in styles
    assert "DÉMONSTRATION – personnes et texte fictifs" in footer
    assert "Motion des élus au numérique" in core
    assert "2020-10-19T00:00:00Z" in core


def test_the_html_file_needs_nothing_else(files):
    read = (files / "letter.html").read_text(encoding="utf-8")
    assert read.startswith('<!doctype html>\n<html lang="fr">')
    assert not re.search(r"<script|<link|<img|@import|url\(|src=", read)


def test_typography_passes_untouched(files, record):
    for name in TEXTS:
        read = (files / f"letter.{name}").read_text(encoding="utf-8")
        assert "Monsieur le Premier ministre,\n" in read or "Monsieur le Premier ministre,<" in read
        for block in (block for text in record[1] for block in blocks_of(text)):
            shown = block.replace("&", "&amp;") if name == "html" else block
            assert shown in read, shown


def test_a_text_shows_what_it_says_and_runs_nothing(soffice, pdftotext, tmp_path):
    """A proposal with markup of every kind: each file shows the very characters."""
    from letters.letter_record import Cover, LetterRecord, Signed, section_of
    from motions.rules.motion_text import PartText

    said = [
        '<script>alert("1")</script>',
        "<img src=x onerror=alert(1)>",
        "&amp; &lt; {{ 7*7 }} {% x %}",
        '#set page(width: 1pt) $x$ @e `raw` "quote"',
    ]
    text = (
        "# Titre\n\n"
        + "\n\n".join(said)
        + "\n\n1. [ici](javascript:alert(1)) et [là](https://exemple.example/?a=1&b=2)\n"
    )
    letter = LetterRecord(
        congress="C",
        cover=Cover(sender=("<b>S</b>",)),
        preamble=(),
        title="Motion <i>",
        adoption="",
        sections=(section_of(PartText("proposal", 1, text)),),
        closing=(),
        signed=Signed(names=("Robert'); DROP TABLE--, maire",)),
        fingerprint="0" * 64,
    )
    files = {name: kind.render(letter) for name, kind in LETTER_FORMATS.items()}
    page = files["html"].decode()
    assert "<script" not in page
    assert "<img" not in page
    assert 'href="https://exemple.example/?a=1&amp;b=2"' in page
    assert "javascript:" not in re.sub(r">[^<]*<", "><", page), "nowhere but in the words"
    (tmp_path / "l.pdf").write_bytes(files["pdf"])
    (tmp_path / "l.docx").write_bytes(files["docx"])
    read = {
        "txt": files["txt"].decode(),
        "pdf": pdftotext(tmp_path / "l.pdf"),
        "docx": soffice(tmp_path / "l.docx", "txt:Text (encoded):UTF8").read_text(encoding="utf-8-sig"),
    }
    for name, got in read.items():
        flat = re.sub(r"\s+", " ", plain(got))
        for line in said:
            assert line in flat, (name, line)
    with zipfile.ZipFile(io.BytesIO(files["docx"])) as archive:
        links = archive.read("word/_rels/document.xml.rels").decode()
    assert 'Target="https://exemple.example/?a=1&amp;b=2"' in links
    assert "javascript:" not in links


@pytest.mark.parametrize("odd", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_no_text_is_too_odd_for_a_letter(odd):
    """It becomes a paper; that no paper is too odd for a file is the renderers' own test."""
    from letters.letter_paper import letter_paper
    from letters.letter_record import Cover, LetterRecord, Signed, blocks_of, section_of
    from motions.rules.motion_text import PartText

    section = section_of(PartText("proposal", 1, f"# {odd}\n\n1. {odd}\n\n> {odd}\n\n## {odd}\n\n| {odd} | b |\n"))
    letter = LetterRecord(
        congress=odd,
        cover=Cover(sender=(odd,), subject=odd, copies=(odd,)),
        preamble=blocks_of(odd + "\n"),
        title=odd,
        adoption=odd,
        sections=(section,),
        closing=(),
        signed=Signed(names=(odd,)),
        fingerprint="0" * 64,
    )
    paper = letter_paper(letter)
    assert paper.title == odd
    assert len(paper.paragraphs) >= 6


def test_the_last_copy_ends_with_one_stop():
    from letters.letter_record import Cover
    from letters.letter_words import letter_words

    letter = replace(_of_one_line(""), cover=Cover(copies=("M. le préfet", "les maires, etc.")))
    assert letter_words(letter).copies == ("M. le préfet\u00a0;", "les maires, etc.")


def test_markdown_read_again_says_the_same(files, record):
    """The signs that the words hold do not become marks, nor the other way round."""
    from core.text.inline_markdown import render_inline

    read = (files / "letter.md").read_text(encoding="utf-8")
    for block in (block for text in record[1] for block in blocks_of(text)):
        assert block in re.sub(r"<[^>]+>", "", str(render_inline(read)))


def _of_one_line(line):
    from letters.letter_record import Cover, LetterRecord, Signed

    fields = {"preamble": (), "title": "T", "adoption": line, "sections": (), "closing": (), "signed": Signed()}
    return LetterRecord(congress="C", cover=Cover(), fingerprint="0" * 64, **fields)
