"""What stands in the files of a town hall and is nobody: totals, notes, headings printed again."""

import io

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


WHOLE = (
    ("DUPONT Jean-Pierre", ("", "Jean-Pierre", "DUPONT")),
    ("Jean DE LA TOUR", ("", "Jean", "DE LA TOUR")),
    ("de GAULLE Charles", ("", "Charles", "de GAULLE")),
    ("Charles d’ORNANO", ("", "Charles", "d’ORNANO")),
    ("Mme Élodie SAINT-ÉTIENNE", ("Mme", "Élodie", "SAINT-ÉTIENNE")),
    ("M. LI Xu", ("M.", "Xu", "LI")),
    ("Jean P. DUPONT", ("", "Jean P.", "DUPONT")),
    ("Yann Le GOFF", ("", "Yann", "Le GOFF")),
)
UNSURE = (
    "Martin Ada", "LE GOFF YANN", "Ada", "DUPONT", "DUPONT (ép. MARTIN) Anne", "DUPONT ép. MARTIN Anne",
    "McDONALD Paul", "DUPONT, Jean", "Jean de LA TOUR du PIN",
)  # fmt: skip


@pytest.mark.parametrize("heading", ["Nom et prénom", "NOM Prénom", "Prénom NOM", "Nom/Prénom"])
def test_whole_names_in_one_column_are_parted_by_their_capitals_and_it_is_told(french_site, heading):
    data = "\n".join([f"{heading};Commune", *(f"{whole};Pornic" for whole, _parts in WHOLE)])
    rows, errors, mended, warnings = read(french_site, "roll.csv", data.encode())
    assert (errors, warnings) == ([], [])
    fields = [row.fields for row in rows]
    assert [(one.honorific, one.given_name, one.family_name) for one in fields] == [parts for _whole, parts in WHOLE]
    assert all("given_name" not in row.unsaid and "honorific" in row.unsaid for row in rows)
    (told,) = [line for line in mended if "en capitales" in line]
    assert "«\u00a0DUPONT\u00a0»" in told and "«\u00a0Jean-Pierre\u00a0»" in told
    assert not [line for line in mended if "absentes" in line and "given_name" in line]


def test_whole_names_that_nothing_parts_are_refused_in_one_sentence(french_site):
    data = "\n".join(["Nom et prénom;Commune", "DUPONT Jean;Pornic", *(f"{whole};Pornic" for whole in UNSURE)])
    _rows, errors, _mended, _warnings = read(french_site, "roll.csv", data.encode())
    (told,) = errors
    assert "ligne 3" in told and "«\u00a0Martin Ada\u00a0»" in told and "deux colonnes" in told
    assert told.endswith("Lignes\u00a0: 3, 4, 5, 6, 7, 8, 9, 10, 11.")


def test_whole_names_beside_given_names_say_what_to_do(french_site):
    for data in ("Nom et prénom;Prénom\nDUPONT Jean;Jean\n", "Élu;Commune\nDUPONT Jean;Pornic\n"):
        _rows, errors, _mended, _warnings = read(french_site, "roll.csv", data.encode())
        assert any("dans deux, «\u00a0Nom\u00a0» et «\u00a0Prénom\u00a0»" in line for line in errors)


@pytest.mark.parametrize(
    "cell",
    ["eve@ex.fr / mairie@ex.fr", "eve@ex.fr, mairie@ex.fr", '"eve@ex.fr; mairie@ex.fr"', "eve@ex.fr mairie@ex.fr",
     "Ève <eve@ex.fr>, mairie@ex.fr", '"eve@ex.fr\nmairie@ex.fr"', "eve@ex.fr ou mairie@ex.fr"],
)  # fmt: skip
def test_the_first_of_two_addresses_is_taken_and_the_other_told(french_site, cell):
    data = f"Nom;Prénom;Courriel\nMartin;Ada;a@b.fr\nXu;Li;{cell}\n"
    rows, errors, mended, _warnings = read(french_site, "roll.csv", data.encode())
    assert errors == []
    assert [row.fields.email for row in rows] == ["a@b.fr", "eve@ex.fr"]
    (told,) = [line for line in mended if "une seule adresse" in line]
    assert "ligne 3" in told and "mairie@ex.fr (ligne 3)" in told


@pytest.mark.parametrize("cell", ["eve@ex.fr / mairie", "eve@ex.fr, mairie@", "eve@ex.fr@mairie.fr"])
def test_what_is_not_addresses_alone_is_refused(french_site, cell):
    _rows, errors, _mended, _warnings = read(french_site, "roll.csv", f"Nom;Courriel\nXu;{cell}\n".encode())
    assert len(errors) == 1 and "n’est pas une adresse" in errors[0]


@pytest.mark.parametrize("shown", ["#N/A", "#N/D", "#REF!", "#VALEUR!", "#VALEUR\u202f!", "Err:502", "#NOM?"])
def test_a_cell_in_error_is_refused_with_its_line_and_its_column(french_site, shown):
    text = ["Nom;Prénom;Code INSEE;Remarque", "Martin;Ada;01053;#REF!", f"Xu;Li;{shown};"]
    files = {"roll.csv": "\n".join(text).encode(), "roll.xlsx": workbook([line.split(";") for line in text])}
    for name, data in files.items():
        _rows, errors, _mended, _warnings = read(french_site, name, data)
        assert [line for line in errors if "en erreur" in line] == [
            f"{name}, ligne 3, Code INSEE\u00a0: cette case est en erreur dans le tableur («\u00a0{shown}\u00a0»)."
        ]
        assert len(errors) == 1, "it is told once, and not as a code that is none"


def workbook(rows) -> bytes:
    from openpyxl import Workbook

    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()
