"""Links and buttons that say the same for several texts are told apart by those who only hear them."""

import re

import pytest
from flask import get_template_attribute

pytestmark = pytest.mark.one_database
NBSP = "\u00a0"


def test_each_name_says_of_which_text(cast):
    browser = cast.browse("ada")
    motion = browser.get(cast.path("motion")).text
    names = re.findall(r'class="disc".*?class="vh">([^<]+)</span>', motion, re.DOTALL)
    assert len(names) == len(set(names)) > 3
    assert sum(name.startswith(f"Proposition n°{NBSP}1, alinéa{NBSP}1, ligne") for name in names) == 1
    row = browser.get(cast.path("points-de-vue")).text
    for words in ("Enregistrer mon point de vue", "Lire le texte"):
        about = re.findall(words + r'\s*<span class="vh">: (proposition n°\u00a0\d)</span>', row)
        assert about == [f"proposition n°{NBSP}{number}" for number in (1, 2, 3)], words


def test_the_table_of_positions_names_its_columns_and_its_bars_are_not_heard(app):
    with app.test_request_context():
        table = get_template_attribute("macros/positions.html", "positions_table")(
            "Positions", [("Favorable", 3, "favorable")]
        )
    assert re.findall(r'<th scope="col"(?: colspan="2")?><span class="vh">([^<]+)', table) == [
        "Position",
        "Points de vue",
    ]
    assert 'class="bar-cell" aria-hidden="true"' in table
