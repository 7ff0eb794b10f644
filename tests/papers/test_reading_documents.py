"""DOCX and ODT as Markdown: headings, numbers and bold kept; what is not understood is listed with its place."""

import io
import zipfile

import pytest

from papers.reading.documents import read_document
from papers.reading.what_was_read import Unknown, Unreadable
from tests.papers.word_files import REL, archive, docx, item, level, numbered, odt, p

LEGAL = level(0, "decimal", "%1°") + level(1, "lowerLetter", "%2)") + level(2, "lowerRoman", "%3)")


def text_of(data: bytes) -> str:
    return read_document(data).accepted


def doubts_of(data: bytes) -> list[tuple[Unknown, int, str]]:
    return [(found.kind, found.paragraph, found.words) for found in read_document(data).doubts]


def numbering(*lists: tuple[str, str]) -> str:
    return "".join(abstract for abstract, _ in lists) + "".join(num for _, num in lists)


def test_legal_numbers_are_computed_from_their_definitions():
    body = item("un") + item("lettre", level=1) + item("suivante", level=1) + item("romain", level=2) + item("deux")
    body += p("Un alinéa entre les deux.") + item("trois") + item("lettre à nouveau", level=1)
    found = text_of(docx(body, numbering=numbering(numbered(1, LEGAL))))
    assert found == (
        "1° un\n  a) lettre\n  b) suivante\n    i) romain\n2° deux\n\nUn alinéa entre les deux.\n\n"
        "3° trois\n  a) lettre à nouveau\n"
    )


def test_a_restarted_list_begins_again_and_a_shared_definition_goes_on():
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = numbering(numbered(1, LEGAL)) + numbered(1, "", num=2)[1] + numbered(1, "", num=3, override=restart)[1]
    found = text_of(docx(item("a") + item("b") + item("c", 2) + item("d", 3) + item("e", 3), numbering=lists))
    assert found == "1° a\n2° b\n3° c\n1° d\n2° e\n"


def test_headings_take_their_number_from_their_style():
    articles = numbered(9, level(0, "decimal", "Article %1 –", '<w:pStyle w:val="Art"/>'))
    body = p("La motion", '<w:pStyle w:val="T1"/>') + p("Objet", '<w:pStyle w:val="Art"/>') + p("Texte.")
    body += p("Suite", '<w:pStyle w:val="Art"/>') + p(
        "Sans numéro", '<w:pStyle w:val="Art"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    )
    found = text_of(docx(body, numbering=numbering(articles)))
    assert found == "# La motion\n\n## Article 1 – Objet\n\nTexte.\n\n## Article 2 – Suite\n\n## Sans numéro\n"


def test_bold_and_italics_are_kept_spaces_outside():
    body = p(
        '<w:r><w:t xml:space="preserve">Le </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">conseil </w:t>'
        '</w:r><w:r><w:rPr><w:rStyle w:val="Fort"/></w:rPr><w:t>municipal</w:t></w:r>'
        "<w:r><w:t> 2 * 3 et </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>l’État</w:t></w:r>"
    )
    assert text_of(docx(body)) == "Le **conseil municipal** 2 * 3 et *l’État*\n"


def test_typed_numbers_are_items_and_strange_openings_are_told():
    found = read_document(docx(p("1. un") + p("2. deux") + p("Fin *sic*") + p("# dièse")))
    assert found.accepted == "1. un\n2. deux\n\nFin \\*sic\\*\n\n#\u00a0dièse\n"
    assert [(doubt.kind, doubt.paragraph) for doubt in found.doubts] == [(Unknown.MARK, 4)]


def test_what_is_not_understood_is_listed_with_its_place():
    link = (
        f'<Relationship Id="r9" Type="{REL}/attachedTemplate" Target="http://ailleurs.example" TargetMode="External"/>'
    )
    box = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>en boîte</w:t></w:r></w:p></w:txbxContent></w:pict><w:t>dehors</w:t></w:r>"
    body = (
        p("un")
        + "<w:altChunk/>"
        + p(box)
        + item("ordinal")
        + p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r>")
    )
    body += p("<w:r><w:t>note</w:t><w:footnoteReference w:id='2'/></w:r>")
    odd = numbering(numbered(1, level(0, "ordinalText", "%1")))
    notes = '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="2"><w:p><w:r><w:t>au pied</w:t></w:r></w:p></w:footnote></w:footnotes>'
    data = docx(body, numbering=odd, links=link, word__vbaProject_bin="x", word__footnotes_xml=notes)
    assert text_of(data) == "un\n\ndehors\n\nordinal\n\nnote\n"
    assert doubts_of(data) == [
        (Unknown.MACROS, 0, ""),
        (Unknown.EXTERNAL, 0, "http://ailleurs.example"),
        (Unknown.ALT_CHUNK, 2, ""),
        (Unknown.TEXT_BOX, 2, "en boîte"),
        (Unknown.NUMBERING, 3, ""),
        (Unknown.HIDDEN, 4, "caché"),
        (Unknown.FOOTNOTE, 4, "au pied"),
    ]


def test_signs_of_one_font_are_told_and_left_aside():
    data = docx(p("\uf0b7 une puce") + p("La flèche \uf0e0 suit"))
    assert text_of(data) == "une puce\n\nLa flèche  suit\n"
    assert doubts_of(data) == [(Unknown.SYMBOL, 1, "F0B7"), (Unknown.SYMBOL, 2, "F0E0")]


def test_strict_open_xml_is_read_and_said():
    data = docx(p("Un alinéa."))
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    usual, strict = (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    parts = {name: content.replace(usual, strict) for name, content in parts.items()}
    found = read_document(archive(parts))
    assert found.accepted == "Un alinéa.\n"
    assert [doubt.kind for doubt in found.doubts] == [Unknown.STRICT]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 x", "pdf"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old_word"),
        (b"bonjour", "not_a_document"),
        (b"PK\x03\x04 rompu", "damaged"),
        (archive({"un.txt": "x"}), "not_a_document"),
        (docx("<w:p>"), "damaged"),
        (docx(p("&xxe;")), "damaged"),
        (docx(p("a" * 40_000_000)), "bomb"),
        (archive({f"f{rank}": "" for rank in range(3_001)}), "bomb"),
    ],
)
def test_what_cannot_be_read_says_why(data, reason):
    with pytest.raises(Unreadable, match=reason):
        read_document(data)


