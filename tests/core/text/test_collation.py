"""Names in the order of the alphabet, the same whatever the database and its machine."""

import random

import pytest

from core.text.collation import alphabetic

IN_ORDER = [
    ("Bénard", "Ada"),
    ("Benard", "Zoé"),
    ("Bouvier", "Yves"),
    ("D’Aubigné", "Iris"),
    ("Daubigny", "Ada"),
    ("Ébrard", "Luc"),
    ("Eckert", "Luc"),
    ("Élie", "Anne"),
    ("Emma", "Anne"),
    ("Le Roux", "Paul"),
    ("Lefèvre", "Dora"),
    ("Leroux", "Paul"),
    ("Martin", "Zoé"),
    ("Martin-Roux", "Ada"),
    ("Noël", "Gaspard"),
    ("Noël", "Hana"),
    ("Œuvrard", "Luc"),
    ("Ohl", "Luc"),
]


def test_names_are_in_the_order_of_a_directory():
    shuffled = random.Random(5).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(shuffled, key=lambda name: alphabetic(*name)) == IN_ORDER


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Bénard", "Bouvier"),
        ("Élie", "Fabre"),
        ("Émile", "Emma"),
        ("Benard", "Bénard"),
        ("benard", "Bénard"),
        ("Le Roux", "Lefèvre"),
        ("D’Aubigné", "Daubigny"),
        ("D'Aubigné", "D’Aubignée"),
        ("Œuvrard", "Ohl"),
        ("Noel", "Noël"),
        ("Cœur", "Coffin"),
        ("", "A"),
    ],
)
def test_one_name_comes_before_another(first, second):
    assert alphabetic(first) < alphabetic(second)


def test_two_names_that_differ_by_anything_have_two_keys_and_one_name_has_one():
    assert alphabetic("Noël") != alphabetic("NOËL")
    assert alphabetic("Noe\u0308l")[:2] == alphabetic("Noël")[:2]
