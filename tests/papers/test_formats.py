"""Every format lays out every role: one paper that holds them all, read back from each file."""

import io
import re
import zipfile
from collections import Counter

import pytest
from lxml import etree

from papers.formats import FORMATS, rendered
from papers.paper import Paper, Paragraph, Role, plain, with_words
from papers.renderers.odt import render_odt
from papers.runs import Run
from tests.papers.every_role import TABLE
from tests.support.reading import ODD_TEXTS

pytestmark = pytest.mark.one_database

STYLES = {
    Role.TITLE: "Heading 1",
    Role.SECTION: "Heading 2",
    Role.NAMES_HEAD: "Heading 2",
    Role.HEADING: "Heading 3",
    Role.LABEL: "Heading 4",
}
RENDERERS = {**{name: kind.render for name, kind in FORMATS.items()}, "odt": render_odt}


def paper_of(*paragraphs, **fields):
    return Paper(title="Essai", paragraphs=paragraphs, date="2021-05-03", **fields)


@pytest.fixture(scope="module", params=[True, False], ids=["begins like a letter", "begins with its title"])
def whole(request):
    """A paper with every role."""
    paragraphs = [paragraph for paragraph, *_ in TABLE.values()]
    return paper_of(*paragraphs, begins_like_letter=request.param, footer=("Essai fictif", "Commune d’essai"))


def test_the_table_holds_every_role():
    assert list(TABLE) == list(Role)


@pytest.mark.parametrize(("rank", "name"), [(1, "txt"), (2, "md"), (3, "html")], ids=["txt", "md", "html"])
@pytest.mark.parametrize("role", Role)
def test_text_formats_lay_out_each_role(whole, role, rank, name):
    read = rendered(name, whole).decode()
    around = "\n" if name == "html" else "\n\n"
    assert f"{around}{TABLE[role][rank]}{around}" in f"\n\n{read}\n"


def test_the_docx_lays_out_each_role(whole):
    import docx

    file = docx.Document(io.BytesIO(rendered("docx", whole)))
    assert len(file.paragraphs) == len(Role)
    for (role, (paragraph, *_)), written in zip(TABLE.items(), file.paragraphs, strict=True):
        words = "\n".join("".join(run.text for run in line) for line in paragraph.lines)
        marker = f"{paragraph.marker}\t" if role == Role.ITEM else f"{paragraph.marker} " if paragraph.marker else ""
        assert written.text == marker + words, role
        assert written.style.name == STYLES.get(role, "Normal"), role
    assert file.sections[0].footer.paragraphs[0].text.startswith("Essai fictif – Commune d’essai\t")
    assert file.core_properties.language == "fr-FR"


def test_the_odt_lays_out_each_role(whole):
    with zipfile.ZipFile(io.BytesIO(render_odt(whole))) as archive:
        assert archive.namelist()[0] == "mimetype"
        body = etree.fromstring(archive.read("content.xml"))[-1][0]
        styles = archive.read("styles.xml").decode()
    text = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    assert len(body) == len(Role)
    for (role, (paragraph, *_)), written in zip(TABLE.items(), body, strict=True):
        said = "".join(run.text for line in paragraph.lines for run in line).replace(" ", "")
        assert said in "".join(written.itertext()).replace(" ", ""), role
        assert (written.tag == f"{text}h") == (role in STYLES), role
        assert f'style:name="{written.get(f"{text}style-name")}"' in styles, role


def test_the_pdf_lays_out_each_role(whole, pdftotext, tmp_path):
    import pikepdf

    (tmp_path / "p.pdf").write_bytes(rendered("pdf", whole))
    lines = [" ".join(line.split()) for line in pdftotext(tmp_path / "p.pdf", "-raw").splitlines()]
    for role, (paragraph, *_) in TABLE.items():
        for runs in paragraph.lines:
            said = f"{paragraph.marker} {''.join(run.text for run in runs)}".strip()
            assert said in lines, role
    assert lines.index("4. Ordre du jour") < lines.index("Parole citée") < lines.index("Imprimé ici")
    assert "Essai fictif – Commune d’essai" in "\n".join(lines)
    with pikepdf.open(tmp_path / "p.pdf") as pdf:
        assert str(pdf.docinfo.Title) == "Essai"
        with pdf.open_metadata() as metadata:
            assert metadata.get("pdfuaid:part") == "1"
        tags = Counter(str(node.S) for node in nodes(pdf.Root.StructTreeRoot.K) if "/S" in node)
    assert (tags["/H1"], tags["/H2"], tags["/H3"], tags["/H4"], tags["/BlockQuote"]) == (1, 2, 1, 1, 1)
    assert tags["/Link"] == 1


def nodes(found):
    """The nodes of a PDF's tree of tags."""
    import pikepdf

    for child in found if isinstance(found, pikepdf.Array) else [found]:
        if isinstance(child, pikepdf.Dictionary):
            yield child
            if "/K" in child:
                yield from nodes(child.K)


def test_the_language_of_a_paper_is_told_by_each_format_that_can():
    import pikepdf

    paper = paper_of(plain(Role.BODY, "Words"), language="en")
    assert b'<html lang="en">' in rendered("html", paper)
    with zipfile.ZipFile(io.BytesIO(rendered("docx", paper))) as archive:
        styles = archive.read("word/styles.xml").decode()
    assert set(re.findall(r'<w:lang[^>]*w:val="([^"]+)"', styles)) == {"en-GB"}
    with pikepdf.open(io.BytesIO(rendered("pdf", paper))) as pdf:
        assert str(pdf.Root.Lang) in {"en", "en-GB"}


