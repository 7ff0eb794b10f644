"""A text laid out for reading: each line well-formed, no word lost, the passages under amendment underlined."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import redline
from motions.pages.text_layout import read_blocks
from motions.rules.changed_passages import passages_changed

TEXT = """# Pour une médiation financée

Selon les estimations **publiques, environ treize millions de [personnes](https://exemple.fr/a) restent** éloignées.

Nous demandons :

1. cofinancer *dix mille* postes ;
   - sur trois ans au moins ;
2) former <b>les agents</b> & les élus ;

> Une citation
> sur deux lignes.

| Commune | Postes |
| Falaise | **12** |

## Suites
"""
PIECES = st.sampled_from(
    [
        "mot",
        " ",
        " ",
        "**",
        "*",
        "_",
        "[lien",
        "](https://a.fr/b)",
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "> ",
        "# ",
        "| ",
        "\u00a0;",
        "l’État",
        "<b>",
        "\\*",
        "e\u0301",
    ]
)
TEXTS = st.lists(PIECES, max_size=60).map(lambda pieces: redline.normalise("".join(pieces)))


class Shown(HTMLParser):
    """The words of a line, those that are underlined, and whether its elements are closed in their turn."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words, self.aimed, self.open = "", "", []
        self.well_formed = True
        self.feed(str(html))
        self.close()
        self.well_formed &= not self.open

    def handle_data(self, data: str) -> None:
        self.words += data
        self.aimed += data if "span" in self.open else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.well_formed &= tag != "span" or attrs == [("class", "aimed")]

    def handle_endtag(self, tag: str) -> None:
        self.well_formed &= bool(self.open) and self.open.pop() == tag


def test_blocks_keep_their_numbers_kinds_and_markers_and_the_title_is_left_out():
    found = [(block.alinea, block.kind, block.marker, block.level) for block in read_blocks(TEXT, 80)]
    assert found == [
        (1, "paragraph", "", 1),
        (2, "paragraph", "", 1),
        (3, "ordered_item", "1.", 1),
        (4, "unordered_item", "–", 2),
        (5, "ordered_item", "2)", 1),
        (6, "quotation", "", 1),
        (7, "table_row", "", 1),
        (8, "table_row", "", 1),
        (9, "heading", "", 2),
    ]


def test_line_numbers_run_through_the_text_as_redline_counts_them():
    numbers = [number for block in read_blocks(TEXT, 40) for number, _ in block.lines]
    assert numbers == [line.number for line in redline.number_lines(TEXT, 40)]


def test_bold_words_and_a_link_that_run_over_lines_are_closed_on_each():
    lines = [str(html) for _, html in read_blocks(TEXT, 40)[0].lines]
    assert lines == [
        "Selon les estimations <strong>publiques,</strong>",
        "<strong>environ treize millions de</strong>",
        '<strong><a href="https://exemple.fr/a" rel="noopener">personnes</a></strong>',
        "<strong>restent</strong> éloignées.",
    ]


def test_a_link_of_several_words_leads_to_its_address_on_each_of_its_lines():
    text = "Voir [la loi pour une République numérique du sept octobre](https://a.fr) en vigueur.\n"
    lines = [str(html) for block in read_blocks(text, 40) for _, html in block.lines]
    assert [line.count('<a href="https://a.fr"') for line in lines] == [1, 1, 0]
    assert all(Shown(line).well_formed for line in lines)


def test_html_is_shown_as_text():
    item = read_blocks(TEXT, 80)[4]
    assert item.lines[0][1] == "former &lt;b&gt;les agents&lt;/b&gt; &amp; les élus ;"


def test_marks_of_quotations_and_newlines_are_not_words():
    quotation = read_blocks(TEXT, 80)[5]
    assert [str(html) for _, html in quotation.lines] == ["Une citation sur deux lignes."]


def test_the_alinea_chosen_is_selected_and_no_other():
    assert [block.alinea for block in read_blocks(TEXT, 80, selected=3) if block.selected] == [3]
    assert not any(block.selected for block in read_blocks(TEXT, 80))


