"""Sentences of the quorum and numbers, byte for byte: `~` stands for U+00A0, `_` for U+202F in the tables below."""

from fractions import Fraction
from gettext import NullTranslations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congress.rules.rule_names import QuorumRule
from voting.rules.quorum import Chamber, check_quorum
from voting.rules.translations import enumerate_numbers, number
from voting.rules.verdict_sentences import (
    quorum_detail,
    quorum_recall,
    quorum_sentence,
    quorum_short,
    quorum_state,
)

FRENCH = NullTranslations()
ROOM = Chamber(members=131, present=106, represented=9)


def exact(text):
    return text.replace("~", "\u00a0").replace("_", "\u202f")


def test_the_refusal_of_the_issue():
    chamber = Chamber(members=131, present=65, represented=9)
    check = check_quorum(QuorumRule.MAJORITY_MEMBERS, chamber)
    assert quorum_sentence(check, chamber, FRENCH) == (
        "Le quorum n\u2019est pas atteint\u00a0: 65 membres présents sur 131 en exercice, il en faut au moins 66. "
        "Les pouvoirs ne comptent pas."
    )


@pytest.mark.parametrize(
    ("rule", "chamber", "circumstances", "said"),
    [
        (
            "majority_members",
            ROOM,
            {},
            "Le quorum est atteint~: 106 membres présents sur 131 en exercice, il en faut au moins 66.",
        ),
        (
            "majority_members",
            Chamber(3, 1),
            {},
            (
                "Le quorum n’est pas atteint~: 1 membre présent sur 3 en exercice, il en faut au moins 2. "
                "Les pouvoirs ne comptent pas."
            ),
        ),
        (
            "two_thirds_members",
            Chamber(3, 0, 2),
            {},
            (
                "Le quorum n’est pas atteint~: aucun membre présent sur 3 en exercice, il en faut au moins 2. "
                "Les pouvoirs ne comptent pas."
            ),
        ),
        (
            "majority_members",
            Chamber(29, 15, 0, 1),
            {},
            (
                "Le quorum n’est pas atteint~: 14 membres présents sur 29 en exercice, il en faut au moins 15. "
                "Un membre présent, qui doit se retirer, ne compte pas. Les pouvoirs ne comptent pas."
            ),
        ),
        (
            "majority_members",
            Chamber(29, 16, 0, 1),
            {},
            (
                "Le quorum est atteint~: 15 membres présents sur 29 en exercice, il en faut au moins 15. "
                "Un membre présent, qui doit se retirer, ne compte pas."
            ),
        ),
        (
            "majority_members",
            Chamber(29, 15, 0, 2),
            {},
            (
                "Le quorum n’est pas atteint~: 13 membres présents sur 29 en exercice, il en faut au moins 15. "
                "2 membres présents, qui doivent se retirer, ne comptent pas. Les pouvoirs ne comptent pas."
            ),
        ),
        (
            "quarter_members_with_proxies",
            Chamber(8000, 1200, 700),
            {},
            (
                "Le quorum n’est pas atteint~: 1_900 membres présents ou représentés sur 8_000 en exercice, "
                "il en faut au moins 2_000."
            ),
        ),
        (
            "quarter_members_with_proxies",
            Chamber(8, 1),
            {},
            "Le quorum n’est pas atteint~: 1 membre présent ou représenté sur 8 en exercice, il en faut au moins 2.",
        ),
        (
            "half_voted_ceil",
            Chamber(3, 3),
            {"voted": 1},
            "Le quorum n’est pas atteint~: 1 membre votant sur 3 en exercice, il en faut au moins 2.",
        ),
        (
            "half_voted_ceil",
            Chamber(3, 3),
            {"voted": 0},
            "Le quorum n’est pas atteint~: aucun membre votant sur 3 en exercice, il en faut au moins 2.",
        ),
        ("half_voted_ceil", Chamber(3, 3), {}, "Le quorum sera jugé à la clôture~: il faut au moins 2 votants."),
        ("half_voted_ceil", Chamber(2, 2), {}, "Le quorum sera jugé à la clôture~: il faut au moins 1 votant."),
        ("none", Chamber(120, 2), {}, "Aucun quorum n’est exigé."),
        (
            "majority_members",
            Chamber(29, 3),
            {"convocation": 2, "item_was_on_first_agenda": True},
            "Seconde convocation~: aucun quorum n’est exigé pour ce point.",
        ),
        (
            "on_request_majority_members",
            Chamber(577, 40),
            {},
            "Aucune vérification du quorum n’est demandée~: l’assemblée est réputée en nombre.",
        ),
        (
            "on_request_majority_members",
            Chamber(577, 40),
            {"requested": True},
            (
                "Le quorum n’est pas atteint~: 40 membres présents sur 577 en exercice, il en faut au moins 289. "
                "Les pouvoirs ne comptent pas."
            ),
        ),
    ],
)
def test_what_a_check_of_the_quorum_says(rule, chamber, circumstances, said):
    check = check_quorum(QuorumRule(rule), chamber, **circumstances)
    assert quorum_sentence(check, chamber, FRENCH) == exact(said)


