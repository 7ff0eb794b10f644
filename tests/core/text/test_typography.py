"""A text's typography is put right once, as it enters: design.md, rule 12."""

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text.typography import normalise_typography

NB, FINE = "\u00a0", "\u202f"
SIGNS = ";:!?%»"
PIECES = st.sampled_from(
    [
        *" \n;:!?%«»'’`*_-#.,()[]@/1234567890aébÉ",
        NB,
        FINE,
        "  ",
        "http://a.fr/x?y=1",
        "www.b.fr",
        "c@d.fr",
        "1. ",
        "12 345",
        "l'",
        "\u0301",
        "](",
        "\r\n",
        "\uf0b7",
        "\uf0a7",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60)


@pytest.mark.parametrize("sign", SIGNS)
def test_an_ordinary_space_before_a_high_sign_becomes_no_break(sign):
    assert normalise_typography(f"le texte {sign} la suite") == f"le texte{NB}{sign} la suite"


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("space", [NB, FINE])
def test_a_no_break_space_already_there_stays_as_it_is(sign, space):
    text = f"le texte{space}{sign} la suite"
    assert normalise_typography(text) == text


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("dit « oui » hier", f"dit «{NB}oui{NB}» hier"),
        (f"dit «{FINE}oui{FINE}»", f"dit «{FINE}oui{FINE}»"),
        ("« oui » !", f"«{NB}oui{NB}»{NB}!"),
        ("« »", f"«{NB}»"),
        ("deux espaces  ;", f"deux espaces {NB};"),
        ("sans espace;", "sans espace;"),
    ],
)
def test_quotation_marks_hold_their_words(written, kept):
    assert normalise_typography(written) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("3 500 postes", f"3{NB}500 postes"),
        ("12 345 678 euros", f"12{NB}345{NB}678 euros"),
        (f"12{FINE}345 678 euros", f"12{FINE}345{NB}678 euros"),
        (f"3{FINE}500", f"3{FINE}500"),
        ("en 2020 131 membres", "en 2020 131 membres"),
        ("75000 Paris", "75000 Paris"),
        ("12 3456", "12 3456"),
        ("01 99 00 12 34", "01 99 00 12 34"),
        ("15 %", f"15{NB}%"),
    ],
)
def test_thousands_are_held_together_and_other_numbers_are_not(written, kept):
    assert normalise_typography(written) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("l'État", "l’État"),
        ("aujourd'hui, qu'on l'écrive", "aujourd’hui, qu’on l’écrive"),
        ("l'**État** et d'_Europe_", "l’**État** et d’_Europe_"),
        ("l'[article](https://a.fr)", "l’[article](https://a.fr)"),
        ("'entre apostrophes'", "'entre apostrophes'"),
        ("les années '90, 5' d'arrêt", "les années '90, 5' d’arrêt"),
        ("déjà l’État", "déjà l’État"),
    ],
)
def test_a_straight_apostrophe_between_letters_becomes_a_curly_one(written, kept):
    assert normalise_typography(written) == kept


@pytest.mark.parametrize(
    "untouched",
    [
        "https://exemple.fr/l'article?a=1;b=2",
        "http://exemple.fr/page_(annexe)?q='x'",
        "www.exemple.fr/l'article",
        "[le texte](https://exemple.fr/l'art)",
        "prenom.nom+liste@exemple-de-site.fr",
        "`a ; b : l'x « y »`",
        "- ; un tiret ouvre l’alinéa",
        "1. ; un numéro aussi",
        "| :--- | :---: |",
    ],
)
def test_addresses_code_and_the_marks_of_blocks_are_left_alone(untouched):
    assert normalise_typography(untouched) == untouched


def test_what_follows_an_address_is_prose_again():
    assert normalise_typography("voir https://a.fr ; et c@d.fr : oui") == f"voir https://a.fr{NB}; et c@d.fr{NB}: oui"


def test_two_lone_backticks_of_two_paragraphs_are_not_code():
    assert normalise_typography("un ` ici ;\n\nun ` là ;") == f"un ` ici{NB};\n\nun ` là{NB};"


