"""What is written otherwise and read the same is no amendment: on a page, by the API, in Word, in a folder alike."""

import re

import pytest

from tests.amendments.services.test_amendment_services import refused

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("      - former", "   - former"),
        ("   * former", "   - former"),
        ("#  Pour", "# Pour"),
        ("  La mairie", "La mairie"),
    ],
    ids=["farther from the margin", "another bullet", "space in a title", "margin of an alinéa"],
)
def test_what_is_written_otherwise_and_read_the_same_is_no_amendment(house, written, instead):
    from amendments.services.amendment_services import submit

    nested = house.change(("2. former", "   - former"))
    house.adopt(house.published(text=nested))
    assert instead in nested
    error = refused(house, submit, house.draft(nested.replace(instead, written, 1), base=2, by=2), by=2)
    assert (error.status, error.field) == (422, "text")
    assert re.search("ne change aucun mot|Seule la typographie", error.sentence)


def test_an_item_set_at_another_level_is_an_amendment(house):
    nested = house.change(("2. former", "   - former"), ("3. protéger", "      - protéger"))
    house.adopt(house.published(text=nested))
    house.deposited(text=nested.replace("      - protéger", "   - protéger"), base=2, by=2)
