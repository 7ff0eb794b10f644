"""What templates do to the words that they show."""

import pytest

from app.presentation import capitalize_first, reachable
from core.text.bound_counts import held

pytestmark = pytest.mark.one_database


def test_a_number_is_held_to_what_it_counts():
    assert held("Votants\u00a0: 3. Pour\u00a0: 0. Contre\u00a0: 12.") == (
        "Votants\u00a0:\u00a03. Pour\u00a0:\u00a00. Contre\u00a0:\u00a012."
    )
    assert held("Le vote\u00a0: la suite") == "Le vote\u00a0: la suite"


def test_a_sentence_begins_with_a_capital_and_keeps_the_others():
    assert capitalize_first("lundi à Paris") == "Lundi à Paris"
    assert capitalize_first("") == ""


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("a@b.example", '<a href="mailto:a@b.example">a@b.example</a>'),
        ("01 99 00 12 34", '<a href="tel:0199001234">01 99 00 12 34</a>'),
        ("+33 1 99 00 12 34", '<a href="tel:+33199001234">+33 1 99 00 12 34</a>'),
        ("75000 Paris", "75000 Paris"),
        ("<b>12, rue</b>", "&lt;b&gt;12, rue&lt;/b&gt;"),
    ],
)
def test_a_line_of_an_address_is_reached_in_one_press(line, shown):
    assert reachable(line) == shown