UNSEEN = (
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ue000\ue001\ufeff\ufff9-\ufffb\ufffe\uffff]"
    "|(?<![\U0001f3f4\U000e0000-\U000e007f])[\U000e0000-\U000e007f]+"
)


def test_line_ends_bom_accents_and_controls_take_one_form():
    assert normalise_typography("\ufeffe\u0301lu\r\nl'an\rdeux\x00\x07\ttrois") == "élu\nl’an\ndeux\ttrois"


def test_signs_that_no_page_holds_and_those_that_hold_the_place_of_a_secret_go():
    assert (
        normalise_typography("a\ue000token:AAAAAAAAAAAAAAAAAAAAAA\ue001\ufffe\uffff") == "atoken:AAAAAAAAAAAAAAAAAAAAAA"
    )


def test_signs_that_turn_the_direction_of_writing_go():
    """« dix » kept and voted, « xid » shown: what is read is what is voted."""
    assert normalise_typography("\u202edix\u202c \u2067mille\u2069 postes") == "dix mille postes"


def test_signs_that_hide_a_word_from_who_looks_for_it_go():
    """Word and web pages bring them; « numérique » is then found, compared and replaced as it reads."""
    assert (
        normalise_typography("l’inclu\u00adsion nu\u200bmé\ufeffrique\u2060, 👩\u200d🏫")
        == "l’inclusion numérique, 👩\u200d🏫"
    )


@pytest.mark.parametrize("sign", ["\u180e", "\u2062", "\u206a", "\ufff9", "\U000e0001", "\U000e0041\U000e0042"])
def test_a_text_that_reads_the_same_is_the_same(sign):
    """Else an amendment that changes nothing is voted, and two identical ones are not one lot."""
    assert normalise_typography(f"dix{sign} mille postes") == "dix mille postes"


def test_a_flag_stays_and_a_line_separator_is_a_line_end():
    scotland = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
    assert normalise_typography(f"{scotland} dix\u2028mille\u2029postes") == f"{scotland} dix\nmille\npostes"


def test_the_line_and_page_ends_of_a_word_processor_part_words():
    assert normalise_typography("le maire\x0bpropose\x0cceci") == "le maire\npropose\nceci"


@pytest.mark.parametrize("bullet", ["\uf0b7", "\uf0a7"])
def test_the_bullets_of_a_word_processor_are_bullets_that_a_page_shows(bullet):
    assert normalise_typography(f"{bullet}\tl'eau ;\n{bullet} le pain") == f"•\tl’eau{NB};\n• le pain"


@pytest.mark.parametrize("begun", ["](", "](x", "](("])
def test_links_that_never_end_cost_no_more_than_their_length(begun):
    """A megabyte of them, in any field, would hold everybody for twenty seconds."""
    started = time.process_time()
    normalise_typography(begun * 100_000)
    assert time.process_time() - started < 1.0  # four seconds where each is read as far as it may be


@given(TEXTS)
def test_normalising_twice_is_normalising_once(text):
    once = normalise_typography(text)
    assert normalise_typography(once) == once


@given(TEXTS)
def test_nothing_but_spaces_apostrophes_and_bullets_changes_shape(text):
    def bare(value: str) -> str:
        value = re.sub("\r\n|[\r\x0b\x0c\u2028\u2029]", "\n", value.removeprefix("\ufeff"))
        value = value.replace("\uf0b7", "•").replace("\uf0a7", "•")
        value = unicodedata.normalize("NFC", re.sub(UNSEEN, "", value))
        return value.replace(NB, " ").replace("’", "'")

    assert bare(normalise_typography(text)) == bare(text)


@given(TEXTS)
def test_a_no_break_space_is_never_lost(text):
    before = unicodedata.normalize("NFC", text)
    after = normalise_typography(text)
    assert after.count(FINE) == before.count(FINE)
    assert after.count(NB) >= before.count(NB)