def test_an_archive_that_lies_about_its_sizes_is_stopped_while_it_is_read():
    data = bytearray(docx(p("a" * 40_000_000)))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as source:
        size = source.getinfo("word/document.xml").file_size
    lying = bytes(data).replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    with pytest.raises(Unreadable):
        read_document(lying)


def test_an_entity_is_never_expanded():
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;</d>'
    with pytest.raises(Unreadable, match="damaged"):
        read_document(docx(p("x"), word__styles_xml=bomb))


def test_an_odt_with_lists_headings_and_spaces():
    styles = (
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" '
        'style:num-suffix="°"/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>'
        '</text:list-style><style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/>'
        '</style:style><style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_2"/>'
    )
    nested = "<text:list><text:list-item><text:p>lettre</text:p></text:list-item></text:list>"
    body = (
        '<text:h text:outline-level="1">Titre</text:h><text:p text:style-name="P1">Sous-titre</text:p>'
        f'<text:list text:style-name="L1"><text:list-item><text:p>un</text:p>{nested}</text:list-item></text:list>'
        '<text:p>  Le\n <text:span text:style-name="B">conseil </text:span>vote<text:s text:c="2"/>.</text:p>'
        '<text:list text:style-name="L1" text:continue-numbering="true"><text:list-item><text:p>deux</text:p>'
        "<text:p>suite sans numéro</text:p></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell>"
        "<text:p>b</text:p></table:table-cell></table:table-row></table:table>"
    )
    assert text_of(odt(body, styles)) == (
        "# Titre\n\n## Sous-titre\n\n1° un\n  a) lettre\n\nLe **conseil** vote  .\n\n2° deux\n\n"
        "suite sans numéro\n\n| a | b |\n"
    )


def changed(kind: str, words: str, who: str = "A") -> str:
    tag = "delText" if kind in {"del", "moveFrom"} else "t"
    return f'<w:{kind} w:id="1" w:author="{who}"><w:r><w:{tag} xml:space="preserve">{words}</w:{tag}></w:r></w:{kind}>'


def mark(kind: str) -> str:
    return f'<w:rPr><w:{kind} w:id="2" w:author="A"/></w:rPr>'


@pytest.mark.parametrize(
    ("body", "accepted", "rejected"),
    [
        (p("<w:r><w:t xml:space='preserve'>Un </w:t></w:r>" + changed("del", "vieux") + changed("ins", "neuf")), "Un neuf\n", "Un vieux\n"),
        (p("un", mark("ins")) + p("deux"), "un\n\ndeux\n", "undeux\n"),
        (p("un", mark("del")) + p("deux"), "undeux\n", "un\n\ndeux\n"),
        (p(changed("ins", "ajouté"), mark("ins")) + p("fin"), "ajouté\n\nfin\n", "fin\n"),
        (p(changed("del", "ôté"), mark("del")) + p("fin"), "fin\n", "ôté\n\nfin\n"),
        (p('<w:ins w:id="1" w:author="A">' + changed("del", "mot", "B") + "</w:ins>") + p("fin"), "fin\n", "fin\n"),
        (p(changed("moveFrom", "ici"), mark("moveFrom")) + p("fin") + p(changed("moveTo", "ici"), mark("moveTo")) + p("x"), "fin\n\nici\n\nx\n", "ici\n\nfin\n\nx\n"),
        (p('<w:r><w:rPr><w:b/><w:rPrChange w:id="1" w:author="A"><w:rPr/></w:rPrChange></w:rPr><w:t>gras</w:t></w:r>'), "**gras**\n", "gras\n"),
    ],
)  # fmt: skip
def test_tracked_changes_of_word_are_accepted_or_rejected(body, accepted, rejected):
    found = read_document(docx(body))
    assert found.has_changes
    assert (found.accepted, found.rejected) == (accepted, rejected)