def test_words_under_amendment_are_underlined_across_lines_and_bold():
    block = redline.parse(TEXT).blocks[1]
    start, end = block.source.index("estimations"), block.source.index(" éloignées")
    lines = [Shown(html) for _, html in read_blocks(TEXT, 40, underlined=[(1, start, end)])[0].lines]
    assert [line.aimed for line in lines] == [
        "estimations publiques,",
        "environ treize millions de",
        "personnes",
        "restent",
    ]
    assert all(line.well_formed for line in lines)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("dix mille", "quinze mille", ["dix"]),
        ("sur trois ans au moins", "sur cinq ans", ["trois", "au moins"]),
        ("Une citation\n> sur deux lignes.", "Une citation\n> sur trois lignes.", ["deux"]),
        ("Nous demandons :\n\n", "", ["Nous demandons :"]),
        ("postes ;\n", "postes, sans délai ;\n", []),
    ],
)
def test_the_words_that_a_difference_changes_are_those_underlined(before, after, words):
    passages = passages_changed(redline.difference(TEXT, TEXT.replace(before, after)))
    blocks = redline.parse(TEXT).blocks
    assert [blocks[index].source[start:end].strip(" ,*") for index, start, end in passages] == words


def test_joined_paragraphs_are_underlined_where_they_stand():
    text = "Un premier alinéa de plusieurs mots.\n\nUn second alinéa de quelques autres mots.\n"
    joined = "Un premier alinéa de plusieurs mots. Un second passage de quelques autres mots.\n"
    blocks = redline.parse(text).blocks
    passages = passages_changed(redline.difference(text, joined))
    assert [(index, blocks[index].source[start:end]) for index, start, end in passages] == [(1, "alinéa")]


@given(TEXTS, st.integers(1, 30))
def test_every_line_is_well_formed_and_no_word_is_lost(text, width):
    document = redline.parse(text)
    wide = {block.index: block for block in read_blocks(text, 10_000)}
    for block in read_blocks(text, width):
        lines = [Shown(html) for _, html in block.lines]
        assert all(line.well_formed for line in lines)
        ((_, whole),) = wide[block.index].lines
        assert " ".join(line.words for line in lines).split() == Shown(whole).words.split()
        plain = re.sub(r"[\\*_\[\]()>#|\s.:/-]", "", document.blocks[block.index].body)
        shown = re.sub(r"[\\*_\[\]()>#|\s.:/-]", "", Shown(whole).words)
        assert shown.replace("httpsafrb", "") == plain.replace("httpsafrb", "")


@given(TEXTS, st.data())
def test_what_is_underlined_is_what_was_asked(text, data):
    blocks = [block for block in redline.parse(text).blocks if block.kind != "title"]
    if not blocks:
        return
    block = data.draw(st.sampled_from(blocks))
    start = data.draw(st.integers(0, len(block.source)))
    end = data.draw(st.integers(start, len(block.source)))
    read = next(
        found for found in read_blocks(text, 12, underlined=[(block.index, start, end)]) if found.index == block.index
    )
    lines = [Shown(html) for _, html in read.lines]
    assert all(line.well_formed for line in lines)
    aimed = "".join(line.aimed for line in lines)
    assert "".join(aimed.split()) in "".join(block.source[start:end].split()) or re.search(r"[*_\[\\>]", block.source)
    assert all(
        Shown(html).aimed == ""
        for other in read_blocks(text, 12, underlined=[(block.index, start, end)])
        if other.index != block.index
        for _, html in other.lines
    )


def test_a_long_text_is_laid_out_once():
    text = "\n\n".join(f"Alinéa **{number}** " + "mot " * 100 for number in range(100)) + "\n"
    first = read_blocks(text, 80)
    assert all(a is b for a, b in zip(first, read_blocks(text, 80), strict=True))


def test_every_mark_of_a_very_long_alinea_stands_on_its_line():
    text = "# Titre\n\n" + "*un* deux " * 16_000 + "\n"
    blocks = read_blocks(text, 80)
    assert sum(str(words).count("<em>un</em>") for _, words in blocks[0].lines) == 16_000
