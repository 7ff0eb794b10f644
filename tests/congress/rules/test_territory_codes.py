"""Codes of communes and départements, with the zeros that spreadsheets drop, Corsica and overseas."""

import pytest

from congress.rules.departements import code_of
from congress.rules.territory_codes import (
    departement_of,
    is_departement,
    is_insee,
    restored_departement,
    restored_insee,
)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1004", "01004"),
        ("2699", "02699"),
        ("01004", "01004"),
        ("2a004", "2A004"),
        ("97227", "97227"),
        ("", ""),
        ("75", "75"),
    ],
)
def test_insee_codes_get_their_zero_back(written, code):
    assert restored_insee(written) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [("1", "01"), ("9", "09"), ("01", "01"), ("2a", "2A"), ("2B", "2B"), ("971", "971"), ("75", "75"), ("", "")],
)
def test_departements_get_their_zero_back(written, code):
    assert restored_departement(written) == code


@pytest.mark.parametrize("code", ["01004", "2A004", "2B033", "75056", "97118", "97611", "98735"])
def test_communes(code):
    assert is_insee(code)


@pytest.mark.parametrize("code", ["1004", "20004", "2C004", "00001", "96001", "ABCDE", "010041", "97912", "²2345"])
def test_what_is_no_commune(code):
    assert not is_insee(code)


@pytest.mark.parametrize("code", ["01", "19", "2A", "2B", "21", "75", "95", "971", "976", "987", "988"])
def test_departements(code):
    assert is_departement(code)


@pytest.mark.parametrize("code", ["1", "00", "20", "96", "97", "98", "2C", "979", "0A", "٣٣"])
def test_what_is_no_departement(code):
    assert not is_departement(code)


@pytest.mark.parametrize(
    ("insee", "departement"), [("02699", "02"), ("2A004", "2A"), ("97227", "972"), ("97611", "976")]
)
def test_the_departement_of_a_commune(insee, departement):
    assert departement_of(insee) == departement


def test_the_communes_of_the_demonstration_are_those_of_its_roll():
    """demo/data/communes.csv (Licence Ouverte 2.0) holds what the demonstration names, and nothing else."""
    import csv
    from pathlib import Path

    data = Path(__file__).resolve().parents[3] / "demo" / "data"
    with (data / "communes.csv").open(encoding="utf-8") as file:
        communes = {row["insee"]: row for row in csv.DictReader(file, delimiter=";")}
    with (data / "congres-2020" / "roll.csv").open(encoding="utf-8-sig") as file:
        people = [row for row in csv.DictReader(file, delimiter=";") if row["insee"]]
    assert {row["insee"] for row in people} == set(communes)
    for row in people:
        commune = communes[row["insee"]]
        assert (row["commune"], row["departement"]) == (commune["nom"], commune["departement"])
        assert is_insee(row["insee"])
        assert departement_of(row["insee"]) == row["departement"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Loire-Atlantique", "44"), ("LOIRE ATLANTIQUE", "44"), ("44 - Loire-Atlantique", "44"), ("Ain (1)", "01"),
        ("Côte d'Or", "21"), ("Département du Nord", "59"), ("Corse du Sud (2A)", "2A"), ("Réunion", "974"),
        ("Seine St Denis", "93"), ("Dept 44", "44"), ("44 - Vendée", None), ("Bretagne", None), ("99", None), ("", None),
    ],
)  # fmt: skip
def test_a_departement_is_known_by_its_name(written, code):
    assert code_of(written) == code


def test_what_is_no_code_is_told_as_it_is_written():
    assert restored_departement("Bretagne") == "Bretagne"
    assert restored_insee("Code INSEE") == "Code INSEE"
