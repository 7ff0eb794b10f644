"""The files of a town hall: twenty kinds, each read to the letter; what was mended is said, what is lost is refused.

Each file is written here by the program that makes such files, or byte for byte as it would.
"""

import io

import pytest

from congress.roll_reading import read_roll
from core.files.faults import Findings

# civility, given_name, family_name, email, office, commune, insee, departement
PEOPLE = (
    ("Mme", "Hélène", "Lefèvre-Cœuré", "helene@hay.example", "maire", "L'Haÿ-les-Roses", "94038", "94"),
    ("M.", "François", "Noël", "f.noel@bage.example", "1er adjoint", "Bâgé-Dommartin", "01025", "01"),
    ("Mme", "Éléonore", "Çağlar-Île", "", "conseillère déléguée à l’été", "Saint-Étienne", "42218", "42"),
)
SIMPLE = tuple(tuple(cell.replace("Çağlar", "Çelik") for cell in person) for person in PEOPLE)
COLUMNS = ("civility", "given_name", "family_name", "email", "office", "commune", "insee", "departement")
ENGLISH = ("category", *COLUMNS, "votes")
FRENCH = (
    "Catégorie",
    "Civilité",
    "Prénom",
    "Nom",
    "Courriel",
    "Mandat",
    "Commune",
    "Code INSEE",
    "Département",
    "Vote",
)
# As data.gouv.fr publishes it for the councillors of communes.
REGISTER = (
    "Code du département", "Libellé du département", "Code de la collectivité à statut particulier",
    "Libellé de la collectivité à statut particulier", "Code de la commune", "Libellé de la commune", "Nom de l'élu",
    "Prénom de l'élu", "Code sexe", "Date de naissance", "Code de la catégorie socio-professionnelle",
    "Libellé de la catégorie socio-professionnelle", "Date de début du mandat", "Libellé de la fonction",
    "Date de début de la fonction",
)  # fmt: skip
OLD_REGISTER = (
    "Code du département (Maire)", "Libellé de département (Maires)", "Code Insee de la commune",
    "Libellé de la commune", "Population de la commune", "Nom de l'élu", "Prénom de l'élu", "Code sexe",
    "Date de naissance", "Code profession", "Libellé de la profession", "Date de début du mandat", "Libellé de fonction",
)  # fmt: skip


def english(people=PEOPLE) -> list[tuple[str, ...]]:
    return [ENGLISH, *(("elected", *person, "yes") for person in people)]


def french(people=PEOPLE) -> list[tuple[str, ...]]:
    return [FRENCH, *(("élu·e", *person, "oui") for person in people)]


def text(rows, separator=";", end="\r\n") -> str:
    return "".join(separator.join(row) + end for row in rows)


def register_row(person: tuple[str, ...]) -> tuple[str, ...]:
    civility, given, family, _email, office, commune, insee, departement = person
    sex = "F" if civility == "Mme" else "M"
    return (
        departement, "Département", "", "", insee, commune, family, given, sex, "01/02/1960", "33", "Cadre",
        "18/05/2020", office, "23/05/2020",
    )  # fmt: skip


def old_register_row(person: tuple[str, ...]) -> tuple[str, ...]:
    civility, given, family, _email, office, commune, insee, departement = person
    sex = "F" if civility == "Mme" else "M"
    number = insee[2:].lstrip("0")
    return (
        departement.lstrip("0"), "DEP", number, commune, "1200", family, given, sex, "01/02/1960", "33", "Cadre",
        "18/05/2020", office,
    )  # fmt: skip


def read_otherwise(written: str, encoding: str) -> str:
    """The text whose UTF-8 somebody opened in another encoding, and saved."""
    shown = []
    for byte in written.encode():
        try:
            shown.append(bytes([byte]).decode(encoding))
        except UnicodeDecodeError:
            shown.append(chr(byte))
    return "".join(shown)


