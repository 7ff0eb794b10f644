"""Names of people and places as French writes them."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.rules import names

NO_BREAK = "\u00a0"


@pytest.mark.parametrize(
    ("commune", "departement", "written"),
    [
        ("Le Havre", "76", "du Havre"),
        ("Le Bourg-d'Oisans", "38", "du Bourg-d’Oisans"),
        ("Les Lilas", "93", "des Lilas"),
        ("Les Anses-d'Arlet", "972", "des Anses-d’Arlet"),
        ("Les Échelles", "73", "des Échelles"),
        ("La Ferté-Bernard", "72", "de La Ferté-Bernard"),
        ("L'Haÿ-les-Roses", "94", "de L’Haÿ-les-Roses"),
        ("L’Île-d’Yeu", "85", "de L’Île-d’Yeu"),
        ("Aprey", "52", "d’Aprey"),
        ("Échiré", "79", "d’Échiré"),
        ("Œting", "57", "d’Œting"),
        ("Île-de-Bréhat", "22", "d’Île-de-Bréhat"),
        ("E\u0301pinal", "88", "d’E\u0301pinal"),
        ("Annœullin", "59", "d’Annœullin"),
        ("Ur", "66", "d’Ur"),
        ("Y", "80", "d’Y"),
        ("Aÿ-Champagne", "51", "d’Aÿ-Champagne"),
        ("Yvetot", "76", "d’Yvetot"),
        ("Yssingeaux", "43", "d’Yssingeaux"),
        ("Yerres", "91", "d’Yerres"),
        ("Yèvre-la-Ville", "45", "d’Yèvre-la-Ville"),
        ("Yenne", "73", "de Yenne"),
        ("Yutz", "57", "de Yutz"),
        ("Ouistreham", "14", "d’Ouistreham"),
        ("Ouvéa", "988", "d’Ouvéa"),
        ("Ouangani", "976", "de Ouangani"),
        ("Woippy", "57", "de Woippy"),
        ("Malakoff", "92", "de Malakoff"),
        ("Lesquin", "59", "de Lesquin"),
        ("Laon", "02", "de Laon"),
        ("Lens", "62", "de Lens"),
        ("Los Masos", "66", "de Los Masos"),
        ("Aux Marais", "60", "d’Aux Marais"),
        ("Hyères", "83", "d’Hyères"),
        ("Hirson", "02", "d’Hirson"),
        ("Hérouville-Saint-Clair", "14", "d’Hérouville-Saint-Clair"),
        ("Hénin-Beaumont", "62", "d’Hénin-Beaumont"),
        ("Hazebrouck", "59", "d’Hazebrouck"),
        ("Hendaye", "64", "d’Hendaye"),
        ("Hautmont", "59", "d’Hautmont"),
        ("Huez", "38", "d’Huez"),
        ("Haguenau", "67", "de Haguenau"),
        ("Huningue", "68", "de Huningue"),
        ("Hettange-Grande", "57", "de Hettange-Grande"),
        ("Huahine", "987", "de Huahine"),
        ("Hienghène", "988", "de Hienghène"),
        ("Ham", "80", "de Ham"),
        ("Hamel", "59", "d’Hamel"),
        ("Hem", "59", "de Hem"),
        ("Houilles", "78", "de Houilles"),
        ("Houdan", "78", "de Houdan"),
        ("Houdain", "62", "d’Houdain"),
        ("Hérisson", "03", "de Hérisson"),
        ("Haute-Goulaine", "44", "de Haute-Goulaine"),
        ("Hauteville-lès-Dijon", "21", "de Hauteville-lès-Dijon"),
        ("Hauts de Bienne", "39", "de Hauts de Bienne"),
        ("LE HAVRE", "76", "du HAVRE"),
    ],
)
def test_the_preposition_before_a_commune(commune, departement, written):
    assert names.of_commune(commune, departement) == written


@pytest.mark.parametrize(
    ("office", "commune", "departement", "body", "written"),
    [
        ("maire", "Le Havre", "76", "", "maire du Havre (76)"),
        ("adjoint au maire", "Aprey", "52", "", "adjoint au maire d’Aprey (52)"),
        ("1re adjointe", "Les Lilas", "93", "", "1re adjointe des Lilas (93)"),
        ("ancienne maire", "San-Nicolao", "2B", "", "ancienne maire de San-Nicolao (2B)"),
        (
            "conseillère municipale déléguée au numérique",
            "Annœullin",
            "59",
            "",
            "conseillère municipale déléguée au numérique d’Annœullin (59)",
        ),
        ("conseiller·e municipal·e", "Laon", "02", "", "conseiller·e municipal·e de Laon (02)"),
        (
            "vice-présidente",
            "Les Anses-d'Arlet",
            "972",
            "communauté d'agglomération (démonstration)",
            "vice-présidente de la communauté d’agglomération (démonstration), Les Anses-d’Arlet (972)",
        ),
        (
            "président",
            "Le Mans",
            "72",
            "Le Mans Métropole",
            "président de Le Mans Métropole, Le Mans (72)",
        ),
        ("maire", "Le Mans", "72", "Le Mans Métropole", "maire du Mans (72), Le Mans Métropole"),
        ("maire et conseillère départementale", "Laon", "02", "", "maire et conseillère départementale, Laon (02)"),
        ("conseiller départemental", "Laon", "02", "", "conseiller départemental, Laon (02)"),
        ("collaborateur d'élu", "Le Havre", "76", "", "collaborateur d’élu, Le Havre (76)"),
        ("secrétaire du congrès", "", "", "", "secrétaire du congrès"),
        ("maire", "", "", "", "maire"),
        ("maire", "", "76", "", "maire"),
        ("", "Le Havre", "76", "", "Le Havre (76)"),
        ("", "", "", "syndicat mixte", "syndicat mixte"),
        ("maire", "Le Havre", "", "", "maire du Havre"),
        ("", "", "", "", ""),
        ("Maire de Pornic", "Pornic", "44", "", "Maire de Pornic (44)"),
        ("maire du Havre", "Le Havre", "76", "", "maire du Havre (76)"),
        ("MAIRE DE LA FERTE BERNARD", "La Ferté-Bernard", "72", "", "MAIRE DE LA FERTE BERNARD (72)"),
        ("maire de l'Haÿ-les-Roses", "L’Haÿ-les-Roses", "94", "", "maire de l’Haÿ-les-Roses (94)"),
        ("Maire – Pornic", "Pornic", "44", "", "Maire – Pornic (44)"),
        ("maire", "Mairé", "86", "", "maire de Mairé (86)"),
        ("adjoint au maire", "Mairé", "86", "", "adjoint au maire de Mairé (86)"),
        (
            "Maire de Pornic et vice-président de l'agglomération",
            "Pornic",
            "44",
            "",
            "Maire de Pornic (44) et vice-président de l’agglomération",
        ),
        ("Maire déléguée de Sainte-Marie", "Pornic", "44", "", "Maire déléguée de Sainte-Marie, Pornic (44)"),
        ("1er adjoint, délégué aux finances", "Pornic", "44", "", "1er adjoint de Pornic (44), délégué aux finances"),
        (
            "Présidente de la communauté de communes",
            "",
            "",
            "Communauté de communes Sud Estuaire",
            "Présidente de la communauté de communes Sud Estuaire",
        ),
        ("Président de la CC Sud Estuaire", "", "", "CC Sud Estuaire", "Président de la CC Sud Estuaire"),
        ("Président de l'agglomération", "", "", "Pornic Agglo", "Président de l’agglomération, Pornic Agglo"),
    ],
)
def test_the_line_of_an_office(office, commune, departement, body, written):
    assert names.role_line(office, commune, departement, body) == written


@pytest.mark.parametrize(
    ("body", "written"),
    [
        ("communauté de communes du Pays d'Uzès", "de la communauté de communes du Pays d’Uzès"),
        ("Métropole Rouen Normandie", "de la Métropole Rouen Normandie"),
        ("CC du Val", "de la CC du Val"),
        ("syndicat mixte", "du syndicat mixte"),
        ("pôle métropolitain", "du pôle métropolitain"),
        ("établissement public territorial", "de l’établissement public territorial"),
        ("association des maires", "de l’association des maires"),
        ("Bordeaux Métropole", "de Bordeaux Métropole"),
        ("Orléans Métropole", "d’Orléans Métropole"),
        ("Haute-Corrèze Communauté", "de Haute-Corrèze Communauté"),
    ],
)
def test_the_preposition_before_a_body(body, written):
    assert names.of_body(body) == written


@pytest.mark.parametrize(
    ("family_name", "written"),
    [
        ("Le Roux", "LE ROUX"),
        ("Bénard", "BÉNARD"),
        ("Lévêque", "LÉVÊQUE"),
        ("d'Ornano", "D’ORNANO"),
        ("de La Tour", "DE LA TOUR"),
        ("Cœur", "CŒUR"),
        ("L'Haÿ", "L’HAŸ"),
        ("Muñoz-Şahin", "MUÑOZ-ŞAHIN"),
    ],
)
def test_family_names_in_capitals_keep_accents_and_particles(family_name, written):
    assert names.capitals(family_name) == written


def test_people():
    assert names.civil_name("Mme", "Karine", "Prigent") == f"Mme{NO_BREAK}Karine Prigent"
    assert names.civil_name("M.", "Jean-Luc", "d'Ornano") == f"M.{NO_BREAK}Jean-Luc d’Ornano"
    assert names.civil_name("", "Karine", "Prigent") == "Karine Prigent"
    assert names.civil_name("Mme", "", "Prigent") == f"Mme{NO_BREAK}Prigent"
    assert names.signature_line("Karine", "Prigent", "maire", "Le Havre", "76") == "Karine PRIGENT, maire du Havre (76)"
    assert names.signature_line("Vera", "Lopez", "") == "Vera LOPEZ"


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_the_roll_of_the_reference_congress(shared):
    roll = rows(shared / "data/congres-2020/roll.csv")
    lines = {
        row["email"]: names.signature_line(
            *(row[column] for column in ("given_name", "family_name", "office", "commune", "departement", "body"))
        )
        for row in roll
    }
    assert len(roll) == 147
    assert lines["gael.vasseur@le-bourg-d-oisans.example"] == "Gaël VASSEUR, maire du Bourg-d’Oisans (38)"
    assert lines["therese.le-roux@donnazac.example"] == (
        "Thérèse LE ROUX, vice-présidente de la communauté de communes (démonstration), Donnazac (81)"
    )
    for line in lines.values():
        assert "'" not in line
        assert not any(wrong in line for wrong in (" de Le ", " de Les ", " du La ", " de A", " de É", " de O"))


def test_every_commune_of_france_keeps_its_name_and_takes_one_preposition(shared):
    communes = rows(shared / "data/communes.csv")
    assert len(communes) > 34_000
    for row in communes:
        name, written = names.curved(row["nom"]), names.of_commune(row["nom"], row["departement"])
        kept = next(
            written.removeprefix(before) for before in ("du ", "des ", "de ", "d’") if written.startswith(before)
        )
        article = {"du ": "Le ", "des ": "Les "}.get(written[: len(written) - len(kept)], "")
        assert article + kept == name, written
        elided = written.startswith("d’")
        if name[0] in "AEIOUÉÈÎÔŒ" and not name.startswith("Ou"):
            assert elided, written
        if name[0] not in "AEIOUÉÈÎÔŒHY":
            assert not elided, written
        assert ("du " in written[:3]) == name.startswith("Le "), written


@given(name=st.text(max_size=30), departement=st.sampled_from(["", "57", "76"]))
def test_any_text_is_written_without_losing_a_letter(name, departement):
    written = names.of_commune(name, departement)
    assert names.curved(name) in written or written.startswith(("du ", "des "))


@pytest.mark.parametrize(
    ("written", "held"),
    [
        ("Mme Ada Durand", "Mme~Ada Durand"),
        ("Liste de M. Béla Roux et de MM. Élie et Luc Petit", "Liste de M.~Béla Roux et de MM.~Élie et Luc Petit"),
        ("Dr  Camille Petit", "Dr~Camille Petit"),
        ("Mlle~Zoé Œuvrard, Mmes Roux", "Mlle~Zoé Œuvrard, Mmes~Roux"),
        ("Budget M. annexe, option A. Brest", "Budget M. annexe, option A. Brest"),
        ("l’option-M Brest", "l’option-M Brest"),
    ],
)
def test_no_line_ends_with_the_honorific_of_a_name(written, held):
    assert names.honorifics_held(written.replace("~", NO_BREAK)) == held.replace("~", NO_BREAK)
