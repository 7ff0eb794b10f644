"""Which rows of a roll may be one person: by category and commune, then address or name."""

from dataclasses import replace

import pytest

from congress.models import Category
from congress.roll import MemberFields
from congress.rules.same_person import Seen, may_repeat, may_replace

KARINE = MemberFields(
    category=Category.ELECTED,
    given_name="Karine",
    family_name="Prigent",
    email="k.prigent@le-havre.example",
    commune="Le Havre",
    insee="76351",
    votes=True,
)


@pytest.mark.parametrize(
    ("mended", "replaces", "repeats"),
    [
        ({"family_name": "Prigeant"}, True, True),
        ({"family_name": "PRIGENT"}, True, True),
        ({"family_name": "Martin"}, True, True),  # the same address and given name: a married name
        ({"given_name": "Karyne"}, True, True),
        ({"email": "mairie@le-havre.example"}, True, True),
        ({"email": None}, True, True),
        ({"email": None, "family_name": "Prigeant"}, True, False),
        ({"given_name": "Loïc", "family_name": "Bazin"}, True, False),  # two people share the address of a town hall
        ({"email": "l.bazin@le-havre.example", "given_name": "Loïc", "family_name": "Bazin"}, False, False),
        ({"insee": "76540", "commune": "Rouen"}, False, False),
        ({"category": Category.STAFF}, False, False),
    ],
)
def test_a_mended_row_may_be_the_same_person(mended, replaces, repeats):
    other = replace(KARINE, **mended)
    assert (may_replace(other, KARINE), may_replace(KARINE, other)) == (replaces, replaces)
    assert (may_repeat(other, KARINE), may_repeat(KARINE, other)) == (repeats, repeats)


def test_two_references_are_two_people():
    one, other = replace(KARINE, given_ref="A-1"), replace(KARINE, given_ref="A-2")
    assert not may_replace(one, other) and not may_repeat(one, other)
    assert may_repeat(one, KARINE)


def test_without_commune_an_address_is_needed():
    lost = replace(KARINE, commune="", insee="", email=None)
    assert not may_replace(lost, lost)
    assert may_replace(replace(lost, email="k@x.example"), replace(lost, email="K@X.example"))


def test_thousands_of_rows_are_looked_at_once_each():
    """Three crowds: without a commune, at one address, at one place with other names; and two homonyms in each."""
    crowds = (
        {"commune": "", "insee": "", "email": "k{}@x.example"},
        {"email": "mairie@x.example"},
        {"email": "k{}@x.example"},
    )
    for crowd in crowds:
        seen, found = Seen(), []
        for rank in range(3_000):
            row = replace(KARINE, family_name=f"Nom{rank % 2_999}", given_name=f"Prénom{rank % 2_999}")
            row = replace(row, **{name: value.format(rank % 2_999) for name, value in crowd.items()})
            found += seen.alike(row)
            seen.add(row)
        assert found[-1] == 0, "the homonym"
        assert len(found) < 3_000, "names that look alike, of the first fifty of a crowd"
