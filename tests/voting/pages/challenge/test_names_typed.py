"""Names pasted at the desk, as lists write them: numbered, dotted, in capitals without their hyphens."""

import pytest

from congress.models import Member
from core.errors import Invalid
from voting.pages.challenge.names_typed import members_named

YVES = Member(given_name="Yves", family_name="Saint-Exupéry", honorific="M.")
ERIC = Member(given_name="Éric", family_name="Éluard", honorific="M.")
HERE = (YVES, ERIC)


@pytest.mark.parametrize(
    "typed",
    [
        "1. Éluard\n2. Saint-Exupéry",
        "1) ÉLUARD Éric\n2) SAINT EXUPERY YVES",
        "• Éluard\n•\tSaint-Exupéry",
        "- M. Éric Éluard\n– M.\u00a0SAINT\u2011EXUPÉRY",
        "Éluard\tÉric ; Saint-Exupéry\tYves",
    ],
)
def test_a_list_that_was_pasted_is_read(typed):
    assert members_named(typed, HERE) == [ERIC, YVES]


@pytest.mark.parametrize("typed", ["1.Éluard", "2", "Éluard 2.", "Saint"])
def test_what_is_no_name_is_given_back(app, typed):
    with app.test_request_context(), pytest.raises(Invalid, match="Personne de ce nom"):
        members_named(typed, HERE)
