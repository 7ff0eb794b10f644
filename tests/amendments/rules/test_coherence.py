"""What an adoption replaced is found again elsewhere, in words or digits, singular or plural, with a capital or not."""

import pytest

from amendments.rules.after.coherence import read_again, replaced_in, rewritten, says
from amendments.rules.after.number_words import in_words, numbers_in

OLD = "1. cofinancer dix mille postes de médiateurs, sur trois ans au moins\u00a0;\n2. avant le 31 décembre 2025."
NEW = "1. cofinancer quinze mille postes de médiateurs, sur cinq ans au moins\u00a0;\n2. avant le 30 juin 2026."
VALUES = (2, 11, 16, 17, 21, 70, 71, 77, 80, 81, 91, 99, 100, 101, 180, 200, 999, 1000, 1001, 2020, 3500, 80_000, 200_000,
          1_000_000, 80_000_001, 999_999_999)  # fmt: skip


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_number_written_is_read_again(language: str) -> None:
    for value in VALUES:
        (found,) = numbers_in(f"soit {in_words(value, language)}, dit-on", language)
        assert found.value == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("quatre-vingts", 80), ("quatre vingt dix mille", 90_000), ("soixante-et-onze", 71), ("deux cents", 200),
        ("deux-cent-un", 201), ("10 000", 10_000), ("10\u202f000", 10_000), ("3500", 3500), ("Dix Mille", 10_000),
        ("deux millions", 2_000_000),
    ],
)  # fmt: skip
def test_every_spelling_of_a_number_is_read(written: str, value: int) -> None:
    assert [found.value for found in numbers_in(f"de {written} postes", "fr")] == [value]


@pytest.mark.parametrize("words", ["un poste", "une école", "des milliers", "sixième", "cent-garde", "mille dix mille"])
def test_articles_and_other_words_are_no_number(words: str) -> None:
    assert not [found for found in numbers_in(words, "fr") if found.value in (1, 6, 100, 11_000)]


def test_an_english_number_is_read_with_its_and() -> None:
    assert [found.value for found in numbers_in("one hundred and five posts, 10,000 more", "en")] == [105, 10_000]


def test_what_was_replaced_is_told_by_its_own_words() -> None:
    found = {(one.former, one.latter) for one in replaced_in(OLD, NEW, "fr")}

    assert found == {
        ("dix mille", "quinze mille"), ("trois ans", "cinq ans"), ("31 décembre 2025", "30 juin 2026"),
    }  # fmt: skip
    for one in replaced_in(OLD, NEW, "fr"):
        assert read_again(one.former, one.latter, "fr") == one


@pytest.mark.parametrize(
    ("elsewhere", "expected"),
    [
        ("Dix mille postes, et dix mille.", "Quinze mille postes, et quinze mille."),
        ("Un plan de 10 000 postes", "Un plan de 15 000 postes"),
        ("Un plan de 10\u00a0000 postes", "Un plan de 15\u00a0000 postes"),
        ("pendant trois ans ou 3 ans", "pendant cinq ans ou 5 ans"),
        ("trois communes, trois appels", "trois communes, trois appels"),
        ("avant le 31\u00a0décembre 2025", "avant le 30 juin 2026"),
        ("en 2025, dix mille cinq", "en 2025, dix mille cinq"),
    ],
)
def test_each_place_is_rewritten_as_it_was_written(elsewhere: str, expected: str) -> None:
    text = elsewhere
    for one in replaced_in(OLD, NEW, "fr"):
        assert bool(says(text, one, "fr")) == (rewritten(text, one, "fr") != text)
        text = rewritten(text, one, "fr")

    assert text == expected


@pytest.mark.parametrize(
    ("old", "new", "elsewhere", "expected"),
    [
        ("un conseiller numérique dédié", "un médiateur numérique dédié", "Les Conseillers et un conseiller.",
         "Les Médiateurs et un médiateur."),
        ("la maison de services", "la maison de quartier", "la maison de services", "la maison de quartier"),
        ("l’avis motivé du conseil", "l’avis conforme du conseil", "des avis motivés", "des avis conformes"),
    ],
)  # fmt: skip
def test_a_term_is_found_in_the_plural_and_with_a_capital(old: str, new: str, elsewhere: str, expected: str) -> None:
    (one,) = replaced_in(old, new, "fr")

    assert rewritten(elsewhere, one, "fr") == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("La mairie reste souvent ouverte.", "La mairie reste toujours ouverte."),
        ("les agents des mairies", "tous les agents des mairies"),
        ("Un a. Deux b.", "Un c. Deux b."),
        ("sur trois ans.", "sur trois\u00a0ans."),
    ],
)
def test_what_is_no_term_is_not_remarked(old: str, new: str) -> None:
    assert replaced_in(old, new, "fr") == ()
