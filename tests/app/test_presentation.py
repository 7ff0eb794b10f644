"""What templates do to the words that they show."""

import pytest

from app.presentation import capitalize_first, held

pytestmark = pytest.mark.one_database


def test_a_number_is_held_to_what_it_counts():
    assert held("Votants\u00a0: 3. Pour\u00a0: 0. Contre\u00a0: 12.") == (
        "Votants\u00a0:\u00a03. Pour\u00a0:\u00a00. Contre\u00a0:\u00a012."
    )
    assert held("Le vote\u00a0: la suite") == "Le vote\u00a0: la suite"


def test_a_sentence_begins_with_a_capital_and_keeps_the_others():
    assert capitalize_first("lundi à Paris") == "Lundi à Paris"
    assert capitalize_first("") == ""