def xlsx(rows) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([int(cell) if cell.isdigit() else cell or None for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(rows) -> bytes:
    import odfdo

    document = odfdo.Document("spreadsheet")
    document.body.clear()
    table = odfdo.Table("Feuille1")
    for values in rows:
        row = odfdo.Row()
        for value in values:
            row.append_cell(odfdo.Cell(value or None))
        table.append_row(row)
    document.body.append(table)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def spoilt_addresses() -> list[tuple[str, ...]]:
    spoil = ("mailto:{}", "<{}>.", "{}")
    return [
        ENGLISH,
        *(
            ("elected", *person[:3], form.format(person[3]) if person[3] else "", *person[4:], "yes")
            for person, form in zip(PEOPLE, spoil, strict=True)
        ),
    ]


def with_invisible_signs() -> list[tuple[str, ...]]:
    def spoilt(cell: str) -> str:
        return f"\u200b{cell[:2]}\u00ad{cell[2:]}\ufeff" if len(cell) > 2 else cell

    return [ENGLISH, *(("elected", *map(spoilt, person), "yes") for person in PEOPLE)]


TITLED = [("Liste des membres du congrès",), ("Mise à jour : 3 mai 2026",), (), *french()]
WITHOUT_CATEGORY = [FRENCH[1:-1], *PEOPLE]
ONLY_FAMILY_NAMES = [("nom",), *((person[2],) for person in PEOPLE)]

# kind: (name of the file, its bytes, who is in it, a word of what is said of it or None)
KINDS = {
    "UTF-8": ("roll.csv", text(english()).encode(), PEOPLE, None),
    "UTF-8 with its mark, commas": ("roll.csv", text(english(), ",").encode("utf-8-sig"), PEOPLE, None),
    "Windows-1252": ("roll.csv", text(english(SIMPLE)).encode("cp1252"), SIMPLE, None),
    "UTF-16 with tabs, as « Texte Unicode »": ("roll.txt", b"\xff\xfe" + text(english(), "\t").encode("utf-16-le"), PEOPLE, "UTF-16"),
    "UTF-16, the other way round": ("roll.csv", b"\xfe\xff" + text(english()).encode("utf-16-be"), PEOPLE, "UTF-16"),
    "Mac Roman, lines of an old Mac": ("roll.csv", text(english(SIMPLE), end="\r").encode("mac_roman"), SIMPLE, "Mac OS Roman"),
    "MS-DOS": (
        "roll.csv",
        text(english(SIMPLE)).replace("’", "'").replace("œ", "oe").encode("cp850") + b"\x1a",
        tuple(tuple(cell.replace("’", "'").replace("œ", "oe") for cell in person) for person in SIMPLE),
        "MS-DOS",
    ),
    "UTF-8 read as Windows-1252": ("roll.csv", read_otherwise(text(english()), "cp1252").encode(), PEOPLE, "enregistrés deux fois"),
    "UTF-8 read as Mac Roman": ("roll.csv", read_otherwise(text(english(SIMPLE)), "mac_roman").encode(), SIMPLE, "enregistrés deux fois"),
    "the same in the cells of a workbook": (
        "roll.xlsx",
        xlsx([tuple(read_otherwise(cell, "cp1252") for cell in row) for row in english()]),
        PEOPLE,
        "enregistrés deux fois",
    ),
    "XLSX whose zeros are dropped": ("roll.xlsx", xlsx(english()), PEOPLE, "ôté un zéro"),
    "ODS": ("roll.ods", ods(english()), PEOPLE, None),
    "a workbook under the name of a CSV": ("roll.csv", xlsx(french()), PEOPLE, "colonnes reconnues"),
    "national register": ("rne.csv", text([REGISTER, *map(register_row, PEOPLE)]).encode(), PEOPLE, "élu, qui vote"),
    "national register of before, tabs, a title, short codes": (
        "maires.txt",
        ("Titre du rapport\r\n" + text([OLD_REGISTER, *map(old_register_row, SIMPLE)], "\t")).encode("cp1252"),
        SIMPLE,
        "ce qui est au-dessus n’est pas lu",
    ),
    "French headings": ("roll.csv", text(french()).encode(), PEOPLE, "colonnes reconnues"),
    "titles above the headings": ("roll.csv", text(TITLED).encode(), PEOPLE, "ce qui est au-dessus n’est pas lu"),
    "sep=; on the first line": ("roll.csv", ("sep=;\r\n" + text(french())).encode("utf-8-sig"), PEOPLE, None),
    "no category": ("roll.csv", text(WITHOUT_CATEGORY, "\t").encode(), PEOPLE, "élu, qui vote"),
    "names alone": ("roll.csv", text(ONLY_FAMILY_NAMES).encode(), tuple(("", "", p[2], "", "", "", "", "") for p in PEOPLE), "colonnes absentes"),
    "addresses as they were copied": ("roll.csv", text(spoilt_addresses()).encode(), PEOPLE, "mailto:helene@hay.example"),
    "signs that nobody sees": ("roll.csv", text(with_invisible_signs()).encode(), PEOPLE, "que l’on ne voit pas"),
}  # fmt: skip


def read(site, name: str, data: bytes):
    findings = Findings()
    with site.app_context():
        rows = read_roll(name, data, findings)
        told = [str(error) for error in findings.errors]
        return rows, told, [str(mended) for mended in findings.mended], [str(warning) for warning in findings.warnings]


def without_addresses(people, found):
    """A register knows no address."""
    return tuple((*person[:3], got[3], *person[4:]) for person, got in zip(people, found, strict=True))


def test_twenty_kinds_of_files_are_read_to_the_letter(french_site):
    wrong = {}
    for kind, (name, data, people, said) in KINDS.items():
        rows, errors, mended, _warnings = read(french_site, name, data)
        found = tuple(
            (
                row.fields.honorific, row.fields.given_name, row.fields.family_name, row.fields.email or "",
                row.fields.office, row.fields.commune, row.fields.insee, row.fields.departement,
            )
            for row in rows
        )  # fmt: skip
        wanted = without_addresses(people, found) if "register" in kind and len(found) == len(people) else people
        if errors or found != wanted or not all(row.fields.votes for row in rows if "alone" not in kind):
            wrong[kind] = errors or found
        if said and not any(said in line for line in mended):
            wrong[kind] = (said, mended)
        if said is None and any("écrit en" in line or "deux fois" in line for line in mended):
            wrong[kind] = mended
    assert wrong == {}
    assert len(KINDS) >= 20


ONE = "nom;prénom;commune;code insee;courriel\n{}\n"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("roll.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Enregistrer sous"),
        ("roll.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "mot de passe"),
        ("roll.xls", b"<html><table>", "Enregistrer sous"),
        ("roll.csv", ONE.format("B\ufffdnard;;;;").encode(), "une lettre est perdue"),
        ("roll.csv", ONE.format("Ada;;;;a@b.fr, c@d").encode(), "pas une adresse"),
    ],
)
def test_what_nobody_can_read_is_refused_and_says_what_to_do(french_site, name, data, words):
    _rows, errors, _mended, _warnings = read(french_site, name, data)
    assert any(words in line for line in errors), errors


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Ada;;Rouen;76351;", "le code INSEE 76351 est celui de «\u00a0Le Havre\u00a0», et la commune est écrite «\u00a0Rouen\u00a0»"),
        ("Ada;;Le Havre;76999;", "76999 n’est celui d’aucune commune"),
        ("Ada;;havre (le);76351;", None),
        ("Ada;;ST ETIENNE;42218;", None),
        ("Ada;;Lyon 3e;69383;", None),
    ],
)  # fmt: skip
def test_a_code_and_a_name_of_two_communes_are_told(french_site, row, words):
    _rows, errors, _mended, warnings = read(french_site, "roll.csv", ONE.format(row).encode())
    assert errors == []
    assert [words in line for line in warnings] == ([True] if words else [])


