"""What stands in the files of a town hall and is nobody: totals, notes, headings printed again."""

import pytest

from tests.congress.test_town_hall_files import read

HEAD = "Nom;Prénom;Courriel;Commune\n"
TWO = "Martin;Ada;a@b.fr;Pornic\nLe Goff;Yann;;Pornic\n"


@pytest.mark.parametrize(
    "row",
    [
        "TOTAL;2;;",
        "Total : 2 élus;;;",
        ";;;Total",
        ";Sous-total Pornic;;2",
        "Nombre d’élus;2;;",
        "2 élus;;;",
    ],
)
def test_a_total_is_no_elector_and_is_told(french_site, row):
    rows, errors, mended, _warnings = read(french_site, "roll.csv", f"{HEAD}{TWO}{row}\n".encode())
    assert errors == []
    assert [found.fields.family_name for found in rows] == ["Martin", "Le Goff"]
    assert [line for line in mended if "ligne 4" in line and "est un total" in line]


@pytest.mark.parametrize(
    "row",
    [
        "Document confidentiel – mise à jour le 12/10/2026;;;",
        "* élus suppléants;;;",
        "(obligatoire);(obligatoire);;",
        "# fin;;;",
        "12;;;Pornic",
    ],
)
def test_a_note_is_no_elector_and_is_refused(french_site, row):
    _rows, errors, _mended, _warnings = read(french_site, "roll.csv", f"{HEAD}{TWO}{row}\n".encode())
    assert len(errors) == 1
    assert "ligne 4" in errors[0] and "n’est pas le nom d’une personne" in errors[0]


@pytest.mark.parametrize("data", ["Nom\nMartin\nTotalet\n", f"{HEAD}{TWO}Total;Jean;;\nNombre;Zoé;z@b.fr;\n"])
def test_a_family_name_alone_and_a_name_that_begins_as_a_total_are_people(french_site, data):
    rows, errors, _mended, _warnings = read(french_site, "roll.csv", data.encode())
    assert errors == []
    assert len(rows) == data.count("\n") - 1


def test_headings_printed_again_are_read_once_and_told(french_site):
    rows, errors, mended, _warnings = read(french_site, "roll.csv", f"{HEAD}{TWO}{HEAD}Xu;Li;;\n{HEAD}".encode())
    assert errors == []
    assert [found.line for found in rows] == [2, 3, 5]
    assert [line for line in mended if "ligne 4" in line and "Lignes\u00a0: 2" in line], mended


def test_a_departement_given_by_its_name_is_its_code_and_told(french_site):
    data = "Nom;Prénom;Département\nMartin;Ada;Loire-Atlantique\nXu;Li;1 - Ain\nLe Goff;Yann;44\n"
    rows, errors, mended, _warnings = read(french_site, "roll.csv", data.encode())
    assert errors == []
    assert [row.fields.departement for row in rows] == ["44", "01", "44"]
    (told,) = [line for line in mended if "«\u00a0Loire-Atlantique\u00a0» est lu «\u00a044\u00a0»" in line]
    assert "«\u00a01 - Ain\u00a0» est lu «\u00a001\u00a0»" in told and "Lignes ainsi corrigées\u00a0: 2" in told
    _rows, errors, _mended, _warnings = read(french_site, "roll.csv", data.replace("Loire-", "Terre-").encode())
    assert len(errors) == 1 and "«\u00a0Terre-Atlantique\u00a0» n’est pas un département" in errors[0]


def test_whole_names_in_one_column_say_what_to_do(french_site):
    _rows, errors, _mended, _warnings = read(
        french_site, "roll.csv", "Nom et prénom;Commune\nMartin Ada;Pornic\n".encode()
    )
    assert any("dans deux, «\u00a0Nom\u00a0» et «\u00a0Prénom\u00a0»" in line for line in errors)
