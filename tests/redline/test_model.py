"""Blocks, lines and tokens: the text model of interfaces.md, on texts one can read."""

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

import redline
from redline.model.tokens import Alphabet, tokenise, tokenise_like
from tests.redline.strategies import SENTENCES, many, texts

TEXT = """# Pour une médiation numérique

Nous demandons à l’État de :

1. cofinancer dix mille postes ;
2. former :
   - les agents,
     - et les élus
   - tous.

> Citation d’un maire
> sur deux lignes

## Calendrier

| Année | Somme |
| 2026 | 3 500 |

Un paragraphe
sur deux lignes.
"""


def test_every_kind_of_block_is_found_with_its_marker_depth_and_alinea():
    found = [(b.kind, b.marker, b.body, b.depth, b.alinea) for b in redline.parse(TEXT).blocks]
    assert found == [
        ("title", "#", "Pour une médiation numérique", 1, None),
        ("paragraph", "", "Nous demandons à l’État de :", 0, 1),
        ("ordered_item", "1.", "cofinancer dix mille postes ;", 1, 2),
        ("ordered_item", "2.", "former :", 1, 3),
        ("unordered_item", "-", "les agents,", 2, 4),
        ("unordered_item", "-", "et les élus", 3, 5),
        ("unordered_item", "-", "tous.", 2, 6),
        ("quotation", ">", "Citation d’un maire\nsur deux lignes", 0, 7),
        ("heading", "##", "Calendrier", 2, 8),
        ("table_row", "|", "| Année | Somme |", 0, 9),
        ("table_row", "|", "| 2026 | 3 500 |", 0, 10),
        ("paragraph", "", "Un paragraphe\nsur deux lignes.", 0, 11),
    ]
    assert redline.parse(TEXT).serialise() == TEXT


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Un\n2021. deux", ["paragraph"]),
        ("Un\n1. deux\n2. trois", ["paragraph", "ordered_item", "ordered_item"]),
        ("Un\n- deux\nsuite", ["paragraph", "unordered_item"]),
        ("- un\n  suite\n- deux", ["unordered_item", "unordered_item"]),
        ("## Un\ndeux", ["heading", "paragraph"]),
        ("# Un\n\n# Deux", ["title", "heading"]),
        ("Un\n\n# Deux", ["paragraph", "heading"]),
        ("#numérique", ["paragraph"]),
        ("-", ["paragraph"]),
        ("1)", ["paragraph"]),
        ("1) un\n2) deux", ["ordered_item", "ordered_item"]),
        ("| a |\n| b |\nc", ["table_row", "table_row", "paragraph"]),
        ("> un\n> deux\n\n> trois", ["quotation", "quotation"]),
        ("\u00a0", ["paragraph"]),
        ("", []),
        (" \n\n\t\n", []),
    ],
)
def test_blocks_begin_where_a_reader_sees_them_begin(text, kinds):
    assert [block.kind for block in redline.parse(text).blocks] == kinds


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("", ""),
        ("\ufeffa\r\nb\rc", "a\nb\nc\n"),
        ("a  \n\t\n\n\nb\t", "a\n\nb\n"),
        ("a\u00a0", "a\u00a0\n"),
        ("a\u202f;\n", "a\u202f;\n"),
        ("  - a\n", "  - a\n"),
        ("\n\n\na", "a\n"),
        ("\n \n  a\n\nb", "  a\n\nb\n"),
        ("a\x0bb\u2028c", "a\x0bb\u2028c\n"),
    ],
)
def test_normalising_touches_line_ends_blank_lines_and_trailing_spaces_alone(written, normal):
    assert redline.normalise(written) == normal
    assert redline.parse(written).text == normal


TAGS = {
    "title": "h1",
    "heading": "h",
    "paragraph": "p",
    "ordered_item": "ol",
    "unordered_item": "ul",
    "quotation": "blockquote",
    "table_row": "p",
}


@many
@given(texts())
def test_the_markdown_library_sees_the_same_kind_in_each_block(text):
    for block in redline.parse(text).blocks:
        shown = markdown.markdown(block.source.lstrip())
        assert shown.startswith(f"<{TAGS[block.kind]}"), (block.kind, block.source)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("un deux trois", 7, ["un deux", "trois"]),
        ("un\u00a0deux trois", 7, ["un\u00a0deux", "trois"]),
        ("anticonstitutionnellement vôtre", 5, ["anticonstitutionnellement", "vôtre"]),
        ("un\ndeux", 80, ["un deux"]),
        ("e\u0301te\u0301 e\u0301te\u0301", 3, ["e\u0301te\u0301", "e\u0301te\u0301"]),
        ("👨\u200d👩\u200d👧 👨\u200d👩\u200d👧 x", 3, ["👨\u200d👩\u200d👧 👨\u200d👩\u200d👧", "x"]),
        ("- un deux", 6, ["- un", "deux"]),
        ("a  b", 1, ["a", " b"]),
    ],
)
def test_lines_break_at_ordinary_spaces_and_count_graphemes(text, width, lines):
    assert [line.text for line in redline.number_lines(text, width)] == lines


