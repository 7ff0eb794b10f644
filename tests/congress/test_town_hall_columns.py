"""Columns as town halls make them: prepared numbers, two names of one person, suppléants and aides, shares in votes."""

import pytest

from congress.models import Category
from tests.congress.test_town_hall_files import read


def test_numbers_prepared_for_nobody_are_passed_over_and_told(french_site):
    data = "N°;Nom;Prénom;Tél.\n1;Martin;Ada;\n2;Xu;Li;\n3;;;\n4;;;02\n".encode()
    rows, errors, mended, _warnings = read(french_site, "roll.csv", data)
    assert (errors, [row.fields.family_name for row in rows]) == ([], ["Martin", "Xu"])
    assert [line for line in mended if "ligne 4" in line and "Lignes\u00a0: 2" in line], mended


def test_a_row_that_says_words_elsewhere_is_refused_once(french_site):
    data = "Observations;Nom;Prénom\n;Martin;Ada\nsiège vacant;;\nvacant;;\n".encode()
    _rows, errors, _mended, _warnings = read(french_site, "roll.csv", data)
    assert len(errors) == 2 and all("cette case est vide" in line for line in errors), errors


def test_a_name_of_use_left_empty_is_the_name_of_birth(french_site):
    data = "Nom de naissance;Nom d'usage;Prénom\nMartin;Le Goff;Ada\nXu;;Li\n".encode()
    rows, errors, mended, _warnings = read(french_site, "roll.csv", data)
    assert (errors, [row.fields.family_name for row in rows]) == ([], ["Le Goff", "Xu"])
    assert [line for line in mended if "ligne 3" in line and "lue sous «\u00a0Nom de naissance\u00a0»" in line], mended


@pytest.mark.parametrize(
    ("heading", "cell", "honorific"),
    [("M.", "Mme", "Mme"), ("M./Mme", "MME", "Mme"), ("Mme ou M.", "M", "M."), ("Genre", "F", "Mme")],
)
def test_a_column_of_civilities_by_its_other_names(french_site, heading, cell, honorific):
    rows, errors, _mended, _warnings = read(french_site, "roll.csv", f"{heading};Nom\n{cell};Martin\n".encode())
    assert (errors, rows[0].fields.honorific) == ([], honorific)


@pytest.mark.parametrize(
    "titular", ["Ada Martin", "M. Ada MARTIN", "MARTIN Ada", "Mme MARTIN Ada", "Monsieur Ada Martin"]
)
def test_a_supplant_of_a_list_that_says_no_votes_has_none(french_site, titular):
    from congress.roll_table import check_aides
    from core.files.faults import Findings

    data = f"Nom;Prénom;Suppléant de\nMartin;Ada;\nXu;Li;{titular}\n".encode()
    rows, errors, _mended, _warnings = read(french_site, "roll.csv", data)
    assert (errors, [row.fields.votes for row in rows]) == ([], [True, False])
    findings = Findings()
    with french_site.test_request_context(headers={"Accept-Language": "fr"}):
        check_aides(rows, [], findings)
    assert findings.errors == []


def test_an_aide_of_a_list_that_says_no_category_is_one(french_site):
    rows, errors, _mended, _warnings = read(
        french_site, "roll.csv", "Nom;Prénom;Collaborateur de\nMartin;Ada;\nXu;Li;Ada Martin\n".encode()
    )
    assert (errors, rows[1].fields.category, rows[1].fields.votes) == ([], Category.STAFF, False)


@pytest.mark.parametrize(
    ("cell", "millions"), [("12 345", 12345), ("1\u202f000,5", 1000.5), ("1\u00a0000", 1000), ("1,5", 1.5)]
)
def test_a_share_in_the_vote_as_a_spreadsheet_shows_it(french_site, cell, millions):
    rows, errors, _mended, _warnings = read(french_site, "roll.csv", f"Nom;Voix\nMartin;{cell}\n".encode())
    assert (errors, rows[0].fields.weight) == ([], millions * 1_000_000)


@pytest.mark.parametrize("cell", ["1 00", "1 0000", "12 34 567", " 1 000 x"])
def test_a_number_cut_elsewhere_is_none(french_site, cell):
    _rows, errors, _mended, _warnings = read(french_site, "roll.csv", f"Nom;Voix\nMartin;{cell}\n".encode())
    assert len(errors) == 1 and "n’est pas un nombre" in errors[0]


def test_faults_are_told_by_the_headings_of_the_file(french_site):
    data = "NOM;Prénom;Mél.\nMartin;Ada;ada@\n;Li;\nXu;Li;\nXu;Li;\n".encode()
    _rows, errors, mended, _warnings = read(french_site, "roll.csv", data)
    assert [line.partition("\u00a0:")[0] for line in errors] == [
        "roll.csv, ligne 2, Mél.", "roll.csv, ligne 3, NOM", "roll.csv, ligne 5",
    ]  # fmt: skip
    told = " ".join(mended)
    assert "«\u00a0NOM\u00a0» pour nom" in told and "mandat ou fonction" in told
    assert "family_name" not in told and "office" not in told


def test_a_folder_is_told_of_its_columns_by_their_names(french_site):
    _rows, errors, mended, _warnings = read(french_site, "roll.csv", b"family_name;email\n;ada@b.fr\n")
    assert errors[0].startswith("roll.csv, ligne 2, family_name")
    assert "given_name" in " ".join(mended)


@pytest.mark.parametrize(("head", "told"), [("Prénom;Courriel", "ligne 1, nom"), ("given_name;email", "family_name")])
def test_a_column_that_is_missing_is_named_in_the_words_of_the_others(french_site, head, told):
    _rows, errors, _mended, _warnings = read(french_site, "roll.csv", f"{head}\nAda;a@b.fr\n".encode())
    assert told in errors[0] and "cette colonne manque" in errors[0]