def test_the_quorum_in_short_in_detail_and_afterwards():
    check = check_quorum(QuorumRule.MAJORITY_MEMBERS, ROOM)
    assert quorum_state(check, FRENCH) == "Quorum atteint"
    assert quorum_short(check, FRENCH) == "106 présents, il en faut 66"
    assert quorum_detail(check, ROOM, FRENCH) == "106 membres présents sur 131 en exercice, il en faut au moins 66."
    recalled = exact("Quorum atteint~: 106 présents sur 131 en exercice, il en fallait au moins 66.")
    assert quorum_recall(check, ROOM, FRENCH) == recalled
    empty = Chamber(131, 0)
    missed = check_quorum(QuorumRule.MAJORITY_MEMBERS, empty)
    assert quorum_state(missed, FRENCH) == "Quorum non atteint"
    assert quorum_short(missed, FRENCH) == "aucun présent, il en faut 66"
    assert quorum_detail(missed, empty, FRENCH).startswith("Aucun membre présent sur 131")
    recalled = exact("Quorum non atteint~: aucun présent sur 131 en exercice, il en fallait au moins 66.")
    assert quorum_recall(missed, empty, FRENCH) == recalled
    later = check_quorum(QuorumRule.HALF_VOTED_CEIL, ROOM)
    assert quorum_state(later, FRENCH) == "Quorum jugé à la clôture"
    free = check_quorum(QuorumRule.NONE, ROOM)
    assert quorum_state(free, FRENCH) == "Aucun quorum exigé"
    assert quorum_recall(free, ROOM, FRENCH) == "Aucun quorum n’est exigé."


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"),
        (131, "131"),
        (3500, "3_500"),
        (1234567, "1_234_567"),
        (Fraction(1, 4), "0,25"),
        (Fraction("3500.05"), "3_500,05"),
        (Fraction(7, 1), "7"),
        (Fraction(1, 3), "1/3"),
    ],
)
def test_numbers_are_read_as_french_writes_them(value, said):
    assert number(value, FRENCH) == exact(said)


@given(thousandths=st.integers(0, 10**9))
def test_a_decimal_keeps_its_exact_value(thousandths):
    said = number(Fraction(thousandths, 1000), FRENCH)
    assert Fraction(said.replace("\u202f", "").replace(",", ".")) == Fraction(thousandths, 1000)


def test_numbers_of_a_lot():
    assert enumerate_numbers((), FRENCH) == ""
    assert enumerate_numbers(("12",), FRENCH) == "12"
    assert enumerate_numbers(("12", "14", "16 rect."), FRENCH) == exact("12,~14~et~16~rect.")


@pytest.mark.one_database
def test_numbers_of_another_language_are_written_its_way(app):
    from flask_babel import force_locale, get_translations

    with app.test_request_context("/"), force_locale("en"):
        t = get_translations()
        assert number(Fraction("3500.05"), t) == "3,500.05"
        assert enumerate_numbers(("12", "14", "16 rect."), t) == exact("12,~14~and~16~rect.")


def test_a_number_with_many_decimals_is_exact():
    assert number(Fraction(10**39 + 1, 10**30), FRENCH) == "1_000_000_000,".replace("_", "\u202f") + "0" * 29 + "1"
    assert number(Fraction(1, 10**31), FRENCH) == f"1/{10**31}"