@many
@given(st.text(alphabet="abé -e\u0301", max_size=40), st.integers(1, 12))
def test_wrapping_is_the_same_whether_or_not_accents_are_apart(text, width):
    import unicodedata

    plain = unicodedata.normalize("NFC", text)
    apart = unicodedata.normalize("NFD", text)
    lines = [line.text for line in redline.number_lines(plain, width)]
    assert [unicodedata.normalize("NFC", line.text) for line in redline.number_lines(apart, width)] == lines


def test_a_width_under_one_is_refused():
    with pytest.raises(ValueError, match="largeur"):
        redline.number_lines("un", 0)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("l’État d'accès qu’il", ["l'", "État", "d'", "accès", "qu'", "il"]),
        ("aujourd’hui, prud'homme", ["aujourd'hui", ",", "prud'homme"]),
        ("«\u00a0mot\u00a0»", ['"', "mot", '"']),
        ("3\u00a0500 ou 3\u202f500 €", ["3 500", "ou", "3 500", "€"]),
        ("n°\u00a012 et art. 12", ["n°", "12", "et", "art.", "12"]),
        ("1er, 2e et 1,5 ou 1.5", ["1er", ",", "2e", "et", "1,5", "ou", "1.5"]),
        ("2026–2030 le 12/10/2020", ["2026–2030", "le", "12/10/2020"]),
        ("L. 161-17 A", ["L.", "161-17", "A"]),
        ("https://exemple.fr/a?b=c. Fin", ["https://exemple.fr/a?b=c", ".", "Fin"]),
        ("à a.b@exemple.fr.", ["à", "a.b@exemple.fr", "."]),
        ("e\u0301lu", ["élu"]),
        ("👨\u200d👩\u200d👧!", ["👨\u200d👩\u200d👧", "!"]),
        ("**gras** outre-mer", ["**", "gras", "**", "outre-mer"]),
    ],
)
def test_tokens_are_what_a_delegate_calls_a_word(text, tokens):
    assert tokenise(text, Alphabet()).keys == tokens


@many
@given(st.text(max_size=80))
def test_between_two_tokens_there_are_only_spaces(text):
    found = tokenise(text, Alphabet())
    ends, starts = [0, *found.ends], [*found.starts, len(text)]
    assert all(not text[end:start].strip() for end, start in zip(ends, starts, strict=True))
    assert all(start < end for start, end in zip(found.starts, found.ends, strict=True))


PIECES = [" 12", " 345", "@x", "p.", ".", "’", "e\u0301", " 4 000", "", *SENTENCES]


@many
@given(texts(min_blocks=1), st.integers(0, 2**20), st.integers(0, 9), st.sampled_from(PIECES))
def test_reading_only_what_differs_gives_the_same_tokens(text, at, length, piece):
    at %= len(text) + 1
    changed = text[:at] + piece + text[at + length :]
    alphabet = Alphabet()
    known = tokenise(text, alphabet)
    assert tokenise_like(known, changed, alphabet) == tokenise(changed, alphabet, 1)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("l'État", "l’État", True),
        ("«\u00a0mot\u00a0»", '"mot"', True),
        ("un\u00a0: deux", "un : deux", True),
        ("e\u0301lu", "élu", True),
        ("un: deux", "un : deux", False),
        ("élu", "élus", False),
    ],
)
def test_texts_are_the_same_up_to_typography(a, b, same):
    assert redline.same_text(a, b) is same


def test_lines_that_begin_as_word_writes_lists_are_items_each_an_alinea():
    text = (
        "Le congrès demande :\n1° un calendrier ;\n2°\tune dotation ;\na) aux communes ;\n– aux départements ;\n"
        "• aux régions ;\n3° un délai.\n\nA) Premier point\nB) Second point\n\n1) Un\n2) Deux\n"
    )
    blocks = redline.parse(text).blocks
    assert [(b.marker, b.body, b.depth) for b in blocks] == [
        ("", "Le congrès demande :", 0),
        ("1°", "un calendrier ;", 1),
        ("2°", "une dotation ;", 1),
        ("a)", "aux communes ;", 2),
        ("–", "aux départements ;", 3),
        ("•", "aux régions ;", 3),
        ("3°", "un délai.", 1),
        ("A)", "Premier point", 2),
        ("B)", "Second point", 2),
        ("1)", "Un", 1),
        ("2)", "Deux", 1),
    ]
    assert [b.alinea for b in blocks] == list(range(1, 12))
    assert len(redline.number_lines(text)) == 11
    assert redline.parse(text).serialise() == text


def test_signs_inside_prose_open_no_item():
    for text in ("Voir a) ici\n2° là, b) ailleurs.\n", "L’annexe\nab) reste.\n", "Il fait 15°\n20° demain.\n", "–\n"):
        assert [block.kind for block in redline.parse(text).blocks] == ["paragraph"], text