def test_formulas_are_told(french_site):
    data = ONE.format('Ada;"=HYPERLINK(""x"")";;;').encode()
    rows, errors, mended, _warnings = read(french_site, "roll.csv", data)
    assert errors == []
    assert rows[0].fields.given_name == '=HYPERLINK("x")'
    assert any("ligne 2" in line and "commence comme une formule" in line for line in mended)


@pytest.mark.parametrize("code", ['"=""01053"""', '="01053"', "01\u00a0053", "1 053", "'01053"])
def test_a_code_that_a_spreadsheet_dressed_is_read_and_told(french_site, code):
    rows, errors, mended, _warnings = read(
        french_site, "roll.csv", ONE.format(f"Ada;;Bourg-en-Bresse;{code};").encode()
    )
    assert errors == []
    assert rows[0].fields.insee == "01053"
    assert any("est lu" in line and "ligne 2" in line for line in mended)


@pytest.mark.parametrize("heading", ["N° INSEE", "n°insee", "Numéro Insee"])
def test_the_number_of_a_commune_by_its_other_names(french_site, heading):
    rows, errors, _mended, _warnings = read(french_site, "roll.csv", f"Nom;{heading}\nMartin;1053\n".encode())
    assert (errors, rows[0].fields.insee) == ([], "01053")


def test_what_two_headings_name_is_read_from_the_surer_one(french_site):
    data = "Nom d'usage;Nom;Prénom\nLe Goff;Martin;Ada\n".encode()
    rows, errors, _mended, warnings = read(french_site, "roll.csv", data)
    assert errors == []
    assert rows[0].fields.family_name == "Martin"
    assert any("nom d'usage" in line and "n’est pas lue" in line for line in warnings)


def test_an_office_said_in_two_columns_is_read_from_one_and_the_other_is_told(french_site):
    data = "Nom;Prénom;Mandat;Fonction;Étage\nMartin;Ada;maire de Pornic;présidence;2\n".encode()
    rows, errors, _mended, warnings = read(french_site, "roll.csv", data)
    assert errors == []
    assert rows[0].fields.office == "maire de Pornic"
    told = {line.partition(",")[2].strip() for line in warnings}
    assert [line for line in warnings if "fonction" in line and "est lu sous «\u00a0Mandat\u00a0»" in line], told
    assert not [line for line in warnings if "fonction" in line and "pas connue" in line], told
    assert [line for line in warnings if "étage" in line and "n’est pas connue" in line], told


def test_an_honorific_enters_in_its_usual_spelling(french_site):
    lines = ["civility;given_name;family_name", *(f"{said};Ada;Martin{rank}" for rank, said in enumerate(
        ("Madame", "MME", "Mme.", "Monsieur", "MR", "Mlle", "Dr", "")))]  # fmt: skip
    rows, errors, _mended, _warnings = read(french_site, "roll.csv", "\n".join(lines).encode())
    assert errors == []
    assert [row.fields.honorific for row in rows] == ["Mme", "Mme", "Mme", "M.", "M.", "Mlle", "Dr", ""]