@pytest.mark.parametrize(
    ("author", "issuer", "told"), [("A", "I", "A"), ("", "I", "I")], ids=["its author", "else who issues it"]
)
def test_the_author_of_a_pdf(author, issuer, told):
    import pikepdf

    written = rendered("pdf", paper_of(plain(Role.BODY, "Mots"), author=author, issuer=issuer))
    with pikepdf.open(io.BytesIO(written)) as pdf:
        assert str(pdf.docinfo.Author) == told


@pytest.mark.parametrize("name", RENDERERS)
def test_a_paper_without_a_paragraph_is_a_paper(name):
    assert RENDERERS[name](paper_of())


@pytest.mark.parametrize("name", ["txt", "md", "html"])
@pytest.mark.parametrize("role", Role)
def test_no_line_of_a_paragraph_is_lost(role, name):
    written = rendered(name, paper_of(plain(role, "Alpha", "Bravo", marker="1."))).decode()
    assert "Alpha" in written and "Bravo" in written.split("Alpha")[1]


def test_the_lines_of_a_quotation_are_all_in_it_in_markdown():
    assert rendered("md", paper_of(plain(Role.QUOTATION, "Un", "Deux"))).decode() == "> Un\\\n> Deux\n"


def test_a_paragraph_without_words_is_left_out():
    said = plain(Role.BODY, "Mots")
    assert with_words([plain(Role.NOTICE, ""), said, plain(Role.NAME)]) == (said,)


@pytest.mark.parametrize("name", RENDERERS)
@pytest.mark.parametrize("odd", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_no_text_is_too_odd_for_a_role(name, odd):
    paragraphs = (plain(role, odd, odd, marker=odd[:9]) for role in Role)
    paper = Paper(odd, with_words(paragraphs), author=odd, issuer=odd, subject=odd, footer=(odd, odd))
    written = RENDERERS[name](paper)
    assert written
    if name == "odt":
        with zipfile.ZipFile(io.BytesIO(written)) as archive:
            for part in archive.namelist()[1:]:
                etree.fromstring(archive.read(part))


def test_signs_that_the_words_hold_do_not_become_marks():
    paper = paper_of(
        plain(Role.UNDER_TITLE, "2020. Une année * avec [des] signes_soulignés # et - des tirets, R&D, AT&amp;T &#38;")
    )
    assert rendered("md", paper).decode().splitlines() == [
        r"2020\. Une année \* avec \[des\] signes\_soulignés \# et - des tirets, R&D, AT\&amp;T \&\#38;"
    ]


def test_bold_words_of_a_line_are_bold_in_markdown_and_a_section_needs_no_number():
    line = (Run("Contre\u00a0: 11."), Run(" L’amendement n°\u00a01 est adopté. ", is_bold=True), Run("Fin"))
    paper = paper_of(plain(Role.SECTION, "Ouverture"), Paragraph(Role.BODY, (line, (Run(" ", is_italic=True),))))
    assert rendered("md", paper).decode().splitlines() == [
        "## Ouverture", "", "Contre\u00a0: 11. **L’amendement n°\u00a01 est adopté.** Fin\\", " "
    ]  # fmt: skip


def test_no_letter_of_a_word_longer_than_a_line_leaves_the_sheet(pdftotext, tmp_path):
    word = "Anticonstitutionnellement" * 12
    items = (Paragraph(Role.ITEM, ((Run(word),),), marker="1.", depth=depth) for depth in (1, 2))
    address = f"https://exemple.example/{'chemin/' * 30}fin"
    paper = paper_of(plain(Role.BODY, word), *items, plain(Role.BODY, address))
    (tmp_path / "l.pdf").write_bytes(FORMATS["pdf"].render(paper))
    read = re.sub(r"\s+", "", pdftotext(tmp_path / "l.pdf", "-raw"))  # what is off the page is not read
    assert read.count(word) == 3
    assert f"{'chemin/' * 30}fin" in read
    assert "overflow-wrap:break-word" in FORMATS["html"].render(paper).decode()


def test_a_sign_that_only_our_lists_know_is_written_as_it_is_in_markdown():
    """« 1° », « a) », « – » open nothing for Markdown, which could not hold them back either: a backslash would show."""
    import markdown

    import redline
    from papers.runs import words_of

    for sign in ("1°", "12°", "1°)", "a)", "ii)", "–", "—", "•"):
        words = f"{sign} demander \\– et *cela*"
        written = rendered(
            "md", Paper("Essai", (plain(Role.BODY, words), plain(Role.SENDER, "Mairie", words)))
        ).decode()
        read = markdown.markdown(written, extensions=["sane_lists"])
        assert "<li>" not in read and read.count(words) == 2, sign
        block = redline.parse(written).blocks[0]
        assert f"{block.marker} {words_of(block.body)}" == words, sign


def test_a_run_in_bold_after_a_space_is_in_bold_in_markdown():
    """« Contre : 84. **L’amendement est rejeté.** »: two stars before a space would open nothing, and show."""
    runs = (Run("Contre : 84."), Run(" L’amendement est rejeté.", is_bold=True), Run(" ", is_italic=True))
    paper = paper_of(Paragraph(Role.BODY, (runs,)), plain(Role.SECTION, "Ouverture"))
    written = rendered("md", paper).decode()
    assert "84. **L’amendement est rejeté.**" in written
    assert "## Ouverture" in written
