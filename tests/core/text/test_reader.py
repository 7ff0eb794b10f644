"""Numbers and lists, in a language and in the reader's."""

import pytest
from flask_babel import force_locale

from core.text.languages import listed, listed_either, listed_numbers, own_name
from core.text.reader import alternatives, colon, enumeration, lazily, number, one_stop, quotation, reader_language


@pytest.mark.parametrize(
    ("words", "language", "said"),
    [
        ([], "fr", ""),
        (["12"], "fr", "12"),
        (["14", "16"], "fr", "14 et 16"),
        (["9", "11", "18"], "fr", "9, 11 et 18"),
        (["9", "11", "18"], "en", "9, 11 and 18"),
        (["9", "11", "18"], "de", "9, 11 und 18"),
    ],
)
def test_a_list(words, language, said):
    assert listed(iter(words), language) == said


def test_a_choice():
    assert listed_either(["elected", "staff", "press"]) == "elected, staff ou press"
    assert listed_either(["elected", "staff", "press"], "en") == "elected, staff or press"


def test_a_language_names_itself():
    assert [own_name(code) for code in ("fr", "en", "de", "es")] == ["Français", "English", "Deutsch", "Español"]


@pytest.mark.one_database
def test_a_colon_and_quotation_marks_are_the_readers(app):
    title = "«\u00a0Souvent\u00a0» devient «\u202ftoujours\u202f»"
    with app.app_context():
        with force_locale("fr"):
            assert colon() == "\u00a0: "
            assert quotation(title) == "«\u00a0“Souvent” devient “toujours”\u00a0»"
        with force_locale("en"):
            assert colon() == ": " and quotation(title) == f"“{title}”"


@pytest.mark.one_database
def test_the_reader_is_told_in_their_language(app):
    with app.app_context():
        for code, thousands, both, either in (
            ("fr", "1\u202f234\u202f567", "a, b et c", "a ou b"),
            ("en", "1,234,567", "a, b and c", "a or b"),
        ):
            with force_locale(code):
                assert reader_language() == code
                assert number(1_234_567) == thousands
                assert number(999) == "999"
                assert enumeration("abc") == both
                assert alternatives("ab") == either


def test_outside_any_page_the_reader_is_french():
    assert reader_language() == "fr"
    assert enumeration(["Mme Allain", "M. Costa"]) == "Mme Allain et M. Costa"


@pytest.mark.one_database
def test_a_sentence_declared_early_is_translated_when_it_is_shown(app):
    label = lazily("Se déconnecter")
    with app.app_context():
        with force_locale("en"):
            assert f"{label}" == "Sign out"
        with force_locale("fr"):
            assert f"{label}" == "Se déconnecter"


def test_a_sentence_that_ends_with_an_abbreviation_has_one_full_stop():
    assert one_stop("C’est désormais le n° 3\u00a0rect..") == "C’est désormais le n° 3\u00a0rect."
    assert one_stop("C’est désormais le n° 3\u00a0rect.\u00a0bis.") == "C’est désormais le n° 3\u00a0rect.\u00a0bis."


@pytest.mark.parametrize(
    ("numbers", "french", "english"),
    [
        ((12,), "12", "12"),
        ((14, "16\u00a0rect."), "14~et~16~rect.", "14~and~16~rect."),
        (("2 de la proposition n° 1",), "2 de la proposition n° 1", "2 de la proposition n° 1"),
        ((1, 2, 5), "1,~2~et~5", "1,~2~and~5"),
        ((11, 12, 13, 14, 15, 18), "11, 12, 13, 14, 15~et~18", "11, 12, 13, 14, 15~and~18"),
    ],
)
def test_no_line_cuts_a_few_numbers_nor_begins_with_the_last_of_many(numbers, french, english):
    assert listed_numbers(map(str, numbers)) == french.replace("~", "\u00a0")
    assert listed_numbers(map(str, numbers), "en") == english.replace("~", "\u00a0")
